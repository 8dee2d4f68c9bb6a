"""Stop an order's goods, or let them go, and tell the others."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.ordering.events import GiftCardsSold, OrderHeld, OrderReleased
from serai.ordering.usecases.let_groups_go import let_groups_go
from serai.plumbing.db import rows
from serai.plumbing.events import publish

_ORDER = "SELECT number, channel_code, gift_cards IS NOT NULL FROM ordering_order WHERE id = %s"


def tell_held(order_id: UUID, reason: str, *, now: datetime) -> None:
    """Stop the groups of an order and publish that it is held. Joins the caller's transaction."""
    fulfilment.hold_groups(order_id, reason=reason, now=now)
    [(number, channel_code, _)] = rows(_ORDER, [order_id])
    publish(OrderHeld(order_id, number, channel_code))


def tell_released(order_id: UUID, *, now: datetime) -> None:
    """Let the groups of an order go on and publish it; the gift cards that it sells can be issued now."""
    let_groups_go(order_id, now=now)
    [(number, channel_code, sells_gift_cards)] = rows(_ORDER, [order_id])
    publish(OrderReleased(order_id, number, channel_code))
    if sells_gift_cards:
        publish(GiftCardsSold(order_id))
