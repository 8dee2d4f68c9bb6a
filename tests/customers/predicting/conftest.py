"""A little town whose customers buy at their own pace."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
import pytest

from serai.customers.public import CustomerRow, import_customers
from serai.customers.trainings import train_outlook
from serai.kernel.ids import uuid7_at
from serai.plumbing import facts
from serai.plumbing.facts.spool import spool

FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAYS = 300
PEOPLE = 300


@dataclass(frozen=True, slots=True)
class Town:
    """
    Customers: `steady` buys every fifth day, `gone` stopped half way, `secret` allows nothing.

    `until` is the last day with a purchase.
    """

    everybody: list[UUID]
    steady: UUID
    gone: UUID
    secret: UUID
    until: datetime


def _purchases(people: int, rng: np.random.Generator) -> list[tuple[int, int, int]]:
    rows = [(0, day, 2_000) for day in range(0, DAYS, 5)]
    rows += [(1, day, 2_000) for day in range(0, DAYS // 2, 5)]
    for person in range(2, people):
        pace, amount = rng.uniform(2, 20), rng.uniform(500, 8_000)
        end = rng.uniform(20, DAYS) if rng.random() < 0.3 else DAYS
        at = rng.uniform(0, pace)
        while at < end:
            rows.append((person, int(at), int(amount * rng.uniform(0.5, 1.5))))
            at += rng.exponential(pace)
    return rows


@pytest.fixture(autouse=True)
def a_var_of_its_own(settings: Any, a_folder: Path) -> Iterator[None]:
    """Keep facts and models of a test in its own folder."""
    settings.SERAI_VAR = a_folder
    settings.SERAI_FACTS_KEEP_DAYS = {}
    yield
    spool().close()


@pytest.fixture
def town(db: None) -> Town:
    """Return a town whose purchases are facts; all but `secret` allow profiling."""
    people, rng = PEOPLE, np.random.default_rng(4)
    ids = [uuid7_at(FIRST, seed=f"town {person}".encode()) for person in range(people)]
    customers = [
        CustomerRow(
            customer, f"town-{place}@example.org", "", "town", FIRST,
            consents=() if place == 2 else ("profiling",),
        )
        for place, customer in enumerate(ids)
    ]  # fmt: skip
    assert not import_customers(customers).errors
    rows = [
        {
            "event_id": f"town:{person}:{day}:{amount}",
            "occurred_at": FIRST + timedelta(days=day),
            "customer_id": str(ids[person]),
            "quantity": 1,
            "discount_minor": 0,
            "total_minor": amount,
            "currency": "USD",
        }
        for person, day, amount in _purchases(people, rng)
    ]
    frame = pl.DataFrame(rows).cast({"occurred_at": pl.Datetime("us", "UTC")})
    until = FIRST + timedelta(days=DAYS)
    facts.write_rows("sale_line", frame, now=until)
    return Town(ids, ids[0], ids[1], ids[2], FIRST + timedelta(days=DAYS - 1))


@pytest.fixture
def trained(town: Town) -> Town:
    """Return a town whose purchases were learned from."""
    assert [each.refused_because for each in train_outlook()] == ["", ""]
    return town
