"""How goods reach a shopper, in words for the API's document."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input, MoneyOut


class DeliveryIn(Input):
    """One of the cart's delivery options."""

    code: Annotated[str, Field(min_length=1, max_length=64, examples=["standard"])]
    location: Annotated[
        str | None, Field(max_length=64, description="For a pick-up: the store's code.")
    ] = None


class EtaOut(Schema):
    """The first and the last day on which the goods are there."""

    earliest: date
    latest: date


class PlaceOut(Schema):
    """The store in which a pick-up waits."""

    id: UUID
    code: str
    name: str


class PromiseOut(Schema):
    """When everything is there: stock and places are behind it."""

    earliest: Annotated[datetime, Field(description="It may be there from here on.")]
    latest: Annotated[datetime, Field(description="It is there by then.")]
    parcels: Annotated[int, Field(description="In how many parcels; 1 where it is collected.")]


class DeliveryOut(Schema):
    """A way for the goods to reach the shopper."""

    code: str
    kind: Annotated[str, Field(description="delivery or pickup.")]
    label: str
    price: MoneyOut
    eta: EtaOut
    location: PlaceOut | None
    promise: Annotated[
        PromiseOut | None,
        Field(description="Null: nothing is promised, and `eta` is what is usual."),
    ]
    waits: Annotated[bool, Field(description="Some of it comes later than the rest.")] = False


class DeliveryOptionsOut(Schema):
    """Every way that is offered for the cart."""

    items: list[DeliveryOut]
