"""On which days customers bought from which categories, from the facts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from serai.catalog.public import facts_of_variants
from serai.plumbing import facts

if TYPE_CHECKING:
    import polars as pl

ANYTHING = -1
"""The category of every purchase: so that trips are told apart from what was bought on them."""
_FIRST = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class CategoryDays:
    """
    Purchase days: `days` has customer, category and day, each once; days count from 1970.

    A customer is a place in `customers`, a category a place in `categories`; what is in a category is in those
    above it, too. `now` is the day after the last one.
    """

    days: "pl.DataFrame"
    customers: list[UUID]
    categories: list[str]
    start: int
    now: int

    @property
    def seen_until(self) -> date:
        """Return the last day of the history."""
        return _FIRST + timedelta(days=self.now - 1)


def category_days() -> CategoryDays | None:
    """Return every purchase of a known customer; `None` when there is none. One statement, and the facts."""
    import polars as pl  # noqa: PLC0415 - a process that only serves does without

    lines = facts.table("sale_line")
    known = lines.filter(
        lines.customer_id.notnull(), lines.variant_id.notnull(), lines.quantity > 0
    )
    sold = known.select("customer_id", "variant_id", "day").distinct().to_polars()
    sold = sold.filter(pl.col("variant_id") != "")
    if sold.is_empty():
        return None
    day = pl.col("day").to_physical().cast(pl.Int64)
    customers = sold["customer_id"].unique().sort()
    people = pl.DataFrame({"customer_id": customers, "customer": range(len(customers))})
    placed = sold.with_columns(day).join(people, on="customer_id")
    of_variant = _categories(sold["variant_id"].unique().to_list())
    names = sorted({path for _, path in of_variant})
    place = {path: number for number, path in enumerate(names)}
    pairs = pl.DataFrame(
        {
            "variant_id": [variant for variant, _ in of_variant],
            "category": [place[path] for _, path in of_variant],
        },
        schema={"variant_id": pl.String, "category": pl.Int64},
    )
    whole = (
        placed.join(pairs, on="variant_id").select("customer", "category", "day"),
        placed.select("customer", pl.lit(ANYTHING, pl.Int64).alias("category"), "day"),
    )
    days = pl.concat(whole).cast(pl.Int64).unique()
    numbers = days["day"]
    return CategoryDays(
        days,
        [UUID(each) for each in customers],
        names,
        int(numbers.min()),
        int(numbers.max()) + 1,
    )


def _categories(variants: list[str]) -> list[tuple[str, str]]:
    found = facts_of_variants([UUID(each) for each in variants])
    return [(str(variant), path) for variant, known in found.items() for path in known.categories]
