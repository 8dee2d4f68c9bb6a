"""Events published in business transactions and delivered by one worker, beside bare inserts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import psycopg

from benchmarks._inside import inside
from serai.config.measurement import Measurement
from serai.kernel.events import Event
from serai.kernel.ids import uuid7

EVENTS = 2000
SUBSCRIPTION = "benchmarks.hear"
TABLES = """
DROP SCHEMA IF EXISTS bench_floor CASCADE;
CREATE SCHEMA bench_floor;
CREATE TABLE bench_floor.event (LIKE plumbing_event INCLUDING ALL);
CREATE TABLE bench_floor.job (LIKE procrastinate_jobs INCLUDING ALL);
CREATE TABLE bench_floor.receipt (LIKE plumbing_receipt INCLUDING ALL);
"""
EVENT = "INSERT INTO bench_floor.event VALUES (%s, 'outbox.BellRang', '{\"number\": 1}', now())"
JOB = (
    "INSERT INTO bench_floor.job (queue_name, task_name, args, priority)"
    " VALUES ('events', 'plumbing.deliver', '{}', 0)"
)
RECEIPT = "INSERT INTO bench_floor.receipt VALUES (%s, %s, now())"
Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class BellRang(Event):
    """An event that means nothing; its one handler does nothing."""

    number: int


def measure() -> Iterator[Measurement]:
    """Yield events a second: published one to a transaction, and delivered by one worker."""
    yield from inside("benchmarks.outbox")


def measure_inside() -> Iterator[Measurement]:
    """Publish from this process, then be the worker."""
    from serai.config.env import env
    from serai.plumbing.db import execute, unit_of_work
    from serai.plumbing.events import publish, subscribe

    heard: list[int] = []
    subscribe(BellRang, name=SUBSCRIPTION)(lambda event: heard.append(event.number))

    _work_until_done()
    started = perf_counter()
    for number in range(EVENTS):
        with unit_of_work():
            publish(BellRang(number))
    published = EVENTS / (perf_counter() - started)
    started = perf_counter()
    _work_until_done()
    delivered = EVENTS / (perf_counter() - started)
    execute("DELETE FROM plumbing_receipt WHERE subscription = %s", [SUBSCRIPTION])
    execute("DELETE FROM plumbing_event WHERE type = %s", [BellRang.type])
    if sorted(heard) != list(range(EVENTS)):
        raise RuntimeError(f"{len(heard)} deliveries of {EVENTS} events.")
    with psycopg.connect(env().postgres_url, autocommit=True) as connection:
        connection.execute(TABLES)
        inserts, receipts = _per_second(connection, _insert), _per_second(connection, _receive)
        connection.execute("DROP SCHEMA bench_floor CASCADE")
    yield Measurement(
        name="events published, one to a transaction",
        value=published,
        unit="events/s",
        reference=inserts,
        note="one connection; floor: the same two rows in one transaction",
    )
    yield Measurement(
        name="events delivered by one worker",
        value=delivered,
        unit="events/s",
        reference=receipts,
        note=f"{EVENTS:,} events, each handled once; floor: a receipt in a transaction of its own",
    )


def _work_until_done() -> None:
    """Run a worker as `serai up` does, until no event waits."""
    from procrastinate.contrib.django import app

    from serai.config.worker import WAITING_AT_ONCE

    connector = app.connector.get_worker_connector()
    with app.with_connector(connector).replace_connector(connector) as worker:
        worker.run_worker(
            queues=["events"],
            concurrency=WAITING_AT_ONCE,
            delete_jobs="successful",
            wait=False,
            listen_notify=False,
            install_signal_handlers=False,
        )


def _insert(connection: Connection) -> None:
    with connection.transaction():
        connection.execute(EVENT, [uuid7()])
        connection.execute(JOB)


def _receive(connection: Connection) -> None:
    connection.execute(RECEIPT, [uuid7(), SUBSCRIPTION])


def _per_second(connection: Connection, act: Callable[[Connection], None]) -> float:
    started = perf_counter()
    for _ in range(EVENTS):
        act(connection)
    return EVENTS / (perf_counter() - started)
