"""The households of the panel as customers who can log in."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import polars as pl

from serai.config.complete_journey.source import table
from serai.customers.public import CustomerRow, ImportReport, import_customers
from serai.kernel.ids import uuid7_at

SOURCE = "complete-journey"
DEMO_PASSWORD = "demo-shopper"  # noqa: S105 - of a demonstration, told to everybody
PANEL_BEGAN = datetime(2017, 1, 1, tzinfo=UTC)
PANEL_PURPOSES = ("analytics", "personalisation", "profiling")
"""What the demo assumes that the panel's members allowed, so that suggestions and predictions have a ground."""

Progress = Callable[[str, int | None], AbstractContextManager[Callable[[int], None]]]


class HouseholdsRefused(RuntimeError):
    """A household could not become a customer; nothing was written."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__(
            f"{len(report.errors)} households are unfit, the first: {report.errors[0]}."
        )


def load(progress: Progress, households: int | None = None) -> ImportReport:
    """
    Import every household as a customer with its demographics. May be repeated.

    Real: the number of the household and, for 801 of them, age, income, home, marital status, size,
    composition and children. Derived: the e-mail address and the name from the number; the age as a
    customer from the first basket. Invented: the password, one for all, and the consents. The row says so
    in `source` and in the key "derived" of its demographics.

    Args:
        progress: shows how far the import is.
        households: only so many, those with the lowest numbers.

    Raises:
        HouseholdsRefused: the data do not fit; nothing was written.
    """
    found = known_households(households)
    with progress("Households", found.height) as advance:
        report = import_customers(_rows(found, advance), shared_password=DEMO_PASSWORD)
    if report.errors:
        raise HouseholdsRefused(report)
    return report


def customer_id_of_household(household_id: int) -> UUID:
    """Return the id of the customer who stands for a household; always the same."""
    return uuid7_at(PANEL_BEGAN, seed=f"{SOURCE} household {household_id}".encode())


def known_households(households: int | None = None) -> pl.DataFrame:
    """
    Return every household that bought something, lowest number first.

    Returns:
        household_id (i64), first_seen (µs, UTC without zone), and the demographics as text or null; one
        row per household.
    """
    seen = (
        table("transactions")
        .group_by("household_id")
        .agg(pl.col("transaction_timestamp").min().cast(pl.Datetime("us")).alias("first_seen"))
        .sort("household_id")
    )
    chosen = seen if households is None else seen.head(households)
    return (
        chosen.join(table("demographics"), on="household_id", how="left")
        .sort("household_id")
        .collect()
    )


def _rows(found: pl.DataFrame, advance: Callable[[int], None]) -> Iterator[CustomerRow]:
    for household in found.iter_rows(named=True):
        number, first_seen = household.pop("household_id"), household.pop("first_seen")
        yield CustomerRow(
            id=customer_id_of_household(number),
            email=f"household-{number}@demo.example",
            name=f"Household {number}",
            source=SOURCE,
            created_at=first_seen.replace(tzinfo=UTC),
            demographics=_traits(number, household),
            consents=PANEL_PURPOSES,
            text_version="panel-2017",
        )
        advance(1)


def _traits(number: int, known: dict[str, Any]) -> dict[str, Any]:
    """Return what is known about the household, its number, and which fields of the row are not real."""
    real = {name: value for name, value in known.items() if value is not None}
    return {
        "household_id": number,
        **real,
        "derived": ["email", "name", "created_at", "password", "consents"],
    }
