"""What a carrier is asked to carry."""

from collections.abc import Mapping
from uuid import UUID

from serai.catalog import public as catalog
from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.ports import Box, Destinations, Place
from serai.fulfilment.queries.groups import GroupView
from serai.inventory import public as inventory
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.wiring import bound

PACKAGING_G = 150
"""What a box weighs beside its goods, where nobody put it on the scales."""


class NothingToLabel(DomainError):
    """No parcel of this can be labelled."""

    code = "fulfilment.nothing_to_label"
    kind = Kind.CONFLICT

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def sender_of(group: GroupView) -> Place:
    """
    Return whence a group is sent; one statement.

    Raises:
        NothingToLabel: no location has its goods.
    """
    if group.kind is not GroupKind.SHIP:
        raise NothingToLabel("No carrier brings it: the shopper collects it, or it comes by wire.")
    if group.location is None:
        raise NothingToLabel("No location has its goods yet.")
    there = inventory.locations_of_codes({group.location.code})[group.location.code]
    return Place(
        name=there.name,
        line1=there.line1,
        line2=there.line2,
        city=there.city,
        region=there.region,
        postcode=there.postcode,
        country=there.country,
    )


def receiver_of(order_id: UUID) -> Place:
    """
    Return who gets an order.

    Raises:
        NothingToLabel: nobody said where it goes.
    """
    place = bound(Destinations).of_order(order_id)
    if place is None:
        raise NothingToLabel("Nobody has said where it goes.")
    return place


def box_of(group: GroupView, weight_g: int | None, sides_mm: tuple[int, int, int]) -> Box:
    """Return what a parcel weighs: as it was put on the scales, or its articles and a box; one statement."""
    if weight_g is None:
        units = {
            line.variant_id: line.quantity - line.cancelled - line.handed for line in group.lines
        }
        weight_g = PACKAGING_G + weight_of(units)
    return Box(weight_g, *sides_mm)


def weight_of(units: Mapping[UUID, int]) -> int:
    """Return what units of articles weigh in grams, as far as the catalogue knows; one statement."""
    known = catalog.variants_of_ids(units)
    return sum((known[pk].weight_g or 0) * count for pk, count in units.items() if pk in known)
