"""What inventory tells the others."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


@dataclass(frozen=True, slots=True)
class AvailabilityChanged(Event):
    """
    Variants have moved to another band (in, low, out) in a channel. Version 1.

    How many units are free changes far more often; in channels that are fed numbers every change is told. At
    most 500 variants travel in one event; a large import publishes many.
    """

    outside: ClassVar = Outside(
        "availability.changed",
        {
            "variant_ids": Told(
                "The variants to read again.", ["0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701"]
            ),
            "channel_code": Told("Where it changed.", "web"),
        },
    )

    variant_ids: tuple[UUID, ...]
    channel_code: str


@dataclass(frozen=True, slots=True)
class StockLevelsChanged(Event):
    """
    A channel that is fed numbers may sell so many units by now: what its buffers leave. Version 1.

    `variant_ids` and `units` go in pairs. They are the numbers of the moment at which they are told; who
    gets them out of order keeps those of the later event.
    """

    outside: ClassVar = Outside(
        "stock_levels.changed",
        {
            "channel_code": Told("The channel that may sell them.", "marketplace"),
            "variant_ids": Told(
                "The variants that changed.", ["0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701"]
            ),
            "units": Told("How many of each, in the same order.", [12]),
        },
    )

    channel_code: str
    variant_ids: tuple[UUID, ...]
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WaitingAllotted(Event):
    """
    Units that were sold ahead have goods by now, which have left the books for them. Version 1.

    `waits_for` is the order; the goods are the fulfilled reservation `allotment_id`.
    """

    waits_for: UUID
    variant_id: UUID
    units: int
    allotment_id: UUID
    channel_code: str


@dataclass(frozen=True, slots=True)
class WaitingMoved(Event):
    """
    Units that wait come on other days than was told; without days nobody knows. Version 1.

    `is_later` says whether the shopper is to be told of a delay.
    """

    waits_for: UUID
    variant_id: UUID
    channel_code: str
    first_on: date | None
    last_on: date | None
    release_on: date | None
    is_later: bool


@dataclass(frozen=True, slots=True)
class ScarcityForeseen(Event):
    """
    Articles that earn much will run out everywhere before a delivery can come. Version 1.

    Whoever advertises them had better wait, and whoever wants them had better hurry. It is told once, until it is
    over. At most 500 in one event.
    """

    outside: ClassVar = Outside(
        "scarcity.foreseen",
        {
            "variant_ids": Told(
                "The variants that run out.", ["0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701"]
            ),
        },
    )

    variant_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ScarcityOver(Event):
    """Of articles that were scarce, enough is there or on its way in time. At most 500 in one event. Version 1."""

    outside: ClassVar = Outside(
        "scarcity.over",
        {
            "variant_ids": Told(
                "The variants that are scarce no more.", ["0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701"]
            ),
        },
    )

    variant_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ReplenishmentAccepted(Event):
    """
    Somebody has accepted that a location gets units of a variant. Version 1.

    `kind` is "order", then a delivery is expected, or "move", then they are on a planned transfer.
    """

    proposal_id: UUID
    kind: str
    variant_id: UUID
    location_id: UUID
    units: int
