"""Tell the others that an order's goods stay here, or may go."""

from uuid import UUID

from serai.ordering.events import GiftCardsSold, OrderHeld, OrderReleased
from serai.plumbing.db import rows
from serai.plumbing.events import publish

_ORDER = "SELECT number, channel_code, gift_cards IS NOT NULL FROM ordering_order WHERE id = %s"


def tell_held(order_id: UUID) -> None:
    """Publish that an order is held; in the open unit of work, one statement."""
    [(number, channel_code, _)] = rows(_ORDER, [order_id])
    publish(OrderHeld(order_id, number, channel_code))


def tell_released(order_id: UUID) -> None:
    """Publish that nothing holds an order any more; the gift cards that it sells can be issued now."""
    [(number, channel_code, sells_gift_cards)] = rows(_ORDER, [order_id])
    publish(OrderReleased(order_id, number, channel_code))
    if sells_gift_cards:
        publish(GiftCardsSold(order_id))
