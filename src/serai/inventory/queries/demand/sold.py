"""What was sold each week and on each day, by expressions that DuckDB and Spark answer alike."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

MOST_PIECES = 99
"""A line of more is not counted in pieces: fuel is counted in thousandths of a gallon."""
_A_DAY, _FIRST_MONDAY = 86_400, 4
"""The first Monday of 1970 was the fifth of January."""


def weekly_sales(lines: "ir.Table", *, offset: int) -> "ir.Table":
    """
    Return the sales of each variant, location and week.

    Args:
        lines: the facts of `sale_line`.
        offset: seconds by which the shop's clock is ahead of UTC; weeks begin on its Mondays.

    Returns:
        variant_id, location_id (empty for the shop's own orders), week (since the first Monday of 1970), quantity,
        amount and discount in minor units, visits.
    """
    sold = _in_pieces(lines)
    day = (sold.occurred_at.epoch_seconds() + offset) // _A_DAY
    dated = sold.mutate(week=((day - _FIRST_MONDAY) // 7).cast("int64"))
    return dated.group_by("variant_id", "location_id", "week").agg(
        quantity=dated.quantity.sum(),
        amount=dated.total_minor.sum(),
        discount=dated.discount_minor.sum(),
        visits=dated.order_id.nunique(),
    )


def daily_sales(lines: "ir.Table", *, offset: int) -> "ir.Table":
    """Return variant_id, day (since 1 January 1970, on the shop's clock) and the quantity sold on it."""
    sold = _in_pieces(lines)
    day = (sold.occurred_at.epoch_seconds() + offset) // _A_DAY
    dated = sold.mutate(day=day.cast("int64"))
    return dated.group_by("variant_id", "day").agg(quantity=dated.quantity.sum())


def monday_of(week: int) -> date:
    """
    Return the Monday of a week.

    Example:
        >>> monday_of(0), monday_of(2500)
        (datetime.date(1970, 1, 5), datetime.date(2017, 12, 4))
    """
    return date(1970, 1, 5) + timedelta(weeks=week)


def _in_pieces(lines: "ir.Table") -> "ir.Table":
    counted = lines.quantity.between(1, MOST_PIECES) & lines.variant_id.notnull()
    return lines.filter(counted)
