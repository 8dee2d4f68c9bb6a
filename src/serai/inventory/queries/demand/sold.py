"""What was sold each week and on each day, by expressions that DuckDB and Spark answer alike."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

MOST_PIECES = 99
"""A line of more is not counted in pieces: fuel is counted in thousandths of a gallon."""
_A_DAY, _FIRST_MONDAY = 86_400, 4
"""The first Monday of 1970 was the fifth of January."""
_TOLD = (
    "order_id", "occurred_at", "location_id", "variant_id", "quantity", "total_minor", "discount_minor",
)  # fmt: skip


def weekly_sales(lines: "ir.Table", *, offset: int) -> "ir.Table":
    """
    Return the sales of each variant, location and week; what was sold in sets counts as its parts.

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
    """
    Return variant_id, day (since 1 January 1970, on the shop's clock) and the quantity sold on it.

    What was sold in sets counts as its parts.
    """
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
    """Return what left the shelves: articles that were sold alone, and those that were inside sets."""
    counted = lines.quantity.between(1, MOST_PIECES) & lines.variant_id.notnull()
    sold = lines.filter(counted)
    is_set = sold.part_ids.length().fill_null(0) > 0
    alone = sold.filter(~is_set)
    return alone.select(*_TOLD).union(_inside(sold.filter(is_set), alone).select(*_TOLD))


def _inside(sets: "ir.Table", alone: "ir.Table") -> "ir.Table":
    """
    Return the parts of sets that were sold, each with its share of the money.

    Shares are as what the parts cost when they are sold alone; one that never is counts as the mean unit of its set.
    """
    part = sets.part_ids.zip(sets.part_units).unnest()
    opened = sets.select(*_TOLD, "event_id", part=part)
    parts = opened.mutate(variant_id=opened.part.f1, units=opened.part.f2).drop("part")
    usual = alone.group_by("variant_id").agg(price=alone.total_minor.sum() / alone.quantity.sum())
    priced = parts.left_join(usual, "variant_id").drop("variant_id_right")
    in_all = priced.units.sum().over(group_by="event_id") * priced.quantity
    price = priced.price.fill_null(priced.total_minor / in_all)
    worth = priced.mutate(worth=priced.units * price)
    share = worth.worth / worth.worth.sum().over(group_by="event_id").nullif(0)
    return worth.mutate(
        quantity=worth.units * worth.quantity,
        total_minor=(worth.total_minor * share).fill_null(0).round().cast("int64"),
        discount_minor=(worth.discount_minor * share).fill_null(0).round().cast("int64"),
    )
