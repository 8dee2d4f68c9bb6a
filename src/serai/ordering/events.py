"""Facts that ordering publishes."""

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
class PaperIssued(Event):
    """
    An invoice or a credit note was issued; a credit note's total is below zero. It never changes.

    Version 1.
    """

    outside: ClassVar = Outside(
        "paper.issued",
        {
            "paper_id": Told("The paper.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7aa"),
            "kind": Told("`invoice` or `credit_note`.", "invoice"),
            "number": Told("Its number, without a gap in its company's year.", "2026-000042"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "order_number": Told("What people call the order.", "24-7KX9-M2P4"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "total_minor": Told("What it comes to, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
        },
        subject="order_id",
    )

    paper_id: UUID
    kind: str
    number: str
    order_id: UUID
    order_number: str
    channel_code: str
    total_minor: int
    currency: str


_OF_ORDER = {
    "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
    "number": Told("What people call it.", "24-7KX9-M2P4"),
    "channel_code": Told("The channel it was placed in.", "web"),
}
_OF_CHANGE = {
    **_OF_ORDER,
    "change_id": Told("The document.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f1"),
    "kind": Told("edit, cancel_lines, return, exchange or price_match.", "edit"),
    "difference_minor": Told("By how much the order's total changes.", -499),
    "currency": Told("ISO 4217.", "EUR"),
}
_OF_RETURN = {
    **_OF_ORDER,
    "return_id": Told("The return.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f2"),
    "return_number": Told("Which return of the order it is, from 1.", 1),
}


@dataclass(frozen=True, slots=True)
class _OfOrder:
    """What every fact about a document or a return tells of its order."""

    order_id: UUID
    number: str
    channel_code: str
    customer_id: UUID | None


@dataclass(frozen=True, slots=True)
class OrderChanged(_OfOrder, Event):
    """
    A document changed an agreed order: it was edited, units were called off, came back or were exchanged,
    or cost less. `total_minor` is what the order costs from now on, `refund_minor` what of the difference
    goes back.

    `positions`, `variant_ids` and `quantities` go together; below zero where units left the order.

    Version 1.
    """

    outside: ClassVar = Outside(
        "order.changed",
        {
            **_OF_CHANGE,
            "refund_minor": Told("What goes back to the shopper, in minor units.", 499),
            "total_minor": Told("What the order costs now.", 1500),
            "positions": Told("Which lines, by their place in the order.", [1]),
            "quantities": Told("How many units of each came, below zero: left.", [-1]),
        },
        subject="order_id",
    )

    change_id: UUID
    change_number: int
    kind: str
    difference_minor: int
    refund_minor: int
    total_minor: int
    currency: str
    positions: tuple[int, ...]
    variant_ids: tuple[str, ...]
    quantities: tuple[int, ...]
    return_id: UUID | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeLapsed(_OfOrder, Event):
    """
    The difference of a document was not paid, or it could no longer be done: the order stayed as it was.

    Version 1.
    """

    outside: ClassVar = Outside("order.change_lapsed", _OF_CHANGE, subject="order_id")

    change_id: UUID
    kind: str
    difference_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class ReturnRequested(_OfOrder, Event):
    """Goods are announced to come back. Version 1."""

    outside: ClassVar = Outside("return.requested", _OF_RETURN, subject="return_id")

    return_id: UUID
    return_number: int
    way: str


@dataclass(frozen=True, slots=True)
class ReturnApproved(_OfOrder, Event):
    """Goods may come back; what the shopper keeps is settled with it. Version 1."""

    outside: ClassVar = Outside("return.approved", _OF_RETURN, subject="return_id")

    return_id: UUID
    return_number: int
    way: str


@dataclass(frozen=True, slots=True)
class ReturnReceived(_OfOrder, Event):
    """Returned goods are here and were looked at. Version 1."""

    outside: ClassVar = Outside("return.received", _OF_RETURN, subject="return_id")

    return_id: UUID
    return_number: int
    location_id: UUID


@dataclass(frozen=True, slots=True)
class ReturnSettled(_OfOrder, Event):
    """A return is over: its money goes back, or other goods go out; `OrderChanged` tells the sums. Version 1."""

    outside: ClassVar = Outside("return.settled", _OF_RETURN, subject="return_id")

    return_id: UUID
    return_number: int
    way: str


@dataclass(frozen=True, slots=True)
class ReturnEnded(_OfOrder, Event):
    """A return was refused, or called off before its goods came. Version 1."""

    outside: ClassVar = Outside(
        "return.ended",
        {**_OF_RETURN, "state": Told("refused or cancelled.", "refused")},
        subject="return_id",
    )

    return_id: UUID
    return_number: int
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeliveryRatesChanged(Event):
    """A channel delivers otherwise, or for other prices. Version 1."""

    outside: ClassVar = Outside(
        "delivery_rates.changed", {"channel_code": Told("The channel.", "web")}
    )

    channel_code: str

_OF_SUBSCRIPTION = {
    "subscription_id": Told("The subscription.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f1"),
    "channel_code": Told("The channel it orders in.", "web"),
    "interval": Told("How often it orders: 10d, 2w, 1m.", "2w"),
}


@dataclass(frozen=True, slots=True)
class _OfSubscription:
    """What every fact of a subscription tells."""

    subscription_id: UUID
    channel_code: str
    customer_id: UUID
    interval: str


@dataclass(frozen=True, slots=True)
class SubscriptionStarted(_OfSubscription, Event):
    """Somebody has subscribed; the first order is made in a moment. Version 1."""

    outside: ClassVar = Outside(
        "subscription.started", _OF_SUBSCRIPTION, subject="subscription_id"
    )


@dataclass(frozen=True, slots=True)
class SubscriptionRenewed(_OfSubscription, Event):
    """A period was ordered and its money is there, or sure to come. Version 1."""

    outside: ClassVar = Outside(
        "subscription.renewed",
        {
            **_OF_SUBSCRIPTION,
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "number": Told("Which order of the subscription it is, from 1.", 3),
        },
        subject="subscription_id",
    )

    order_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class SubscriptionPastDue(_OfSubscription, Event):
    """A period could not be ordered; it is tried again. `reason` says why. Version 1."""

    outside: ClassVar = Outside(
        "subscription.past_due",
        {**_OF_SUBSCRIPTION, "reason": Told("Why.", "card_declined")},
        subject="subscription_id",
    )

    reason: str


@dataclass(frozen=True, slots=True)
class SubscriptionPaused(_OfSubscription, Event):
    """It orders nothing until it is resumed: its owner says so, or the last try failed. Version 1."""

    outside: ClassVar = Outside(
        "subscription.paused", _OF_SUBSCRIPTION, subject="subscription_id"
    )


@dataclass(frozen=True, slots=True)
class SubscriptionResumed(_OfSubscription, Event):
    """It orders again. Version 1."""

    outside: ClassVar = Outside(
        "subscription.resumed", _OF_SUBSCRIPTION, subject="subscription_id"
    )


@dataclass(frozen=True, slots=True)
class SubscriptionCancelled(_OfSubscription, Event):
    """It orders nothing any more. Version 1."""

    outside: ClassVar = Outside(
        "subscription.cancelled", _OF_SUBSCRIPTION, subject="subscription_id"
    )
