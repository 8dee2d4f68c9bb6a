"""What becomes of an order's documents when the order itself is called off."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.changes.change_state import CHANGE_STATES, ChangeAction, ChangeState
from serai.ordering.events import ChangeLapsed
from serai.ordering.models import OrderChange
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.usecases.count_uses import uncount_uses
from serai.ordering.usecases.release_change_tenders import release_tenders_of
from serai.plumbing.events import publish


def restock_changes(reservations: Iterable[UUID], *, reason: str, now: datetime) -> None:
    """Put back what documents have added. Joins the caller's transaction, whose order is locked."""
    for reservation in reservations:
        if inventory.reservation(reservation) is not None:
            inventory.restock(reservation, note=reason, now=now)


def waiting_without_tenders(order_id: UUID, *, now: datetime) -> list[OrderChange]:
    """
    Return the document that waits to be paid, once what tenders held for it is let go.

    Joins the caller's transaction, whose order is locked. One statement for an order without documents. An
    order of which something was handed over is not called off, so no exchange waits here.
    """
    found = OrderChange.objects.filter(order_id=order_id, state=ChangeState.AWAITING_PAYMENT)
    waiting = list(found)
    for change in waiting:
        release_tenders_of(change, now=now)
    return waiting


def end_changes(order_id: UUID, waiting: Iterable[OrderChange], *, now: datetime) -> None:
    """Call documents off that wait to be paid; their goods are the caller's to release, afterwards."""
    for change in waiting:
        end_change(standing_order(order_id), change, now=now)


def held_for(change: OrderChange) -> UUID:
    """Return what the goods that a document waits for are reserved under."""
    found: UUID = change.order_return_id or change.pk
    return found


def end_change(order: StandingOrder, change: OrderChange, *, now: datetime) -> None:
    """Call a waiting document of a locked order off; its goods are the caller's to release, afterwards."""
    release_tenders_of(change, now=now)  # a document that is over never changes
    change.state = CHANGE_STATES.advance(ChangeState(change.state), ChangeAction.LAPSE)
    change.save(update_fields=["state"])
    uncount_uses(order, change, now=now)
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
