"""Hold an order of prescribed articles until a pharmacist has decided about them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from serai.kernel.ids import uuid7
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.prescriptions.states import LineState
from serai.ordering.domain.review.hold_state import HoldState
from serai.ordering.models import Hold, PrescribedLine
from serai.ordering.usecases.regulated.count_controlled import holder_of

PRESCRIPTION = "prescription"
"""The kind of hold that only a pharmacist ends."""
HELD_FOR = "Prescription"


def await_pharmacist(
    cart: Cart, order_id: UUID, positions: Iterable[int], *, now: datetime
) -> None:
    """
    Hold an order that is being written for what is prescribed in it; nothing where nothing is.

    Joins the caller's transaction: there is no moment at which such an order is not held.
    """
    lines = {position: cart.lines[position - 1] for position in positions}
    if not lines:
        return
    PrescribedLine.objects.bulk_create(
        PrescribedLine(
            order_id=order_id,
            position=position,
            variant_id=line.variant_id,
            sku=line.sku,
            name=line.name,
            units=line.quantity,
            holder=holder_of(cart),
            customer_id=cart.customer_id,
            state=LineState.WAITING,
            asked_at=now,
        )
        for position, line in lines.items()
    )
    Hold.objects.create(
        id=uuid7(),
        order_id=order_id,
        kind=PRESCRIPTION,
        name=HELD_FOR,
        why="A pharmacist decides: " + ", ".join(line.name for line in lines.values()),
        state=HoldState.OPEN,
        opened_at=now,
    )
