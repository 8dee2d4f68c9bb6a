"""Pages of the staff's list of orders over the whole history, beside the same SQL alone."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import psycopg

from benchmarks._load import load, request, single
from benchmarks._servers import VAR, platform
from benchmarks._staff import staff_key
from serai.config.measurement import Measurement
from serai.kernel.pages import encode_cursor
from serai.plumbing.postgres.embedded import EmbeddedPostgres

SECONDS, LIMIT = 2.0, 50
DEEP = 0.9  # how far down the deep pages are
COLUMNS = "id, number, state, placed_at, channel_code, customer_id, location_id, email, currency, total_minor"
Place = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class Case:
    """A page: what it is called, its filter by column, and the order behind which it begins."""

    name: str
    wanted: dict[str, str] = field(default_factory=dict)
    after: Place | None = None

    @property
    def path(self) -> str:
        """Return the address of the page."""
        cursor = {"cursor": encode_cursor(*self.after)} if self.after else {}
        return "/api/staff/orders?" + urlencode({"limit": LIMIT, **self.wanted, **cursor})

    @property
    def statement(self) -> tuple[str, list[Any]]:
        """Return the bare statement."""
        tests, params = [f"{column} = %s" for column in self.wanted], list(self.wanted.values())
        if self.after:
            tests.append("(placed_at, id) < (%s, %s)")
            params += self.after
        where = f"WHERE {' AND '.join(tests)}" if tests else ""
        statement = f"SELECT {COLUMNS} FROM ordering_order {where}"
        return f"{statement} ORDER BY placed_at DESC, id DESC LIMIT {LIMIT + 1}", params


def measure() -> Iterator[Measurement]:
    """Yield the 99th percentile of each kind of page at one connection."""
    url = EmbeddedPostgres(VAR / "postgres").url
    with platform() as port, psycopg.connect(url, autocommit=True) as connection:
        headers = {"Serai-Key": staff_key("orders:read")}
        [lines] = connection.execute("SELECT count(*) FROM ordering_order_line").fetchone() or [0]
        for case in _cases(connection):
            floor = _bare(connection, case)
            requests = itertools.repeat(request("GET", case.path, headers))
            result = load(port, single(requests), concurrency=1, seconds=SECONDS)
            yield Measurement(
                name=f"orders of staff, {case.name}",
                value=result.percentile(0.99),
                unit="ms",
                reference=floor,
                bar=50.0,
                at_most=True,
                bar_on_value=True,
                note=f"p99 of both; median {result.percentile(0.5):.1f} ms; {lines:,} lines are there",
            )


def _cases(connection: "psycopg.Connection[Any]") -> list[Case]:
    store, *_ = _row(
        connection,
        "SELECT location_id::text FROM ordering_order WHERE location_id IS NOT NULL"
        " GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
    )
    customer, *_ = _row(
        connection,
        "SELECT customer_id::text FROM ordering_order WHERE customer_id IS NOT NULL"
        " GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
    )
    completed, of_store = {"state": "completed"}, {"location_id": store}
    return [
        Case("first page"),
        Case("deep page", after=_deep(connection, {})),
        Case("of one state, deep", completed, _deep(connection, completed)),
        Case("of the busiest store, deep", of_store, _deep(connection, of_store)),
        Case("of one customer", {"customer_id": customer}),
        Case("of a store and a state", of_store | completed),
        Case("that nobody placed", of_store | {"state": "placing"}),
    ]


def _deep(connection: "psycopg.Connection[Any]", wanted: dict[str, str]) -> Place:
    tests = "".join(f" AND {column} = %s" for column in wanted)
    placed_at, order_id = _row(
        connection,
        f"SELECT placed_at, id FROM ordering_order WHERE true{tests} ORDER BY placed_at DESC, id DESC"
        f" OFFSET (SELECT floor(count(*) * {DEEP}) FROM ordering_order WHERE true{tests}) LIMIT 1",
        [*wanted.values(), *wanted.values()],
    )
    return placed_at, order_id


def _row(
    connection: "psycopg.Connection[Any]", statement: str, params: list[Any] | None = None
) -> Any:
    found = connection.execute(statement, params).fetchone()
    assert found is not None
    return found


def _bare(connection: "psycopg.Connection[Any]", case: Case) -> float:
    """Return the 99th percentile of the statement alone, in milliseconds."""
    statement, params = case.statement
    times: list[float] = []
    until = perf_counter() + SECONDS / 2
    while perf_counter() < until:
        started = perf_counter()
        connection.execute(statement, params).fetchall()
        times.append((perf_counter() - started) * 1000)
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]
