"""Shapes of transfers between locations."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.inventory.api.schemas import LocationCode, Note, PageOf, Sku
from serai.inventory.usecases.transfers.plan_transfer import MOST_LINES
from serai.plumbing.api import Input


class TransferLineOut(Schema):
    """Units of an article on a transfer."""

    sku: str
    units: Annotated[int, Field(description="Asked for.")]
    sent: Annotated[int, Field(description="Taken from the location that gives.")]
    received: Annotated[int, Field(description="On the shelf of the one that gets.")]
    missing: Annotated[
        int, Field(description="Never came, once all is received; below 0: too much came.")
    ]


class TransferOut(Schema):
    """Goods that go from one location to another."""

    id: UUID
    state: Annotated[str, Field(description='"planned", "sent", "received" or "cancelled".')]
    source: Annotated[str, Field(description="The code of the location that gives.")]
    target: Annotated[str, Field(description="The code of the one that gets.")]
    note: str
    made_by: str
    made_at: datetime
    sent_by: str
    sent_at: datetime | None
    received_by: str
    received_at: datetime | None
    lines: list[TransferLineOut]


class TransfersPage(Schema):
    """Some transfers, and where the next page starts."""

    items: list[TransferOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class TransfersAsked(PageOf):
    """Which transfers."""

    state: Annotated[
        Literal["", "planned", "sent", "received", "cancelled"],
        Field(description="Only these; empty: all."),
    ] = ""
    location: Annotated[
        str, Field(max_length=64, description="From or to this location, by its code.")
    ] = ""


class UnitsIn(Input):
    """Units of an article."""

    sku: Sku
    units: Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)]


_Lines = Annotated[list[UnitsIn], Field(min_length=1, max_length=MOST_LINES)]


class TransferPlanned(Input):
    """Goods that are to go from one location to another."""

    source: LocationCode
    target: LocationCode
    lines: _Lines
    note: Note = ""


class TransferSentIn(Input):
    """What really leaves."""

    lines: Annotated[
        _Lines | None,
        Field(description="Only where other units leave than were planned; null: as planned."),
    ] = None


class TransferReceivedIn(Input):
    """What came."""

    lines: Annotated[
        _Lines | None, Field(description="What came; null: all that was sent and has not come.")
    ] = None
    is_last: Annotated[
        bool, Field(strict=True, description="Nothing more will come: what is missing is lost.")
    ] = False
