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
    Hand out all that waits of a group. Said again, nothing changes.

    Raises:
        GroupNotFound: no such group.
        NotTheirs: neither code nor name is right; nothing is handed out.
        IllegalTransition: it is held or over, or is not collected at all.
    """
    group = fulfilment.group(command.group_id)
    buyer = order(group.order_id, looks=False).contact
    knows = fulfilment.is_pickup_code(command.code, group.id, secret=settings.SERAI_SECRET) or (
        bool(command.name) and buyer is not None and _alike(command.name, buyer.name)
    )
    if not knows:
        raise NotTheirs(group.id)
    who = command.collected_by or command.name or (buyer.name if buyer else "")
    return fulfilment.collect_group(group.id, collected_by=who, now=now)


def _alike(said: str, known: str) -> bool:
    """Return whether two names are the same, but for letter case and spaces."""
    return " ".join(said.split()).casefold() == " ".join(known.split()).casefold()
