"""Facts about documents that change orders, and about returns."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told

OF_ORDER = {
    "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
    "number": Told("What people call it.", "24-7KX9-M2P4"),
    "channel_code": Told("The channel it was placed in.", "web"),
}
_OF_CHANGE = {
    **OF_ORDER,
    "change_id": Told("The document.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f1"),
    "kind": Told("edit, cancel_lines, return, exchange, price_match or substitution.", "edit"),
    "difference_minor": Told("By how much the order's total changes.", -499),
    "currency": Told("ISO 4217.", "EUR"),
}
_OF_RETURN = {
    **OF_ORDER,
    "return_id": Told("The return.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f2"),
    "return_number": Told("Which return of the order it is, from 1.", 1),
}


@dataclass(frozen=True, slots=True)
class OfOrder:
    """What every fact about a document or a return tells of its order."""

    order_id: UUID
    number: str
    channel_code: str
    customer_id: UUID | None


@dataclass(frozen=True, slots=True)
class OrderChanged(OfOrder, Event):
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
class ChangeProposed(OfOrder, Event):
    """
    A document would make an order dearer: its goods are held, and its difference is to be paid.

    Version 1.
    """

    outside: ClassVar = Outside("order.change_proposed", _OF_CHANGE, subject="order_id")

    change_id: UUID
    kind: str
    difference_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class ChangeLapsed(OfOrder, Event):
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
class ReturnRequested(OfOrder, Event):
    """Goods are announced to come back. Version 1."""

    outside: ClassVar = Outside("return.requested", _OF_RETURN, subject="return_id")

    return_id: UUID
    return_number: int
    way: str


@dataclass(frozen=True, slots=True)
class ReturnApproved(OfOrder, Event):
    """Goods may come back; what the shopper keeps is settled with it. Version 1."""

    outside: ClassVar = Outside("return.approved", _OF_RETURN, subject="return_id")

    return_id: UUID
    return_number: int
    way: str


@dataclass(frozen=True, slots=True)
class ReturnReceived(OfOrder, Event):
    """Returned goods are here and were looked at. Version 1."""

    outside: ClassVar = Outside("return.received", _OF_RETURN, subject="return_id")

    return_id: UUID
    return_number: int
    location_id: UUID


@dataclass(frozen=True, slots=True)
class ReturnSettled(OfOrder, Event):
    """A return is over: its money goes back, or other goods go out; `OrderChanged` tells the sums. Version 1."""

    outside: ClassVar = Outside("return.settled", _OF_RETURN, subject="return_id")

    return_id: UUID
    return_number: int
    way: str


@dataclass(frozen=True, slots=True)
class ReturnEnded(OfOrder, Event):
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
