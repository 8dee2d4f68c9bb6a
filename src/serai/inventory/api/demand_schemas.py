"""Shapes of forecasts, plans and proposals."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.inventory.api.schemas import AT_ONCE, LocationCode, PageOf, Sku
from serai.plumbing.api import Input


class WeekForeseenOut(Schema):
    """A week ahead."""

    starts_on: date
    mean: Annotated[float, Field(description="Units expected.")]
    low: Annotated[float, Field(description="One week in ten sells less.")]
    high: Annotated[float, Field(description="One week in ten sells more.")]


class DayForeseenOut(Schema):
    """A day ahead."""

    on: date
    mean: Annotated[float, Field(description="Units expected.")]
    low: Annotated[int, Field(description="One day in ten sells less.")]
    high: Annotated[int, Field(description="One day in ten sells more.")]


class WeekTriedOut(WeekForeseenOut):
    """A week that was foreseen without it, and what it sold."""

    sold: float


class LocationForeseenOut(Schema):
    """What one location will sell."""

    location: Annotated[str, Field(description="Its code; empty: the shop's own orders.")]
    name: str
    weeks: list[WeekForeseenOut]


class DemandReasonOut(Schema):
    """What moved the forecast."""

    code: Annotated[str, Field(description="What it is.", examples=["like_weeks"])]
    about: Annotated[str, Field(description="Which plan it is about, if it is about one.")]


class ForecastOut(Schema):
    """What an article will sell."""

    variant_id: UUID
    weeks: list[WeekForeseenOut]
    days: Annotated[list[tuple[date, float]], Field(description="Of the weeks ahead, the mean.")]
    day_bands: Annotated[
        list[DayForeseenOut],
        Field(description="The same days with their bands; none before the next training."),
    ]
    past: Annotated[list[tuple[date, float]], Field(description="Mondays and units sold.")]
    tried: list[WeekTriedOut]
    locations: Annotated[list[LocationForeseenOut], Field(description="Where most is expected.")]
    reasons: Annotated[list[DemandReasonOut], Field(description="The strongest first.")]
    value_class: Annotated[str, Field(description="A, B or C, by what it earns.")]
    is_new: Annotated[bool, Field(description="First sold at most eight weeks ago.")]


class ScarceOut(Schema):
    """An article that runs out before a delivery can come."""

    sku: str
    held: Annotated[int, Field(description="Units that are free, everywhere.")]
    expected: Annotated[float, Field(description="Units that will be asked for until `due_on`.")]
    due_on: Annotated[date, Field(description="When an order of now would be there.")]
    since: datetime


class ScarcePage(Schema):
    """What is scarce, and where the next page starts."""

    items: list[ScarceOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class PlannedIn(Input):
    """A promotion that is planned."""

    sku: Sku
    on: Annotated[date, Field(description="Any day of the week.", examples=["2027-03-15"])]
    kind: Annotated[str, Field(min_length=1, max_length=40, examples=["leaflet"])]
    percent: Annotated[
        int,
        Field(
            ge=0, le=100, strict=True, description="Of the stores, or of the price; 0 calls it off."
        ),
    ]


class PlannedRows(Input):
    """Promotions that are planned."""

    planned: Annotated[list[PlannedIn], Field(min_length=1, max_length=AT_ONCE)]


class PlannedOut(Schema):
    """How many were heard."""

    planned: int


class OrderTermsIn(Input):
    """How an article may be ordered."""

    sku: Sku
    pack: Annotated[int, Field(ge=1, strict=True, description="Units of a pack.")] = 1
    minimum: Annotated[int, Field(ge=0, strict=True, description="Least units.")] = 0
    most: Annotated[int | None, Field(ge=1, strict=True, description="Units that fit.")] = None
    shelf_life_days: Annotated[int | None, Field(ge=1, strict=True)] = None
    service: Annotated[
        float | None,
        Field(ge=0.5, lt=1, strict=True, description="The chance of having enough to aim at."),
    ] = None
    shelf: Annotated[
        int, Field(ge=0, strict=True, description="Least units that every location should have.")
    ] = 0
    lead_days: Annotated[
        int | None,
        Field(
            ge=0,
            le=730,
            strict=True,
            description="Until an order is there; null: as its supplier takes.",
        ),
    ] = None
    lead_spread_days: Annotated[
        int, Field(ge=0, le=365, strict=True, description="How much sooner or later that may be.")
    ] = 0


class OrderTermsRows(Input):
    """How articles may be ordered."""

    rows: Annotated[list[OrderTermsIn], Field(min_length=1, max_length=AT_ONCE)]


class LocationWeightIn(Input):
    """How much a sale at a location counts where there is too little for all."""

    location: LocationCode
    weight: Annotated[
        int, Field(ge=1, le=10_000, strict=True, description="Percent; 100 is as elsewhere.")
    ]


class LocationWeightsIn(Input):
    """Weights of locations; all of them or none."""

    weights: Annotated[list[LocationWeightIn], Field(min_length=1, max_length=AT_ONCE)]


class LocationWeightsSet(Schema):
    """How many were written."""

    locations: int


class OrderTermsWritten(Schema):
    """How many were written."""

    rows: int


class ProposalOut(Schema):
    """Units that a location should get, and why."""

    id: UUID
    kind: Annotated[str, Field(description='"order" or "move".')]
    state: Annotated[str, Field(description='"open", "accepted", "rejected" or "replaced".')]
    sku: str
    location: str
    source: Annotated[str, Field(description="Where moved units come from.")]
    supplier: str
    units: int
    decided_units: int | None
    position: Annotated[int, Field(description="Units it had or was to get.")]
    up_to: Annotated[int, Field(description="Units it should have.")]
    expected: Annotated[float, Field(description="Units it will sell until the next delivery.")]
    gain: Annotated[float, Field(description="Sales that are saved, units.")]
    first_on: date
    last_on: date
    reasons: Annotated[list[dict[str, Any]], Field(description="The strongest first.")]
    model_version: UUID
    made_at: datetime
    decided_at: datetime | None
    decided_by: str
    note: str


class ProposalsPage(Schema):
    """Open proposals, what saves most sales first."""

    items: list[ProposalOut]
    next_cursor: str | None


class ProposalsAsked(PageOf):
    """Which proposals."""

    location: Annotated[str, Field(max_length=64, description="Only of one, by its code.")] = ""


class DecisionIn(Input):
    """What to make of a proposal."""

    decision: Literal["accept", "reject"]
    units: Annotated[
        int | None, Field(ge=1, le=1_000_000, strict=True, description="Others than proposed.")
    ] = None
    note: Annotated[str, Field(max_length=500, description="Why, for people.")] = ""


class NamedDecisionIn(DecisionIn):
    """What to make of one of many proposals."""

    proposal_id: UUID


class DecisionsIn(Input):
    """What to make of many proposals."""

    decisions: Annotated[list[NamedDecisionIn], Field(min_length=1, max_length=500)]


class DecisionsOut(Schema):
    """What came of many decisions."""

    accepted: int
    rejected: int
    late: Annotated[list[UUID], Field(description="Not open any more, or unknown: left as it is.")]
