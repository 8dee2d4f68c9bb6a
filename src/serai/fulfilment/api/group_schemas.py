"""Shapes of fulfilment groups."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.fulfilment.domain.age_check import AgeCheckOutcome, CheckedAt, IdentityDocument
from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import GroupState
from serai.fulfilment.domain.sourcing.terms import MOST_MINOR
from serai.fulfilment.queries.group_queue import MOST
from serai.plumbing.api import Input, Problem

OWN = {404: Problem, 409: Problem}
Units = Annotated[int, Field(strict=True, ge=0, lt=2**31)]
Position = Annotated[
    int, Field(strict=True, ge=1, lt=2**31, description="The line's place in the order, from 1.")
]
Weight = Annotated[int, Field(strict=True, ge=0, le=MOST_MINOR)]


class GroupQuery(Schema):
    """Which groups staff want to see."""

    location_id: UUID | None = None
    state: Annotated[
        GroupState | None, Field(description="Without it, all that somebody has to do.")
    ] = None
    kind: GroupKind | None = None
    order_id: Annotated[UUID | None, Field(description="All groups of this order.")] = None
    nowhere: Annotated[bool, Field(description="Only those whose goods no location has.")] = False
    cursor: Annotated[str | None, Field(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class GroupSummaryOut(Schema):
    """One group in a queue."""

    id: UUID
    order_id: UUID
    order_number: str
    number: Annotated[int, Field(description="Which part of the order it is, from 1.")]
    kind: GroupKind
    state: GroupState
    location_id: UUID | None
    location: Annotated[str, Field(description="Code; empty where none has the goods.")]
    due_by: Annotated[datetime | None, Field(description="Packed, or put aside, by then.")]
    promised_latest: datetime | None
    units: Annotated[int, Field(description="To hand over in all.")]
    picked: int
    hold_reason: str


class GroupPageOut(Schema):
    """A page of groups, what is due first comes first."""

    items: list[GroupSummaryOut]
    next_cursor: str | None


class GroupLineOut(Schema):
    """So many units of one line of the order."""

    position: int
    variant_id: UUID
    sku: str
    name: str
    quantity: int
    picked: int
    handed: Annotated[int, Field(description="Have left.")]
    cancelled: int
    minimum_age: Annotated[
        int, Field(description="How old whoever takes it must be, in years; 0: nobody asks.")
    ]


class GroupLocationOut(Schema):
    """Where a group is."""

    id: UUID
    code: str
    name: str
    kind: str


class GroupOut(Schema):
    """What leaves one location together for an order."""

    id: UUID
    order_id: UUID
    reservation_of: Annotated[
        UUID, Field(description="What its units were reserved for: the order, or what added them.")
    ]
    order_number: str
    number: int
    channel_code: str
    kind: GroupKind
    state: GroupState
    location: GroupLocationOut | None
    service: Annotated[str, Field(description="The way of delivery.")]
    promised_earliest: datetime | None
    promised_latest: datetime | None
    told_latest: Annotated[
        datetime | None, Field(description="By when the shopper was told to have it all.")
    ]
    due_by: datetime | None
    hold_reason: str
    carrier: str
    tracking_number: str
    tracking_url: str
    plan: Annotated[
        dict[str, Any], Field(description="Why it leaves from there; empty without a decision.")
    ]
    split_from: Annotated[int | None, Field(description="The group whose goods these were.")]
    opened_at: datetime
    ready_at: datetime | None
    left_at: datetime | None
    delivered_at: datetime | None
    collect_by: Annotated[
        datetime | None, Field(description="Until when what is put aside waits for the shopper.")
    ]
    collected_by: Annotated[str, Field(description="Who came for it.")]
    ended_at: datetime | None
    age_checked_at: Annotated[
        datetime | None,
        Field(description="When somebody saw that whoever takes it is old enough."),
    ]
    lines: list[GroupLineOut]


class GroupsOut(Schema):
    """All groups of an order."""

    items: list[GroupOut]


class PickedIn(Input):
    """How many units of a line are picked so far."""

    position: Position
    picked: Units


class PickIn(Input):
    """What is picked so far; without lines, all of it."""

    lines: Annotated[list[PickedIn] | None, Field(max_length=1000)] = None


class SomeUnits(Input):
    """Units of a line."""

    position: Position
    units: Annotated[int, Field(strict=True, ge=1, lt=2**31)]


class MissingIn(Input):
    """Units that cannot be found."""

    lines: Annotated[list[SomeUnits], Field(min_length=1, max_length=1000)]


class TrackingIn(Input):
    """Who carries a parcel, and what they call it."""

    carrier: Annotated[str, Field(max_length=64, examples=["UPS"])] = ""
    tracking_number: Annotated[str, Field(max_length=64, examples=["1Z999AA10123456784"])] = ""
    tracking_url: Annotated[
        str,
        Field(
            max_length=500,
            pattern=r"^(https://\S+)?$",
            examples=["https://www.ups.com/track?tracknum=1Z999AA10123456784"],
        ),
    ] = ""


class HandOverIn(TrackingIn):
    """What leaves: all of it, or some lines; the rest becomes a group of its own."""

    lines: Annotated[list[SomeUnits] | None, Field(min_length=1, max_length=1000)] = None
    code: Annotated[
        str,
        Field(
            max_length=20,
            pattern=r"^[0-9 -]*$",
            description="What the shopper shows, where it is collected: six digits.",
        ),
    ] = ""


class SourcingTermsIn(Input):
    """What weighs how much when a channel's locations are compared, in minor units."""

    channel_code: Annotated[str, Field(min_length=1, max_length=64, examples=["web"])]
    split_minor: Annotated[Weight, Field(description="For each parcel after the first.")] = 150
    carbon_kg_minor: Annotated[Weight, Field(description="For each kilogram of CO2e.")] = 10
    crowding_minor: Annotated[
        Weight, Field(description="For a parcel from a location whose day is full.")
    ] = 200
    ageing_minor: Annotated[
        Weight, Field(description="Off for each unit that has lain there for 30 days.")
    ] = 0
    last_units_minor: Annotated[
        Weight, Field(description="For each unit that leaves a store with an empty shelf.")
    ] = 0


class SourcingTermsOut(Schema):
    """What weighs how much, by channel; channels that are not named have the usual weights."""

    items: list[SourcingTermsIn]


class AgeCheckIn(Input):
    """What was seen at the door or at the counter; of the document itself nothing is kept."""

    outcome: Annotated[AgeCheckOutcome, Field(description="failed: the goods are not handed over.")]
    document: Annotated[
        IdentityDocument, Field(description="Its kind; none where nothing was shown.")
    ]
    where: CheckedAt
    checked_by: Annotated[str, Field(min_length=1, max_length=200, examples=["Dana, till 3"])]
    note: Annotated[str, Field(max_length=500)] = ""
