"""How an order reaches its shopper."""

from uuid import UUID

import msgspec

from serai.fulfilment import public as fulfilment
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind
from serai.plumbing.db import rows

_delivery = msgspec.json.Decoder(DeliveryChoice)
_KINDS = {
    DeliveryKind.DELIVERY: fulfilment.GroupKind.SHIP,
    DeliveryKind.PICKUP: fulfilment.GroupKind.PICKUP,
}


def delivered_by(order_id: UUID) -> DeliveryChoice | None:
    """Return the way of delivery that was agreed; one statement."""
    found = rows("SELECT delivery::text FROM ordering_order WHERE id = %s", [order_id])
    return _delivery.decode(found[0][0]) if found and found[0][0] else None


def kind_of(chosen: DeliveryChoice | None) -> fulfilment.GroupKind:
    """Return what kind of group goods of an order leave in."""
    return fulfilment.GroupKind.COUNTER if chosen is None else _KINDS[chosen.kind]
