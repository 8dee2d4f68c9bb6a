"""The gate before every hand-over."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.order_state import OrderState
from serai.ordering.usecases.review.review_order import review_orders
from serai.plumbing.db import rows, unit_of_work

_STANDING = """
SELECT o.id, o.state, EXISTS (SELECT FROM ordering_order_review WHERE order_id = o.id),
  (SELECT array_agg(name ORDER BY id) FROM ordering_hold WHERE order_id = o.id AND state = 'open')
FROM ordering_order AS o WHERE o.id = ANY(%s)
"""
_LOCK = "SELECT 1 FROM ordering_order WHERE id = %s FOR UPDATE"
_ALIVE = (OrderState.ACCEPTED, OrderState.PAID)


class OrderIsHeld(DomainError):
    """Somebody has to look at the order before its goods leave."""

    code = "ordering.order_is_held"
    kind = Kind.CONFLICT

    def __init__(self, order_id: UUID, holds: list[str]) -> None:
        self.order_id, self.holds = order_id, holds
        super().__init__(f"The order is held ({', '.join(holds)}): release it first.")


@unit_of_work()
def must_not_be_held(order_id: UUID, *, now: datetime) -> None:
    """
    Refuse to let goods go that are held. Joins the caller's transaction and locks the order.

    An order that the rules were not asked about yet is asked about now, so nobody is faster than they are.
    Nothing is said about an order that does not exist or is over.

    Raises:
        OrderIsHeld: a hold is open.
    """
    rows(_LOCK, [order_id])
    if holds := open_holds(order_id, now=now):
        raise OrderIsHeld(order_id, holds)


def open_holds(order_id: UUID, *, now: datetime) -> list[str]:
    """Return the names of what holds an order that the caller has locked; see `open_holds_of_orders`."""
    return open_holds_of_orders([order_id], now=now)[order_id]


def open_holds_of_orders(order_ids: Collection[UUID], *, now: datetime) -> dict[UUID, list[str]]:
    """
    Return the names of what holds orders that the caller has locked, the rules having been asked.

    One statement, and those of `review_orders` the first time.
    """
    holds = _open_holds(order_ids)
    unasked = [order_id for order_id, names in holds.items() if names is None]
    held = review_orders(unasked, now=now) if unasked else set()
    if held:
        holds |= _open_holds(held)
    return {order_id: holds.get(order_id) or [] for order_id in order_ids}


def is_held(order_id: UUID) -> bool:
    """Return whether a hold is open; one statement."""
    [(held,)] = rows(
        "SELECT EXISTS (SELECT FROM ordering_hold WHERE order_id = %s AND state = 'open')",
        [order_id],
    )
    return bool(held)


def _open_holds(order_ids: Collection[UUID]) -> dict[UUID, list[str] | None]:
    """Return the names of what holds each order; `None` when the rules have not been asked."""
    return {
        order_id: holds or (None if state in _ALIVE and not was_reviewed else [])
        for order_id, state, was_reviewed, holds in rows(_STANDING, [list(order_ids)])
    }
