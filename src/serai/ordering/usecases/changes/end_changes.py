"""What becomes of an order's documents when the order itself is called off."""

from datetime import datetime
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.changes.change_state import ChangeState
from serai.ordering.models import OrderChange
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.usecases.changes.lapse_change import lapse_change
from serai.ordering.usecases.changes.take_units_out import reserved_by_documents


def end_changes(order_id: UUID, *, reason: str, now: datetime) -> None:
    """
    Put back what documents have added, and call off the one that waits to be paid.

    Joins the caller's transaction, whose order is locked. One statement for an order without documents.
    """
    for reservation in reserved_by_documents(order_id):
        if inventory.reservation(reservation) is not None:
            inventory.restock(reservation, note=reason, now=now)
    waiting = OrderChange.objects.filter(order_id=order_id, state=ChangeState.AWAITING_PAYMENT)
    for change in waiting:
        lapse_change(standing_order(order_id), change, now=now)
