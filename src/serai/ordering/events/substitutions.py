"""Facts about substitutes."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told
from serai.ordering.events.changes import OF_ORDER, OfOrder


@dataclass(frozen=True, slots=True)
class SubstituteOffered(OfOrder, Event):
    """
    A store does not have something and asks the shopper whether something else will do.

    What comes of it is told by `OrderChanged`. Version 1.
    """

    outside: ClassVar = Outside(
        "order.substitute_offered",
        {
            **OF_ORDER,
            "substitution_id": Told("The offer.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f8"),
            "position": Told("Which line of the order is missing, from 1.", 2),
            "sku": Told("What is offered.", "OAT-1L"),
            "quantity": Told("How many of it.", 1),
        },
        subject="order_id",
    )

    substitution_id: UUID
    position: int
    sku: str
    quantity: int
