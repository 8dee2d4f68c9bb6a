"""How much was sold, hour by hour."""

from dataclasses import dataclass
from datetime import datetime

from serai.kernel.money import Money
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class HourOfSales:
    """The orders of one hour in one currency."""

    starts_at: datetime
    orders: int
    revenue: Money


def sales_by_hour(*, since: datetime, until: datetime) -> list[HourOfSales]:
    """
    Return the hours with sales between two instants, oldest first; one statement on an index.

    An order counts from the moment it is paid, in the hour in which it was placed. History that was
    imported does not count: it was sold elsewhere.
    """
    found = rows(
        """
        SELECT date_trunc('hour', placed_at) AS hour, currency, count(*), sum(total_minor)::bigint
          FROM ordering_order
         WHERE placed_at >= %s AND placed_at < %s AND state IN ('paid', 'fulfilled')
         GROUP BY hour, currency
         ORDER BY hour, currency
        """,
        [since, until],
    )
    return [
        HourOfSales(hour, orders, Money(minor, currency)) for hour, currency, orders, minor in found
    ]
