"""A thousand variants edited in one call of the staff's API, beside a bare UPDATE of the same rows."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter, sleep
from typing import Any

import psycopg

from benchmarks._servers import VAR, platform
from benchmarks._staff import call, staff_key, wait_for_events
from serai.config.measurement import Measurement
from serai.plumbing.postgres.embedded import EmbeddedPostgres

COUNT, TIMES = 1000, 5
COPY = """
DROP SCHEMA IF EXISTS bench_floor CASCADE;
CREATE SCHEMA bench_floor;
CREATE TABLE bench_floor.variant (LIKE catalog_variant INCLUDING ALL);
INSERT INTO bench_floor.variant SELECT * FROM catalog_variant;
ANALYZE bench_floor.variant;
"""
UPDATE = """
UPDATE bench_floor.variant SET weight_g = given.weight_g, version = version + 1
FROM unnest(%s::text[], %s::int[]) AS given (sku, weight_g) WHERE variant.sku = given.sku"""


def measure() -> Iterator[Measurement]:
    """Yield the seconds of one such call, while the worker projects what the calls before have changed."""
    url = EmbeddedPostgres(VAR / "postgres").url
    with platform() as port:
        key = staff_key("catalog:write")
        wait_for_events(url)
        before = _weights(url)
        floor = _bare(url, list(before))
        times = [_edit(port, key, dict.fromkeys(before, 100 + turn)) for turn in range(TIMES)]
        _edit(port, key, before)
    yield Measurement(
        name=f"{COUNT:,} variants edited in one call",
        value=median(times),
        unit="s",
        reference=floor,
        bar=1.0,
        at_most=True,
        bar_on_value=True,
        note=f"median of {TIMES}, slowest {max(times):.2f} s",
    )


def _weights(url: str) -> dict[str, Any]:
    """Return the weights of variants from all over the table."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT sku, weight_g FROM catalog_variant ORDER BY md5(sku) LIMIT %s", [COUNT]
        )
        return dict(found.fetchall())


def _edit(port: int, key: str, weights: dict[str, Any]) -> float:
    sleep(1)
    edits = [{"sku": sku, "weight_g": weight} for sku, weight in weights.items()]
    started = perf_counter()
    report = call(port, "POST", "/api/staff/variants", key, {"edits": edits})
    elapsed = perf_counter() - started
    assert report["updated"] == COUNT, report
    return elapsed


def _bare(url: str, skus: list[str]) -> float:
    """Return the median seconds of the bare statement, on a copy of the table with the same indexes."""
    times = []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(COPY)
        for turn in range(TIMES):
            started = perf_counter()
            connection.execute(UPDATE, [skus, [100 + turn] * len(skus)])
            times.append(perf_counter() - started)
        connection.execute("DROP SCHEMA bench_floor CASCADE")
    return median(times)
