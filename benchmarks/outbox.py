"""Events published in business transactions, handled by one worker and told outside, beside bare inserts."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import perf_counter, sleep
from typing import Any, ClassVar

import psycopg

from benchmarks._inside import inside
from benchmarks._servers import ROOT, platform_environment
from benchmarks._staff import wait_for_events
from serai.config.measurement import Measurement
from serai.kernel.events import Event, Outside, Told
from serai.kernel.ids import uuid7

EVENTS = 2000
SUSTAINED = 20.0
SUBSCRIPTION, TOGETHER = "benchmarks.hear", "benchmarks.hear_together"
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
RECEIVED = """
SELECT count(*), extract(epoch FROM max(handled_at) - min(handled_at))
FROM plumbing_receipt WHERE subscription = %s"""
FORGET = "DELETE FROM plumbing_receipt WHERE subscription = ANY(%s)"
FORGET_EVENTS = "DELETE FROM plumbing_event WHERE type = ANY(%s)"
HANDLED = "SELECT count(*) FROM plumbing_receipt WHERE subscription = %s"
MOST_WAITING = 5_000
"""So many events may be under way before the publisher waits for the rest."""
Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class BellRang(Event):
    """An event that means nothing; its one handler does nothing."""

    outside: ClassVar = Outside("bell.rang", {"number": Told("How often before.", 1)})

    number: int


@dataclass(frozen=True, slots=True)
class ChordRang(Event):
    """The same for a handler that hears many at a time."""

    number: int


def measure() -> Iterator[Measurement]:
    """Yield events a second: published, delivered one by one and many at a time, and all at once."""
    yield from inside("benchmarks.outbox")


def measure_inside() -> Iterator[Measurement]:
    """Publish from this process while no worker runs, then let one work."""
    from serai.config.env import env
    from serai.plumbing.db import execute, unit_of_work
    from serai.plumbing.events import publish

    url = env().postgres_url
    _hear()
    with _worker():
        wait_for_events(url)
    started = perf_counter()
    for number in range(EVENTS):
        with unit_of_work():
            publish(BellRang(number))
    published = EVENTS / (perf_counter() - started)
    with _worker():
        delivered = _delivered_per_second(SUBSCRIPTION)
    for number in range(EVENTS):
        with unit_of_work():
            publish(ChordRang(number))
    with _worker():
        together = _delivered_per_second(TOGETHER)
    sustained, told = _sustained()
    execute(FORGET, [[SUBSCRIPTION, TOGETHER]])
    execute(FORGET_EVENTS, [[BellRang.type, ChordRang.type]])
    with psycopg.connect(url, autocommit=True) as connection:
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
    yield Measurement(
        name="events delivered many at a time by one worker",
        value=together,
        unit="events/s",
        reference=receipts,
        note=f"{EVENTS:,} events, as what follows every order is; the same floor",
    )
    yield Measurement(
        name="events published, handled and told outside, all at once",
        value=sustained,
        unit="events/s",
        reference=inserts,
        note=f"{told:,} events through everything in {SUSTAINED:.0f} s, one worker, one receiver over HTTP"
        " (signed, logged); floor: the same two rows in one transaction",
    )


def be_the_worker() -> None:
    """Run the platform's worker with one subscription more."""
    import django

    from serai.config.worker import main

    django.setup()
    _hear()
    main()


def _hear() -> None:
    from serai.plumbing.events import subscribe, subscribe_together

    subscribe(BellRang, name=SUBSCRIPTION)(lambda event: None)
    subscribe_together(ChordRang, name=TOGETHER)(lambda events: None)


@contextmanager
def _worker() -> Iterator[None]:
    command = [
        sys.executable,
        "-c",
        "from benchmarks.outbox import be_the_worker; be_the_worker()",
    ]
    environment = platform_environment() | {
        "DJANGO_SETTINGS_MODULE": "serai.config.settings",
        "SERAI_OUTBOUND_ALLOW": "127.0.0.0/8",  # the receiver is here
    }
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _delivered_per_second(subscription: str) -> float:
    """
    Return the rate between the first receipt and the last, so that the worker's start does not count.

    Raises:
        RuntimeError: not every event was delivered within two minutes.
    """
    from serai.plumbing.db import rows

    deadline = perf_counter() + 120
    while perf_counter() < deadline:
        sleep(0.2)
        [(count, seconds)] = rows(RECEIVED, [subscription])
        if count == EVENTS:
            return (EVENTS - 1) / float(seconds)
    raise RuntimeError(f"{count} deliveries of {EVENTS} events.")


def _sustained() -> tuple[float, int]:
    """Return how many events a second go all the way while others are published, and how many did."""
    from serai.config.env import env
    from serai.kernel.clock import now
    from serai.plumbing.db import rows, unit_of_work
    from serai.plumbing.events import publish
    from serai.plumbing.webhooks.change_endpoint import remove_endpoint
    from serai.plumbing.webhooks.subscribe_endpoint import SubscribeEndpoint, subscribe_endpoint

    with _receiver() as (address, heard):
        endpoint = subscribe_endpoint(SubscribeEndpoint("bench", address, ["bell.rang"]), now=now())
        with _worker():
            [(before,)] = rows(HANDLED, [SUBSCRIPTION])
            published, until = 0, perf_counter() + SUSTAINED
            while perf_counter() < until:
                if published - len(heard) > MOST_WAITING:
                    sleep(0.01)
                    continue
                with unit_of_work():
                    publish(BellRang(published))
                published += 1
            [(after,)] = rows(HANDLED, [SUBSCRIPTION])
            through = min(len(heard), after - before)
            wait_for_events(env().postgres_url)
        remove_endpoint(endpoint.id)  # when no courier is under way with what it was to be told
    return through / SUSTAINED, through


@contextmanager
def _receiver() -> Iterator[tuple[str, set[str]]]:
    """Run a receiver of webhooks; yield its address and the ids that it has heard."""
    heard: set[str] = set()

    class Receiver(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            heard.add(self.headers["webhook-id"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook", heard
        server.shutdown()


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
