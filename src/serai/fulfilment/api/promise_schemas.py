"""Shapes of what promises stand on: suppliers, service areas, and how promises were kept."""

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from serai.fulfilment.api.schemas import LocationCode
from serai.plumbing.api import Input

Sku = Annotated[str, Field(min_length=1, max_length=64, examples=["25671"])]
SupplierCode = Annotated[str, Field(min_length=1, max_length=64, examples=["acme"])]
Days = Annotated[int, Field(strict=True, ge=0, le=365)]


class SupplierIn(Input):
    """Who brings goods to us, and in how many working days."""

    code: SupplierCode
    name: Annotated[str, Field(min_length=1, max_length=200)]
    works: Annotated[
        list[Annotated[bool, Field(strict=True)]],
        Field(min_length=7, max_length=7, description="Monday first."),
    ]
    days: Annotated[Days, Field(description="From the order to our shelves, when all goes well.")]
    days_at_most: Annotated[Days, Field(description="The same, when it does not.")]


class SuppliersIn(Input):
    """Suppliers to make or replace."""

    suppliers: Annotated[list[SupplierIn], Field(min_length=1, max_length=500)]


class SuppliersOut(Schema):
    """Every supplier."""

    items: list[SupplierIn]


class SuppliedIn(Input):
    """Who brings an article; days only where it does not take the supplier's own."""

    sku: Sku
    supplier: SupplierCode
    days: Days | None = None
    days_at_most: Days | None = None


class SuppliedGoodsIn(Input):
    """Who brings which articles; all of them or none."""

    goods: Annotated[list[SuppliedIn], Field(min_length=1, max_length=5000)]


class ServiceAreaIn(Input):
    """Where a location, a service, or a service from a location delivers: a circle or shapes."""

    code: Annotated[str, Field(min_length=1, max_length=64, examples=["cincinnati"])]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    location: LocationCode | None = None
    service: Annotated[
        str, Field(max_length=32, description="A delivery service; empty: any of them.")
    ] = ""
    radius_km: Annotated[
        float | None, Field(strict=True, gt=0, le=2000, description="Around the location.")
    ] = None
    geometry: Annotated[
        dict[str, Any] | None,
        Field(description="A Polygon or MultiPolygon of GeoJSON, instead of a radius."),
    ] = None


class ServiceAreasIn(Input):
    """Areas to make or replace; all of them or none."""

    areas: Annotated[list[ServiceAreaIn], Field(min_length=1, max_length=500)]


class ServiceAreaOut(Schema):
    """Where somebody delivers."""

    code: str
    name: str
    location: Annotated[str | None, Field(description="Null: whoever sends.")]
    service: Annotated[str, Field(description="Empty: any.")]
    resolution: Annotated[int, Field(description="Of its smallest cells; H3.")]
    cells: Annotated[
        list[str], Field(description="Cells of H3 that together are the area, none within another.")
    ]


class ServiceAreasOut(Schema):
    """Every area."""

    items: list[ServiceAreaOut]


class ServiceAreaRemovalIn(Input):
    """The area that is taken back."""

    code: Annotated[str, Field(min_length=1, max_length=64)]


class Removed(Schema):
    """The area that is gone."""

    code: str


class PeriodWanted(Schema):
    """Promises that ended in the last days."""

    days: Annotated[int, Field(ge=1, le=366)] = 60


class KeptOut(Schema):
    """What became of promises."""

    kept: Annotated[int, Field(description="There within what was told.")]
    early: Annotated[int, Field(description="There before that; kept, too.")]
    late: int
    waiting: Annotated[int, Field(description="Neither there nor late.")]
    share: Annotated[float | None, Field(description="Kept or early, between 0 and 1.")]
    why_late: Annotated[
        dict[str, int],
        Field(description="held, short, packed_late, carrier: what went wrong first."),
    ]


class LocationKeptOut(KeptOut):
    """What became of the promises of one location."""

    location: str
    name: str


class DayKeptOut(KeptOut):
    """What became of the promises that ended on one day."""

    day: date


class KeptPromisesOut(Schema):
    """Which promises were kept."""

    in_all: KeptOut
    locations: Annotated[list[LocationKeptOut], Field(description="The most late ones first.")]
    days: list[DayKeptOut]
