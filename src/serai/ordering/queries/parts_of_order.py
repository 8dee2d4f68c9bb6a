"""The parts in which an order reaches the shopper, as they see them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.ordering.domain.buyer import Buyer
from serai.ordering.queries.order_view import order_of

_NOON = timedelta(hours=12)
"""From a local midnight to a noon, whose day is the same in UTC whatever the clock."""


@dataclass(frozen=True)
class PartLineView:
    """So many units of one line of the order."""

    position: int
    sku: str
    name: str
    quantity: int


@dataclass(frozen=True)
class PartView:
    """
    What reaches the shopper together.

    `state` is the group's, but for `held`, which shoppers see as `open`. `place` is where it is collected; a
    parcel says nothing of where it comes from.
    """

    number: int
    kind: str
    state: str
    place: str
    lines: list[PartLineView]
    first_on: date | None
    """The first day on which a parcel may come, by the clock of whoever sends it."""
    last_on: date | None
    """The day by which it is there."""
    ready_by: datetime | None
    """By when what is collected is put aside."""
    carrier: str
    tracking_number: str
    tracking_url: str
    ready_at: datetime | None
    left_at: datetime | None
    delivered_at: datetime | None


def parts_of_order(buyer: Buyer, order_id: UUID) -> list[PartView]:
    """
    Return the parts of the buyer's order by their numbers; five statements. Nothing while nobody has begun.

    Raises:
        OrderNotFound: no such order, or not theirs.
    """
    found = order_of(buyer, order_id)
    parts = (part_of(each) for each in fulfilment.groups_of_order(found.id))
    return [part for part in parts if part.lines]


def part_of(group: fulfilment.GroupView) -> PartView:
    """Return a group as a shopper sees it; what is cancelled is left out."""
    collected = group.kind is fulfilment.GroupKind.PICKUP and group.location is not None
    brought = group.kind is fulfilment.GroupKind.SHIP
    held = group.state is fulfilment.GroupState.HELD
    return PartView(
        number=group.number,
        kind=group.kind.value,
        state=(fulfilment.GroupState.OPEN if held else group.state).value,
        place=group.location.name if collected and group.location else "",
        lines=[
            PartLineView(line.position, line.sku, line.name, line.quantity - line.cancelled)
            for line in group.lines
            if line.quantity > line.cancelled
        ],
        first_on=_day_of(group.promised_earliest, _NOON) if brought else None,
        last_on=_day_of(group.promised_latest, -_NOON) if brought else None,
        ready_by=None if brought else group.promised_latest,
        carrier=group.carrier,
        tracking_number=group.tracking_number,
        tracking_url=group.tracking_url,
        ready_at=group.ready_at,
        left_at=group.left_at,
        delivered_at=group.delivered_at,
    )


def _day_of(midnight: datetime | None, hours: timedelta) -> date | None:
    return None if midnight is None else (midnight + hours).astimezone(UTC).date()
