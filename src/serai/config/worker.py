"""The worker process: handlers, projections, letters, periodic jobs, and the courier of webhooks."""

import os

from serai.config.cli.django import load_django

AT_ONCE = 4
LOOK_EVERY = 0.2
POLITENESS = 10
PATIENCE = 3.0
"""Seconds for calls outside that are under way; what is cut off is delivered again."""


def main() -> None:
    """
    Run jobs until a signal asks to stop; a job that is running is finished first.

    Shoppers come first: the worker leaves the processor to the api when both want it, and looks for jobs five
    times a second instead of being woken for each, which would cost the database more than the jobs.
    The queue's own bookkeeping need not reach the disk at once: a job that a crash brings back is run
    again, and handlers take effect once. What handlers write is durable as everywhere.
    """
    load_django(with_database=False)

    from procrastinate import PsycopgConnector
    from procrastinate.contrib.django import app
    from psycopg.conninfo import make_conninfo

    from serai.config.env import env
    from serai.plumbing.jobs.resume import HEARTBEAT, SILENCE
    from serai.plumbing.webhooks.courier import start_courier

    os.nice(POLITENESS)
    conninfo = make_conninfo(env().postgres_url, options="-c synchronous_commit=off")
    connector = PsycopgConnector(conninfo=conninfo, min_size=1, max_size=AT_ONCE + 2)
    courier, thread = start_courier()
    with app.replace_connector(connector) as worker:
        worker.run_worker(
            concurrency=AT_ONCE,
            delete_jobs="successful",
            shutdown_graceful_timeout=8,
            listen_notify=False,
            fetch_job_polling_interval=LOOK_EVERY,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=SILENCE,
        )
    courier.stop()
    thread.join(PATIENCE)
