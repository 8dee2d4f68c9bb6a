"""Shapes of requests and answers."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, model_validator

from serai.plumbing.api import Input, Near, Problem

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}
"""What any call may meet: unreadable, no valid key, lacking scope, unfit value, too many."""

LocationCode = Annotated[str, Field(min_length=1, max_length=64, examples=["dc-east"])]


class SiteIn(Input):
    """How a location works."""

    location: LocationCode
    time_zone: Annotated[str, Field(max_length=64, examples=["America/New_York"])]
    hours: Annotated[
        list[Annotated[str, Field(max_length=60)]],
        Field(
            min_length=7,
            max_length=7,
            description="Monday first; an empty day is closed.",
            examples=[["09:00-18:00"] * 5 + ["10:00-14:00", ""]],
        ),
    ]
    handling_minutes: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            lt=2**31,
            description="Work until an order is ready, when all goes well.",
        ),
    ] = 60
    handling_at_most: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            lt=2**31,
            description="The same, when it does not; promises are kept by it.",
        ),
    ] = 120
    cut_off_minutes: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            lt=2**31,
            description="Before closing; later orders wait for the next shift.",
        ),
    ] = 60
    daily_orders: Annotated[
        int | None,
        Field(
            strict=True,
            ge=0,
            lt=2**31,
            description="How many it can take on a day; null: as many as come.",
        ),
    ] = 200
    ships: Annotated[bool, Field(strict=True, description="Parcels leave from here.")] = False
    hands_out: Annotated[bool, Field(strict=True, description="Shoppers collect here.")] = True
    collection: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            lt=2**31,
            description="Minutes after midnight at which parcels are fetched.",
        ),
    ] = 1020
    hold_days: Annotated[
        int, Field(strict=True, ge=0, lt=2**31, description="How long goods wait to be collected.")
    ] = 5
    parcel_minor: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            lt=2**31,
            description="What a parcel costs apart from the way, to compare sites by.",
        ),
    ] = 0


class SitesIn(Input):
    """Sites to make or replace."""

    sites: Annotated[list[SiteIn], Field(min_length=1, max_length=2000)]


class SiteOut(SiteIn):
    """How a location works."""

    derived: Annotated[
        bool, Field(strict=True, description="Made up, until the merchant says otherwise.")
    ]


class SitesOut(Schema):
    """Every site."""

    items: list[SiteOut]


class Written(Schema):
    """How many were written."""

    written: int


class ReachIn(Input):
    """Up to so many kilometres a parcel is so many working days on its way."""

    km: Annotated[float, Field(strict=True, gt=0, le=40_000)]
    days: Annotated[int, Field(strict=True, ge=0, le=60)]
    days_at_most: Annotated[int, Field(strict=True, ge=0, le=60)]


class DeliveryServiceIn(Input):
    """Who carries parcels, and how long they travel."""

    code: Annotated[
        str, Field(min_length=1, max_length=32, description="As in the rates of delivery.")
    ]
    works: Annotated[
        list[Annotated[bool, Field(strict=True)]],
        Field(min_length=7, max_length=7, description="Monday first."),
    ]
    reaches: Annotated[list[ReachIn], Field(min_length=1, max_length=20)]
    per_100_km_minor: Annotated[int, Field(strict=True, ge=0, lt=2**31)] = 0
    grams_per_100_km: Annotated[int, Field(strict=True, ge=0, lt=2**31)] = 0


class DeliveryServicesIn(Input):
    """Services to make or replace."""

    services: Annotated[list[DeliveryServiceIn], Field(min_length=1, max_length=100)]


class DeliveryServicesOut(Schema):
    """Every service."""

    items: list[DeliveryServiceIn]


class ClosureIn(Input):
    """Days on which a location does not open; without a location nobody works."""

    days: Annotated[list[date], Field(min_length=1, max_length=366)]
    reason: Annotated[str, Field(min_length=1, max_length=100, examples=["Stock-taking"])]
    location: LocationCode | None = None


class OpeningIn(Input):
    """Days whose closure is taken back."""

    days: Annotated[list[date], Field(min_length=1, max_length=366)]
    location: LocationCode | None = None


class ClosureOut(Schema):
    """A day on which nobody works."""

    day: date
    location: Annotated[str | None, Field(description="Null: everybody rests.")]
    reason: str


class ClosuresOut(Schema):
    """Closures from today on."""

    items: list[ClosureOut]


class DeliveryPromiseOut(Schema):
    """When a service brings everything."""

    service: Annotated[str, Field(description="As in the cart's delivery options.")]
    earliest: date
    latest: date
    parcels: Annotated[int, Field(description="In how many parcels.")]


class PickupPromiseOut(Schema):
    """When everything waits in a store."""

    location_id: UUID
    location: str
    name: str
    earliest: Annotated[datetime, Field(description="It may be ready from here on.")]
    latest: Annotated[datetime, Field(description="It is ready by then.")]
    distance_km: float | None


class PromisesOut(Schema):
    """When a product can be there."""

    deliveries: list[DeliveryPromiseOut]
    pickups: list[PickupPromiseOut]
    by_place: Annotated[
        bool,
        Field(
            description="Whether it matters where one is; false where nothing is promised at all."
        ),
    ]
    place_known: Annotated[
        bool, Field(description="Whether it holds for the place asked about, not for any.")
    ]


class PromisesWanted(Schema):
    """How much of it, and where."""

    quantity: Annotated[int, Field(ge=1, le=999)] = 1
    near: Near = None
    country: Annotated[
        str, Field(pattern="^([A-Z]{2})?$", description="Of the postcode.", examples=["US"])
    ] = ""
    postcode: Annotated[
        str,
        Field(
            pattern="^([0-9A-Za-z][0-9A-Za-z -]{1,15})?$",
            description="Where `near` is not known; with its country.",
            examples=["45202"],
        ),
    ] = ""
    limit: Annotated[int, Field(ge=1, le=50, description="Stores at most.")] = 5

    @model_validator(mode="after")
    def _country_of_postcode(self) -> Self:
        if self.postcode and not self.country:
            raise ValueError("A postcode needs its country.")
        return self
