"""Commands that need Django load it here, after the database is up."""

import os


def load_django() -> None:
    """Start the embedded PostgreSQL when it is used, then load Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.config.settings")

    from serai.config.env import env

    if server := env().postgres:
        server.start()

    import django

    django.setup()

    from serai.config.logs import configure_logs

    configure_logs()
