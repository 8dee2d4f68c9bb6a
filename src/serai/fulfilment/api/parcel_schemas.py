"""Shapes of parcels and their labels."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.fulfilment.domain.parcels.parcel_state import ParcelState
from serai.fulfilment.domain.parcels.tracking_status import TrackingStatus
from serai.plumbing.api import Input, MoneyOut

_Side = Annotated[int, Field(strict=True, ge=0, le=10_000, description="In millimetres.")]


class LabelIn(Input):
    """One parcel of a group; without a weight it is what its articles weigh, and a box."""

    carrier: Annotated[
        str, Field(max_length=32, description="Empty: the one that usually does.")
    ] = ""
    service: Annotated[str, Field(max_length=64, description="Empty: the cheapest.")] = ""
    weight_g: Annotated[int | None, Field(strict=True, ge=1, le=1_000_000)] = None
    length_mm: _Side = 0
    width_mm: _Side = 0
    height_mm: _Side = 0


class RateOut(Schema):
    """What one service costs."""

    carrier: str
    service: str
    label: str
    cost: MoneyOut
    days: Annotated[int | None, Field(description="In how many days it usually arrives.")]


class RatesOut(Schema):
    """What carriers ask, the cheapest of each first."""

    items: list[RateOut]
    refused: Annotated[list[str], Field(description="Who does not carry it, and why.")]


class ParcelNewsOut(Schema):
    """One thing that a carrier told."""

    status: TrackingStatus
    occurred_at: datetime
    place: str
    text: str


class ParcelOut(Schema):
    """One box with a label; links are good for an hour."""

    id: UUID
    order_id: UUID
    group_id: UUID | None
    return_id: Annotated[UUID | None, Field(description="The return that comes back in it.")]
    number: Annotated[int, Field(description="Which parcel of the group, from 1.")]
    state: ParcelState
    carrier: Annotated[str, Field(description="Whom we asked.")]
    service: str
    label_of: Annotated[str, Field(description="Who carries it, as people call them.")]
    tracking_number: str
    tracking_url: str
    weight_g: int
    cost: MoneyOut | None
    pdf_url: Annotated[str, Field(description="The label to print; empty while there is none.")]
    zpl_url: Annotated[str, Field(description="The same for label printers; empty: none.")]
    made_at: datetime
    delivered_at: datetime | None
    news: list[ParcelNewsOut]


class ParcelsOut(Schema):
    """The parcels of a group."""

    items: list[ParcelOut]
