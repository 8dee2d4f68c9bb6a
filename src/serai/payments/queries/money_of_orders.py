"""What payments say of orders, for whoever owns the orders to compare."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.plumbing.db import rows


@dataclass(frozen=True)
class MoneyOfOrder:
    """The sums of an order's payments; all in the currency of the first of them."""

    promised: Money
    """What is taken, set aside or on its way for it, before anything was given back."""
    to_keep: Money
    """What is promised, less what was let go of it."""
    kept: Money
    """What was taken and neither given back, nor on its way back, nor taken back by banks."""
    refunded: Money


_SUMS = """
SELECT order_id, min(currency),
  coalesce(sum(amount_minor) FILTER (WHERE counts), 0)::bigint,
  coalesce(sum(amount_minor - released_minor) FILTER (WHERE counts), 0)::bigint,
  sum(captured_minor - refunded_minor - refunding_minor - disputed_minor - charged_back_minor)::bigint,
  sum(refunded_minor)::bigint
FROM (
  SELECT p.*, p.state IN ('pending', 'authorised', 'captured') AND NOT (u.purpose IS NOT NULL
    AND p.captured_minor > 0 AND p.captured_minor
      <= p.refunded_minor + p.refunding_minor + p.disputed_minor + p.charged_back_minor) AS counts
  FROM payments_payment AS p
  LEFT JOIN unnest(%s::uuid[], %s::text[]) AS u(order_id, purpose)
    ON u.order_id = p.order_id AND starts_with(p.purpose || ' ', u.purpose || ' ')
  WHERE p.order_id = ANY(%s) AND NOT starts_with(p.purpose, 'instalment')
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


def money_of_orders(
    order_ids: Iterable[UUID], undone: Collection[tuple[UUID, str]] = ()
) -> dict[UUID, MoneyOfOrder]:
    """
    Return what was paid for each order, and given back; orders without payments are missing. One statement.

    An order that is paid in parts is paid by ourselves: what is collected for its plan does not count again.

    Args:
        order_ids: which orders.
        undone: orders and purposes of payments for what was agreed on no more: they count until they have gone
            back whole. A payment whose purpose begins with these words is one of them.
    """
    params = [[each for each, _ in undone], [purpose for _, purpose in undone], list(order_ids)]
    return {
        order_id: MoneyOfOrder(*(Money(minor, currency) for minor in sums))
        for order_id, currency, *sums in rows(_SUMS, params)
    }


def orders_whose_money_moved(since: datetime, until: datetime | None = None) -> set[UUID]:
    """Return the orders of which something was taken or given back in the time, or since; one statement."""
    return {order_id for (order_id,) in rows(_MOVED, {"since": since, "until": until})}
