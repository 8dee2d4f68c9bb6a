"""Take a place for a group that came to its location after its order was promised."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import TO_DO
from serai.fulfilment.models import Booking, Group
from serai.fulfilment.queries.network import counts_places
from serai.fulfilment.usecases.book_places import book_places
from serai.fulfilment.usecases.groups.lock_groups import locked_groups
from serai.fulfilment.usecases.groups.split_group import queue_at
from serai.plumbing.db import unit_of_work

_PROMISED = (GroupKind.SHIP, GroupKind.PICKUP)


def take_place(group_id: UUID, *, now: datetime) -> bool:
    """
    Book a place for a group at a location that counts them, unless its order has one there; return whether it did.

    That is so for what is sent from elsewhere because it was missing, for what a document adds, and for an order
    whose goods were reserved anew. What the booked day can keep is promised from then on, if that is later: nobody is
    promised a day that is full. Two statements where nothing is to be done. Safe to repeat; a location without a free
    place in three weeks keeps the group without one.
    """
    row = Group.objects.filter(pk=group_id).first()
    if row is None or row.location_id is None or row.kind not in _PROMISED:
        return False
    if not counts_places(row.location_id, now=now):
        return False
    if Booking.objects.filter(order_id=row.order_id, location_id=row.location_id).exists():
        return False
    return _taken(row.order_id, group_id, now)


@unit_of_work()
def _taken(order_id: UUID, group_id: UUID, now: datetime) -> bool:
    group = next(each for each in locked_groups(order_id) if each.row.pk == group_id)
    where = group.row.location_id
    if group.state not in TO_DO or where is None:
        return False
    service = group.row.service if group.kind is GroupKind.SHIP else None
    for kept in book_places(order_id, [where], service=service, now=now):
        latest = group.row.promised_latest
        if latest is None or kept.latest > latest:
            group.write(
                now=now,
                due_by=kept.due_by,
                promised_earliest=kept.earliest,
                promised_latest=kept.latest,
                queue_at=queue_at(kept.due_by, group.row.opened_at),
            )
        return True
    return False
