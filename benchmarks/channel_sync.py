"""How long after a change of stock every channel's numbers are in its outbox: web, stores, social and marketplace."""

import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from time import perf_counter, sleep
from typing import Any

import psycopg

from benchmarks._servers import ROOT, VAR, platform, platform_environment
from benchmarks._staff import call, staff_key, wait_for_events
from serai.config.measurement import Measurement
from serai.plumbing.postgres.embedded import EmbeddedPostgres

CHANGES = 10
PATIENCE = 30.0
CENTRE, SKU = "dc-east", "25671"
NEW = ("social", "marketplace")
CHANNELS = ("web", "stores", *NEW)


def measure() -> Iterator[Measurement]:
    """Yield the longest time from sending a delivery of goods to the numbers in every channel's outbox."""
    url = EmbeddedPostgres(VAR / "postgres").url
    with platform() as port:
        key = staff_key("stock:read", "stock:write")
        _feed_all(port, key, fed=True)
        wait_for_events(url)
        with psycopg.connect(url, autocommit=True) as connection:
            times = [_seconds_until_told(port, key, connection) for _ in range(CHANGES)]
        _feed_all(port, key, fed=False)
    yield Measurement(
        name=f"a change of stock until {len(CHANNELS)} channels' numbers are out, longest of {len(times)}",
        value=max(times),
        unit="s",
        bar=2.0,
        at_most=True,
        note=f"median {median(times):.2f} s; from sending it, through event and worker",
    )


def _feed_all(port: int, key: str, *, fed: bool) -> None:
    """Let all channels sell from the centre, and tell each of them numbers, or no more."""
    for channel in NEW:
        command = [sys.executable, "-m", "serai.config.cli", "channel", channel]
        subprocess.run(
            command, env=platform_environment(), cwd=ROOT, check=False, capture_output=True
        )
    known = call(port, "GET", "/api/staff/locations", key)["items"]
    centre = next(each for each in known if each["code"] == CENTRE)
    place = {name: centre[name] for name in _SAME}
    place["channels"] = [{"channel": channel} for channel in CHANNELS]
    call(port, "POST", "/api/staff/locations", key, {"locations": [place]})
    for channel in CHANNELS:
        call(port, "POST", "/api/staff/channel-feeds", key, {"channel": channel, "fed": fed})


_SAME = ("code", "name", "kind", "country", "line1", "city", "region", "postcode", "lat", "lon")


def _seconds_until_told(port: int, key: str, connection: Any) -> float:
    """
    Return the time from sending a delivery until every channel's numbers are written as events.

    Raises:
        RuntimeError: they were not in time.
    """
    before = _told(connection)
    started = perf_counter()
    movement = {"sku": SKU, "location": CENTRE, "quantity": 1, "note": "benchmark"}
    body = {"reason": "receipt", "movements": [movement]}
    call(port, "POST", "/api/staff/stock-movements", key, body)
    while (elapsed := perf_counter() - started) < PATIENCE:
        if _told(connection) >= before + len(CHANNELS):
            return elapsed
        sleep(0.005)
    raise RuntimeError("Some channel was not told.")


def _told(connection: Any) -> int:
    [(count,)] = connection.execute(
        "SELECT count(*) FROM plumbing_event WHERE type = 'inventory.StockLevelsChanged'"
    ).fetchall()
    return int(count)
