"""The worker process: handlers, projections, letters, periodic jobs."""

import os

WAITING_AT_ONCE = 4


def main() -> None:
    """Run jobs until a signal asks to stop; a job that is running is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.config.settings")

    import django

    django.setup()

    from serai.config.logs import configure_logs

    configure_logs()

    from procrastinate.contrib.django import app

    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.with_connector(connector).replace_connector(connector) as worker:
        worker.run_worker(
            concurrency=WAITING_AT_ONCE,
            delete_jobs="successful",
            shutdown_graceful_timeout=8,
            fetch_job_polling_interval=1,
        )
