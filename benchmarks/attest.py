"""A million records taken into the log, and proofs of any of them, beside bare hashing and bare COPY."""

import random
from collections.abc import Iterator, Sequence
from hashlib import sha256
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks._inside import inside
from serai.config.measurement import Measurement

SIZES = (1_000, 10_000, 100_000, 1_000_000)
PROOFS = 300
SCHEMA = "bench_attest"
TABLES = ("log", "source", "leaf", "tile", "key", "head", "anchored_head")


def measure() -> Iterator[Measurement]:
    """Yield records a second taken in, and the time of a proof as the log grows a thousandfold."""
    yield from inside("benchmarks.attest")


def measure_inside() -> Iterator[Measurement]:
    """Grow a log in tables of its own, from a source that makes its records up."""
    from serai.attest.ports import Anchors, RecordSources
    from serai.plumbing.db import execute
    from serai.plumbing.wiring import bind

    _own_tables()
    source = MadeUpMovements()
    bind(RecordSources, RecordSources((source,)))
    bind(Anchors, Anchors(()))
    try:
        yield from _grow(source)
        yield _check()
    finally:
        execute(f"DROP SCHEMA {SCHEMA} CASCADE")


class MadeUpMovements:
    """Movements of stock as the real source tells them, without a table behind."""

    name = "inventory.movement"
    table = "inventory_movement"

    def __init__(self) -> None:
        self.count = 0
        self.seconds = 0.0
        """Spent in making them up."""

    def after(self, place: Any, until: Any, *, limit: int) -> Sequence[Any]:
        from serai.plumbing.append_only import WrittenRow

        started = perf_counter()
        first = int(place.key or 0) + 1
        made = [
            WrittenRow(1, str(number), self.fields_of(number))
            for number in range(first, min(first + limit, self.count + 1))
        ]
        self.seconds += perf_counter() - started
        return made

    def by_keys(self, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
        return {key: self.fields_of(int(key)) for key in keys}

    def fields_of(self, number: int) -> dict[str, Any]:
        return {
            "location_id": "01a200b7-9bc7-74a3-8444-7ab64d4f395f",
            "note": "",
            "occurred_at": f"2026-11-22T01:02:03.{number % 1_000_000:06}Z",
            "quantity": -1 - number % 7,
            "reason": "sale",
            "reference": f"01a200b7-9bc7-74a3-8444-{number:012x}",
            "variant_id": f"01a200b7-9bc7-74a3-8445-{number % 92_331:012x}",
        }


def _grow(source: MadeUpMovements) -> Iterator[Measurement]:
    from serai.attest.public import append_records, sign_head
    from serai.kernel.clock import now

    seconds = 0.0
    medians = []
    for size in SIZES:
        source.count = size
        started = perf_counter()
        while append_records():
            pass
        seconds += perf_counter() - started
        sign_head(now=now())
        medians.append(_proofs(size))
        yield medians[-1]
    yield Measurement(
        name=f"a proof among {SIZES[-1]:,} beside one among {SIZES[0]:,}",
        value=medians[-1].value / medians[0].value,
        unit="times",
        bar=4.0,
        at_most=True,
        note="a thousand times as many records, twice as many hashes in the proof",
    )
    yield _growth(SIZES[-1])
    yield Measurement(
        name=f"records taken into the log, {SIZES[-1]:,} in all",
        value=SIZES[-1] / (seconds - source.seconds),
        unit="records/s",
        reference=SIZES[-1] / (_bare_hashes(source) + _bare_copy()),
        note=f"{_bytes_a_record():.0f} bytes each; floor: one SHA-256 and one row by COPY, nothing else",
    )


def _proofs(size: int) -> Measurement:
    from serai.attest.public import inclusion_proof

    places = _places(size)
    made = [_timed(lambda place=place: inclusion_proof(place)) for place in places]
    longest = max(len(inclusion_proof(place).proof) for place in places)
    return Measurement(
        name=f"proof of a record among {size:,}",
        value=median(made) * 1e6,
        unit="µs",
        reference=_bare_statement() * 1e6,
        note=f"two statements, at most {longest} hashes; floor: one row by its key",
    )


def _growth(size: int) -> Measurement:
    from serai.attest.public import consistency_proof

    made = [
        _timed(lambda place=place: consistency_proof(place + 1, size)) for place in _places(size)
    ]
    return Measurement(
        name=f"proof that a log of {size:,} only grew",
        value=median(made) * 1e6,
        unit="µs",
        reference=_bare_statement() * 1e6,
        note="since any earlier size; floor: one row by its key",
    )


def _places(size: int) -> list[int]:
    chance = random.Random(size)
    return [chance.randrange(size) for _ in range(PROOFS)]


def _check() -> Measurement:
    from serai.attest.public import log_disagreements

    started = perf_counter()
    faults = list(log_disagreements())
    seconds = perf_counter() - started
    assert faults == [], faults[:3]
    return Measurement(
        name="records compared with the log",
        value=SIZES[-1] / seconds,
        unit="records/s",
        note="serai check --attest, without reading the rows",
    )


def _timed(act: Any) -> float:
    started = perf_counter()
    act()
    return perf_counter() - started


def _bare_statement() -> float:
    from serai.plumbing.db import rows

    return median(
        _timed(lambda: rows("SELECT level FROM attest_tile WHERE level = 0 AND index = 0"))
        for _ in range(PROOFS)
    )


def _bare_hashes(source: MadeUpMovements) -> float:
    """Return the seconds in which as many records are hashed when nothing else is done."""
    import msgspec

    some = [msgspec.json.encode(source.fields_of(number)) for number in range(100_000)]
    started = perf_counter()
    for text in some:
        sha256(text).digest()
    return (perf_counter() - started) * SIZES[-1] / len(some)


def _bare_copy() -> float:
    """Return the seconds in which one statement copies the leaves into another table with the same indexes."""
    from serai.plumbing.db import copy_into, execute, rows

    leaves = rows("SELECT position, source_id, key, marks FROM attest_leaf ORDER BY position")
    execute("CREATE TABLE attest_bare (LIKE attest_leaf INCLUDING ALL)")
    started = perf_counter()
    copy_into("attest_bare", ["position", "source_id", "key", "marks"], leaves)
    seconds = perf_counter() - started
    execute("DROP TABLE attest_bare")
    return seconds


def _bytes_a_record() -> float:
    from serai.plumbing.db import rows

    [(size,)] = rows(
        "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class AS c"
        " WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r'",
        [SCHEMA],
    )
    return float(size) / SIZES[-1]


def _own_tables() -> None:
    """Let every name of the log mean a table of this benchmark."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for name in TABLES:
            cursor.execute(
                f"CREATE TABLE {SCHEMA}.attest_{name} (LIKE public.attest_{name} INCLUDING ALL)"
            )
        cursor.execute(f"SET search_path = {SCHEMA}, public")
