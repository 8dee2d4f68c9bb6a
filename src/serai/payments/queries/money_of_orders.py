"""What payments say of orders, for whoever owns the orders to compare."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.plumbing.db import rows


@dataclass(frozen=True)
class MoneyOfOrder:
    """The sums of an order's payments; all in the currency of the first of them."""

    promised: Money
    """What is taken, set aside or on its way, before anything was given back."""
    standing: Money
    """The same without payments that were given back whole."""
    to_keep: Money
    """What is promised, less what was let go of it."""
    to_keep_standing: Money
    """The same without payments that were given back whole."""
    kept: Money
    """What was taken and neither given back, nor on its way back, nor taken back by banks."""
    refunded: Money


_SUMS = """
SELECT order_id, min(currency),
  coalesce(sum(amount_minor) FILTER (WHERE live), 0)::bigint,
  coalesce(sum(amount_minor) FILTER (WHERE live AND NOT gone), 0)::bigint,
  coalesce(sum(amount_minor - released_minor) FILTER (WHERE live), 0)::bigint,
  coalesce(sum(amount_minor - released_minor) FILTER (WHERE live AND NOT gone), 0)::bigint,
  sum(captured_minor - refunded_minor - refunding_minor - disputed_minor - charged_back_minor)::bigint,
  sum(refunded_minor)::bigint
FROM (
  SELECT *, state IN ('pending', 'authorised', 'captured') AS live,
    captured_minor > 0 AND captured_minor <= refunded_minor + refunding_minor AS gone
  FROM payments_payment WHERE order_id = ANY(%s) AND NOT starts_with(purpose, 'instalment')
) AS payment
GROUP BY order_id
"""
_MOVED = """
SELECT order_id FROM payments_payment
WHERE settled_at >= %(since)s AND settled_at < coalesce(%(until)s::timestamptz, 'infinity')
UNION
SELECT p.order_id FROM payments_refund AS r JOIN payments_payment AS p ON p.id = r.payment_id
WHERE r.settled_at >= %(since)s AND r.settled_at < coalesce(%(until)s::timestamptz, 'infinity')
"""


def money_of_orders(order_ids: Iterable[UUID]) -> dict[UUID, MoneyOfOrder]:
    """
    Return what was paid for each order, and given back; orders without payments are missing. One statement.

    An order that is paid in parts is paid by ourselves: what is collected for its plan does not count again.
    """
    return {
        order_id: MoneyOfOrder(*(Money(minor, currency) for minor in sums))
        for order_id, currency, *sums in rows(_SUMS, [list(order_ids)])
    }


def orders_whose_money_moved(since: datetime, until: datetime | None = None) -> set[UUID]:
    """Return the orders of which something was taken or given back in the time, or since; one statement."""
    return {order_id for (order_id,) in rows(_MOVED, {"since": since, "until": until})}
