"""Hand out goods that wait in a store, to whoever knows the code or is the one who ordered."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from serai.fulfilment import public as fulfilment
from serai.kernel.errors import DomainError, Kind
from serai.ordering.queries.order_view import order
from serai.plumbing.db import unit_of_work


class NotTheirs(DomainError):
    """Neither the code nor the name is that of the goods."""

    code = "ordering.pickup_not_theirs"
    kind = Kind.REJECTED

    def __init__(self, group_id: UUID) -> None:
        self.group_id = group_id
        super().__init__("Neither the code nor the name is that of these goods.")


@dataclass(frozen=True, slots=True)
class HandOutPickup:
    """
    Who came for a group.

    `code` is what the shopper shows. Without it, `name` must be the one on the order, seen on an identity card;
    `collected_by` is noted, and is the name where nothing else is said.
    """

    group_id: UUID
    code: str = ""
    name: str = ""
    collected_by: str = ""


@unit_of_work()
def hand_out_pickup(command: HandOutPickup, *, now: datetime) -> fulfilment.GroupView:
    """
    Hand out all that waits of a group, and all else of the order that waits beside it. Said again, nothing changes.

    The code of any of them is good for all: whoever comes does not come twice.

    Raises:
        GroupNotFound: no such group.
        NotTheirs: neither code nor name is right; nothing is handed out.
        IllegalTransition: it is held or over, or is not collected at all.
    """
    group = fulfilment.group(command.group_id)
    beside = _waiting_beside(group)
    buyer = order(group.order_id, looks=False).contact
    knows = any(
        fulfilment.is_pickup_code(command.code, each.id, secret=settings.SERAI_SECRET)
        for each in (group, *beside)
    ) or (bool(command.name) and buyer is not None and _alike(command.name, buyer.name))
    if not knows:
        raise NotTheirs(group.id)
    who = command.collected_by or command.name or (buyer.name if buyer else "")
    for each in beside:
        fulfilment.collect_group(each.id, collected_by=who, now=now)
    return fulfilment.collect_group(group.id, collected_by=who, now=now)


def _waiting_beside(group: fulfilment.GroupView) -> list[fulfilment.GroupView]:
    """Return the other groups of the order that are put aside at the same place."""
    return [
        each
        for each in fulfilment.groups_of_order(group.order_id)
        if each.id != group.id
        and each.state is fulfilment.GroupState.READY
        and each.location == group.location
    ]


def _alike(said: str, known: str) -> bool:
    """Return whether two names are the same, but for letter case and spaces."""
    return " ".join(said.split()).casefold() == " ".join(known.split()).casefold()
