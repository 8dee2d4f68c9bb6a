"""What becomes of an order's documents when the order itself is called off."""

from datetime import datetime
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.changes.change_state import CHANGE_STATES, ChangeAction, ChangeState
from serai.ordering.events import ChangeLapsed
from serai.ordering.models import OrderChange
from serai.ordering.queries.changes.reserved_by import reserved_by_documents
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.usecases.count_uses import uncount_uses
from serai.ordering.usecases.release_change_tenders import release_tenders_of
from serai.plumbing.events import publish


def restock_changes(order_id: UUID, *, reason: str, now: datetime) -> None:
    """
    Put back what documents have added.

    Joins the caller's transaction, whose order is locked. One statement for an order without documents.
    """
    for reservation in reserved_by_documents(order_id):
        if inventory.reservation(reservation) is not None:
            inventory.restock(reservation, note=reason, now=now)


def end_changes(order_id: UUID, *, now: datetime) -> None:
    """
    Call the document off that waits to be paid.

    Joins the caller's transaction, whose order is locked. One statement for an order without documents. An
    order of which something was handed over is not called off, so no exchange waits here.
    """
    waiting = OrderChange.objects.filter(order_id=order_id, state=ChangeState.AWAITING_PAYMENT)
    for change in waiting:
        end_change(standing_order(order_id), change, now=now)


def end_change(order: StandingOrder, change: OrderChange, *, now: datetime) -> None:
    """Call a waiting document of a locked order off; what it held is free again."""
    release_tenders_of(change, now=now)  # a document that is over never changes
    change.state = CHANGE_STATES.advance(ChangeState(change.state), ChangeAction.LAPSE)
    change.save(update_fields=["state"])
    uncount_uses(order, change, now=now)
    inventory.release(change.order_return_id or change.pk, now=now)
    publish(
        ChangeLapsed(
            order_id=order.id,
            number=order.number,
            channel_code=order.channel_code,
            customer_id=order.customer_id,
            change_id=change.pk,
            kind=change.kind,
            difference_minor=change.total_minor,
            currency=order.currency,
        )
    )
