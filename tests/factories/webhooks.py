"""Facts that are told outside, and the installation that tells them."""

from typing import Any
from uuid import UUID

from serai.kernel.ids import uuid7
from serai.ordering.events import OrderPlaced
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.outbound import Guard

SOURCE = "https://api.shop.example"
HERE = Guard.of("127.0.0.0/8")
ORDER: dict[str, Any] = {
    "number": "24-0001",
    "channel_code": "web",
    "customer_id": UUID(int=7),
    "cart_id": UUID(int=8),
    "payment_id": UUID(int=9),
    "total_minor": 1999,
    "currency": "EUR",
    "locale": "en",
    "variant_ids": (UUID(int=10),),
    "quantities": (2,),
}


def an_order_is_placed(**different: Any) -> UUID:
    """Publish that an order was placed; return its id."""
    order_id = uuid7()
    with unit_of_work():
        publish(OrderPlaced(**{"order_id": order_id, **ORDER, **different}))
    return order_id
