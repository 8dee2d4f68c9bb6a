"""What customers bought, day by day, from the facts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from serai.kernel.currencies import exponent_of
from serai.plumbing import facts

if TYPE_CHECKING:
    import polars as pl

_FIRST = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class PurchaseDays:
    """
    The history of a shop as its models read it.

    Attributes:
        days: see `serai_science.buying.days`; customer is a place in `customers`, day counts from 1970, money is
            in whole units of the currency.
        customers: ids as text.
        currency: ISO 4217 code; lines in other currencies are left out.
        start: the first day.
        now: the day after the last one.
    """

    days: "pl.DataFrame"
    customers: list[str]
    currency: str
    start: int
    now: int

    @property
    def seen_until(self) -> date:
        """Return the last day of the history."""
        return day_of(self.now - 1)


def day_of(number: int) -> date:
    """Return the day that counts `number` from 1970."""
    return _FIRST + timedelta(days=number)


def purchase_days() -> PurchaseDays | None:
    """Return every purchase of a known customer in the currency with most of them; `None` when there is none."""
    import polars as pl  # noqa: PLC0415 - a process that only serves does without

    from serai_science.buying.days import as_days  # noqa: PLC0415 - as above

    lines = facts.table("sale_line")
    paid = lines.filter(lines.customer_id.notnull(), lines.total_minor > 0)
    summed = paid.group_by("customer_id", "day", "currency").agg(
        amount=paid.total_minor.sum(), lines=paid.count(), discount=paid.discount_minor.sum()
    )
    frame = summed.to_polars()
    if frame.is_empty():
        return None
    counts = frame.group_by("currency").agg(pl.col("lines").sum())
    currency: str = counts.sort(["lines", "currency"], descending=[True, False])["currency"][0]
    one = frame.filter(pl.col("currency") == currency)
    ids = one["customer_id"].unique().sort()
    unit = 10.0 ** exponent_of(currency)
    places = pl.DataFrame({"customer_id": ids, "customer": range(len(ids))})
    days = as_days(
        one.join(places, on="customer_id").select(
            "customer",
            pl.col("day").to_physical().cast(pl.Int64),
            pl.col("amount") / unit,
            "lines",
            pl.col("discount").fill_null(0) / unit,
        )
    )
    numbers = days["day"].to_list()
    return PurchaseDays(days, ids.to_list(), currency, min(numbers), max(numbers) + 1)
