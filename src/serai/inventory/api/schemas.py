"""Shapes of the staff's requests and answers."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input, Problem

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}
"""What any call may meet: unreadable, no valid key, lacking scope, unfit value, too many."""

AT_ONCE = 5000

Sku = Annotated[str, Field(min_length=1, max_length=64, examples=["25671"])]
LocationCode = Annotated[
    str, Field(min_length=1, max_length=64, description="A location's code.", examples=["DC1"])
]
Note = Annotated[str, Field(max_length=500, description="Why, for people.")]


class LocationOut(Schema):
    """A place that holds goods."""

    id: UUID
    code: str
    name: str
    kind: Annotated[str, Field(description='"store" or "dc" (distribution centre).')]
    line1: str
    line2: str
    city: str
    region: str
    postcode: str
    country: str
    lat: float | None
    lon: float | None
    derived: Annotated[bool, Field(description="The coordinates were made up or guessed.")]
    source: Annotated[str, Field(description="Where the row came from.")]


class LocationsOut(Schema):
    """Every location."""

    items: list[LocationOut]


class LocationStockOut(Schema):
    """What one location has of a variant."""

    location_id: UUID
    location: Annotated[str, Field(description="The location's code.")]
    name: str
    kind: str
    on_hand: Annotated[int, Field(description="Units that are there.")]
    reserved: Annotated[int, Field(description="Of these, promised to orders.")]
    buffer: Annotated[int, Field(description="Of these, kept back from shoppers.")]
    free: Annotated[int, Field(description="What can still be promised.")]
    band: Annotated[str, Field(description='"in", "low" or "out".')]
    channels: Annotated[list[str], Field(description="The channels that sell from here.")]


class StockOut(Schema):
    """Where a variant is."""

    sku: str
    variant_id: UUID
    items: list[LocationStockOut]


class MovementOut(Schema):
    """So many units came or, below zero, went."""

    location: str
    quantity: int
    reason: Annotated[
        str,
        Field(description="initial, receipt, sale, return, adjustment, transfer or count."),
    ]
    reference: Annotated[UUID | None, Field(description="The order or transfer it belongs to.")]
    note: str
    occurred_at: datetime


class MovementsPage(Schema):
    """Some movements, and where the next page starts."""

    items: list[MovementOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class SoldFrom(Input):
    """A channel that sells from the location."""

    channel: Annotated[str, Field(max_length=64, description="The channel's code.")]
    priority: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            lt=2**31,
            description="Of several locations the lowest is asked first.",
        ),
    ] = 0


class LocationIn(Input):
    """A place that holds goods; the code says which one is meant."""

    code: LocationCode
    name: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Annotated[
        Literal["store", "dc"], Field(description='"store" or "dc" (distribution centre).')
    ]
    country: Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["US"])]
    line1: Annotated[str, Field(max_length=200)] = ""
    line2: Annotated[str, Field(max_length=200)] = ""
    city: Annotated[str, Field(max_length=100)] = ""
    region: Annotated[str, Field(max_length=100)] = ""
    postcode: Annotated[str, Field(max_length=16)] = ""
    lat: Annotated[float | None, Field(strict=True, ge=-90, le=90)] = None
    lon: Annotated[float | None, Field(strict=True, ge=-180, le=180)] = None
    derived: Annotated[
        bool, Field(strict=True, description="Say true unless the coordinates are the real ones.")
    ] = False
    channels: Annotated[
        list[SoldFrom], Field(max_length=100, description="Added to those that sell from it.")
    ] = []


class LocationsIn(Input):
    """Locations to make or change; all of them or none."""

    locations: Annotated[list[LocationIn], Field(min_length=1, max_length=500)]


class LocationId(Schema):
    """A location's id."""

    code: str
    id: UUID


class LocationIds(Schema):
    """The locations named, by code."""

    items: list[LocationId]


class MovementIn(Input):
    """So many units come or go."""

    sku: Sku
    location: LocationCode
    quantity: Annotated[
        int, Field(strict=True, description="Units; an adjustment may be below zero.")
    ]
    note: Note = ""


class MovementsIn(Input):
    """What was delivered, or what was found, lost or broken; all entries or none."""

    reason: Annotated[Literal["receipt", "adjustment"], Field(description="Why units move.")]
    movements: Annotated[list[MovementIn], Field(min_length=1, max_length=AT_ONCE)]


class CountIn(Input):
    """What someone found on the shelf."""

    sku: Sku
    location: LocationCode
    counted: Annotated[int, Field(strict=True, description="Units that are there.")]
    note: Note = ""


class CountsIn(Input):
    """Shelves that were counted; all entries or none."""

    counts: Annotated[list[CountIn], Field(min_length=1, max_length=AT_ONCE)]


class TransferIn(Input):
    """So many units from one location to another."""

    sku: Sku
    from_location: LocationCode
    to_location: LocationCode
    quantity: Annotated[int, Field(strict=True, description="Units, at least 1.")]
    note: Note = ""


class TransfersIn(Input):
    """Goods that changed places; all entries or none."""

    transfers: Annotated[list[TransferIn], Field(min_length=1, max_length=AT_ONCE)]


class BufferIn(Input):
    """So many units are kept back."""

    sku: Sku
    location: LocationCode
    buffer: Annotated[int, Field(strict=True, description="Units shoppers are not promised.")]


class BuffersIn(Input):
    """What is kept back from shoppers; all entries or none."""

    buffers: Annotated[list[BufferIn], Field(min_length=1, max_length=AT_ONCE)]


class Written(Schema):
    """How much was written."""

    movements: Annotated[int, Field(description="How many movements; nothing moved: none.")]


class BuffersSet(Schema):
    """How many buffers were set."""

    buffers: int


class PageOf(Schema):
    """Which page."""

    cursor: Annotated[
        str | None, Field(max_length=1000, description="From `next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="How many a page holds.")] = 50
