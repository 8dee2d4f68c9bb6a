"""What the endpoints give and take about goods that wait in a store."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input


class PickupPlaceOut(Schema):
    """The store."""

    name: str
    address: Annotated[list[str], Field(description="Line by line.")]
    hours: Annotated[
        list[str],
        Field(description="Opening hours, Monday first; empty where nobody has told them."),
    ]


class PickupOut(Schema):
    """What is collected together."""

    number: Annotated[int, Field(description="Which part of the order it is, from 1.")]
    state: Annotated[str, Field(description="open, held, picking, ready, handed_over, and so on.")]
    place: PickupPlaceOut
    code: Annotated[
        str, Field(description="To be shown in the store; empty while there is nothing to collect.")
    ]
    ready_by: Annotated[datetime | None, Field(description="By when it is put aside.")]
    ready_at: datetime | None
    collect_by: Annotated[datetime | None, Field(description="Until when it waits.")]
    collected_at: datetime | None


class PickupsOut(Schema):
    """What is collected of an order."""

    pickups: list[PickupOut]


class CollectionIn(Input):
    """Who came for it."""

    code: Annotated[str, Field(max_length=20, description="What the shopper shows.")] = ""
    name: Annotated[
        str,
        Field(max_length=200, description="Without a code: the name on their identity card."),
    ] = ""
    collected_by: Annotated[
        str, Field(max_length=200, description="Who took it, where it was somebody else.")
    ] = ""


class CollectionOut(Schema):
    """A group that was handed out."""

    number: int
    order_number: str
    state: str
    collected_by: str
    left_at: datetime | None
