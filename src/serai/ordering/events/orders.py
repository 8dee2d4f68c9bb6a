"""Facts about orders."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


@dataclass(frozen=True, slots=True)
class OrderPlaced(Event):
    """
    An order is agreed and its stock is taken: it is paid for, or its money is to come by itself (a transfer,
    cash on delivery), which `OrderPaid` then tells. Published once in an order's life.

    `variant_ids` and `quantities` go in pairs, in the order of the lines.

    Version 1.
    """

    outside: ClassVar = Outside(
        "order.placed",
        {
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "number": Told("What people call it.", "24-7KX9-M2P4"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "total_minor": Told("What it costs in all, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
            "locale": Told("The language of the shopper.", "en"),
            "variant_ids": Told(
                "What was bought, line by line.",
                ["0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c702"],
            ),
            "quantities": Told("How many of each, in the same order.", [1, 2]),
        },
        subject="order_id",
    )

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
class OrderPaid(Event):
    """
    The money of an order that was accepted without it has come. Orders that are paid when they are placed
    are told by `OrderPlaced` alone.

    Version 1.
    """

    outside: ClassVar = Outside(
        "order.paid",
        {
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "number": Told("What people call it.", "24-7KX9-M2P4"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "total_minor": Told("What it costs in all, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
        },
        subject="order_id",
    )

    order_id: UUID
    number: str
    channel_code: str
    customer_id: UUID | None
    payment_id: UUID
    total_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class GiftCardsSold(Event):
    """The money of an order that sells gift cards is there: they can be issued. Version 1."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class OrderFailed(Event):
    """
    An order ended without being paid; its stock is free and its cart open again.

    Version 1.
    """

    outside: ClassVar = Outside(
        "order.failed",
        {
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "number": Told("What people call it.", "24-7KX9-M2P4"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "total_minor": Told("What it costs in all, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
        },
        subject="order_id",
    )

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

    outside: ClassVar = Outside(
        "order.cancelled",
        {
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "number": Told("What people call it.", "24-7KX9-M2P4"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "total_minor": Told("What it costs in all, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
        },
        subject="order_id",
    )

    order_id: UUID
    number: str
    channel_code: str
    customer_id: UUID | None
    total_minor: int
    currency: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrderFulfilled(Event):
    """
    The goods of an order were handed over: delivered, or collected.

    Version 1.
    """

    outside: ClassVar = Outside(
        "order.fulfilled",
        {
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "number": Told("What people call it.", "24-7KX9-M2P4"),
            "channel_code": Told("The channel it was placed in.", "web"),
        },
        subject="order_id",
    )

    order_id: UUID
    number: str
    channel_code: str
    customer_id: UUID | None


@dataclass(frozen=True, slots=True)
class OrderRefunded(Event):
    """
    Money of an order went back to the shopper: `refund_minor` of it now, `refunded_minor` so far.

    Version 1.
    """

    outside: ClassVar = Outside(
        "order.refunded",
        {
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "number": Told("What people call it.", "24-7KX9-M2P4"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "refund_minor": Told("What goes back now, in minor units.", 500),
            "refunded_minor": Told("What has gone back so far.", 500),
            "currency": Told("ISO 4217.", "EUR"),
        },
        subject="order_id",
    )

    order_id: UUID
    number: str
    channel_code: str
    customer_id: UUID | None
    payment_id: UUID
    refund_minor: int
    refunded_minor: int
    currency: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrderHeld(Event):
    """
    Somebody has to look at an order before its goods leave. Its money stays where it is.

    Version 1.
    """

    outside: ClassVar = Outside(
        "order.held",
        {
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "number": Told("What people call it.", "24-7KX9-M2P4"),
            "channel_code": Told("The channel it was placed in.", "web"),
        },
        subject="order_id",
    )

    order_id: UUID
    number: str
    channel_code: str


@dataclass(frozen=True, slots=True)
class OrderReleased(Event):
    """
    Nothing holds an order any more: its goods may leave.

    Version 1.
    """

    outside: ClassVar = Outside(
        "order.released",
        {
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "number": Told("What people call it.", "24-7KX9-M2P4"),
            "channel_code": Told("The channel it was placed in.", "web"),
        },
        subject="order_id",
    )

    order_id: UUID
    number: str
    channel_code: str


@dataclass(frozen=True, slots=True)
class DeliveryRatesChanged(Event):
    """A channel delivers otherwise, or for other prices. Version 1."""

    outside: ClassVar = Outside(
        "delivery_rates.changed", {"channel_code": Told("The channel.", "web")}
    )

    channel_code: str
