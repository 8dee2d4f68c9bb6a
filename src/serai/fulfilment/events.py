"""Facts that fulfilment publishes."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told

_TOLD = {
    "group_id": Told("The group.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
    "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
    "order_number": Told("What people call the order.", "24-7KX9-M2P4"),
    "number": Told("Which part of the order it is, from 1.", 1),
    "kind": Told("How it reaches the shopper: ship, pickup, counter or digital.", "ship"),
    "channel_code": Told("The channel of the order.", "web"),
}
_POSITIONS = {
    "positions": Told("Which lines of the order, by their place in it, from 1.", [1, 2]),
    "units": Told("How many of each, in the same order.", [1, 2]),
}


@dataclass(frozen=True, slots=True)
class _OfGroup:
    """What every fact of a group tells."""

    group_id: UUID
    order_id: UUID
    order_number: str
    number: int
    kind: str
    channel_code: str
    location_id: UUID | None


@dataclass(frozen=True, slots=True)
class GroupOpened(_OfGroup, Event):
    """Somebody has something to pick, pack or put aside for an order. Version 1."""

    outside: ClassVar = Outside("fulfilment.opened", _TOLD, subject="group_id")


@dataclass(frozen=True, slots=True)
class GroupHeld(_OfGroup, Event):
    """A group may not go on until it is released. Version 1."""


@dataclass(frozen=True, slots=True)
class GroupReleased(_OfGroup, Event):
    """A group that was held may go on. Version 1."""


@dataclass(frozen=True, slots=True)
class AgeCheckFailed(_OfGroup, Event):
    """Whoever came for goods is too young, or cannot show that they are not. Version 1."""

    positions: tuple[int, ...]
    """The lines that ask for an age, by their place in the order, from 1."""
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupReady(_OfGroup, Event):
    """The goods wait in the store for the shopper. Version 1."""

    outside: ClassVar = Outside("fulfilment.ready", _TOLD, subject="group_id")


@dataclass(frozen=True, slots=True)
class GroupHandedOver(_OfGroup, Event):
    """
    Goods have left: with a carrier (`kind` is ship, then the tracking is told), or to the shopper.

    `positions` and `units` go in pairs. Version 1.
    """

    outside: ClassVar = Outside(
        "fulfilment.handed_over",
        {
            **_TOLD,
            **_POSITIONS,
            "carrier": Told("Who carries it; empty when nobody does.", "UPS"),
            "tracking_number": Told("What the carrier calls it.", "1Z999AA10123456784"),
        },
        subject="group_id",
    )

    positions: tuple[int, ...]
    units: tuple[int, ...]
    carrier: str
    tracking_number: str


@dataclass(frozen=True, slots=True)
class GroupDelivered(_OfGroup, Event):
    """The carrier has brought a parcel. Version 1."""

    outside: ClassVar = Outside("fulfilment.delivered", _TOLD, subject="group_id")


@dataclass(frozen=True, slots=True)
class UnitsCancelled(_OfGroup, Event):
    """Some units of a group, perhaps all, will not go out. `positions` and `units` go in pairs. Version 1."""

    positions: tuple[int, ...]
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnitsMissing(_OfGroup, Event):
    """
    Units could not be found where they should be, and nobody else has them: the shopper will not get them.

    They are cancelled in the group; the order follows. `positions` and `units` go in pairs. Version 1.
    """

    positions: tuple[int, ...]
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ParcelMoved(Event):
    """A carrier told something of a parcel: one of a group, or one that comes back. Version 1."""

    outside: ClassVar = Outside(
        "fulfilment.parcel_moved",
        {
            "parcel_id": Told("The parcel.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e9"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "carrier": Told("Who carries it.", "UPS"),
            "tracking_number": Told("What the carrier calls it.", "1Z999AA10123456784"),
            "status": Told(
                "accepted, in_transit, out_for_delivery, delivered, failed or returned.",
                "out_for_delivery",
            ),
            "occurred_at": Told("When it happened.", "2026-03-14T09:30:00Z"),
        },
        subject="parcel_id",
    )

    parcel_id: UUID
    order_id: UUID
    group_id: UUID | None
    return_id: UUID | None
    carrier: str
    tracking_number: str
    status: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class GroupNotCollected(_OfGroup, Event):
    """Nobody came for a group in time; its goods are back in stock. `positions` and `units` pair. Version 1."""

    positions: tuple[int, ...]
    units: tuple[int, ...]
