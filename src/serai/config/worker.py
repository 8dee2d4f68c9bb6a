"""The worker process: handlers, projections, letters, periodic jobs, and the courier of webhooks."""

import asyncio
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
    What follows every order is done in batches by threads beside it: one for events, one for letters, so that
    a slow mail server holds up no parcel.
    """
    load_django(with_database=False)
    from serai.plumbing.webhooks.courier import start_courier

    os.nice(POLITENESS)
    courier, thread = start_courier()
    asyncio.run(_work())
    courier.stop()
    thread.join(PATIENCE)


async def _work() -> None:
    """
    Run the queue's worker, and batches in its name.

    The queue's own bookkeeping need not reach the disk at once: a job that a crash brings back is run
    again, and handlers take effect once. What handlers write is durable as everywhere.
    """
    from procrastinate import PsycopgConnector
    from procrastinate.contrib.django import app
    from procrastinate.worker import Worker
    from psycopg.conninfo import make_conninfo

    from serai.config.env import env
    from serai.plumbing.events import delivery_batches
    from serai.plumbing.jobs import job_batches
    from serai.plumbing.jobs.batches import BatchWorker
    from serai.plumbing.jobs.queues import adopt_jobs, ordinary_queues
    from serai.plumbing.jobs.resume import HEARTBEAT, SILENCE

    conninfo = make_conninfo(env().postgres_url, options="-c synchronous_commit=off")
    connector = PsycopgConnector(conninfo=conninfo, min_size=1, max_size=AT_ONCE + 2)
    kinds, queues = (delivery_batches(), job_batches()), ordinary_queues()
    with app.replace_connector(connector) as queue:
        worker = Worker(
            queue,
            queues=queues,
            concurrency=AT_ONCE,
            delete_jobs="successful",
            shutdown_graceful_timeout=8,
            listen_notify=False,
            fetch_job_polling_interval=LOOK_EVERY,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=SILENCE,
        )
        beside = [BatchWorker(batches, lambda: worker.worker_id) for batches in kinds]
        served = [*queues, *(batch.queue for batches in kinds for batch in batches)]
        await asyncio.to_thread(adopt_jobs, served)
        threads = [each.start() for each in beside]
        async with queue.open_async():
            await worker.run()  # type: ignore[no-untyped-call]
        for each in beside:
            each.stop()
        for thread in threads:
            await asyncio.to_thread(thread.join, PATIENCE)
