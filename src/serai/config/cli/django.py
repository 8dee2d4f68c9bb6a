"""Commands that need Django load it here, after the database is up."""

import os


def load_django(*, with_tables: bool = False, with_database: bool = True) -> None:
    """
    Start the embedded PostgreSQL when it is used, then load Django.

    Args:
        with_tables: also bring the tables up to date, as `serai up` does.
        with_database: False for commands that ask the database nothing.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.config.settings")

    from serai.config.env import env

    if with_database and (server := env().postgres):
        server.start()

    import django

    django.setup()

    from serai.config.logs import configure_logs

    configure_logs()

    if with_tables:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
