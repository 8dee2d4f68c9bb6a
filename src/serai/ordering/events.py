"""Facts that ordering publishes."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.events import Event


@dataclass(frozen=True, slots=True)
class OrderPlaced(Event):
    """
    An order is paid for and its stock is taken. Published once in an order's life.

    `variant_ids` and `quantities` go in pairs, in the order of the lines.

    Version 1.
    """

    order_id: UUID
    number: str
    channel_code: str
    customer_id: UUID | None
    cart_id: UUID | None
    payment_id: UUID | None
    total_minor: int
    currency: str
    locale: str
    variant_ids: tuple[UUID, ...]
    quantities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrderFailed(Event):
    """
    An order ended without being paid; its stock is free and its cart open again.

    Version 1.
    """

    order_id: UUID
    number: str
    channel_code: str
    customer_id: UUID | None
    cart_id: UUID | None
    total_minor: int
    currency: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrderCancelled(Event):
    """
    An order was called off; what was paid goes back (`OrderRefunded` tells when it has).

    Version 1.
    """

    order_id: UUID
    number: str
    channel_code: str
    customer_id: UUID | None
    total_minor: int
    currency: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrderRefunded(Event):
    """
    Money of an order went back to the shopper: `refund_minor` of it now, `refunded_minor` so far.

    Version 1.
    """

    order_id: UUID
    number: str
    channel_code: str
    customer_id: UUID | None
    payment_id: UUID
    refund_minor: int
    refunded_minor: int
    currency: str
    reason: str
