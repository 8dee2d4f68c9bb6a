"""The shop: the parts in which an order reaches the shopper."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.parts_of_order import parts_of_order
from serai.plumbing.api import answer, shop_key

router = Router(auth=shop_key)


class PartLineOut(Schema):
    """So many units of one line of the order."""

    position: int
    sku: str
    name: str
    quantity: int


class PartOut(Schema):
    """What reaches the shopper together: one parcel, or what waits in one store."""

    number: int
    kind: Annotated[str, Field(description="ship, pickup, counter or digital.")]
    state: Annotated[
        str,
        Field(
            description="open, picking, packed, ready, shipped, handed_over, delivered or no_show."
        ),
    ]
    place: Annotated[str, Field(description="Where it is collected; empty for parcels.")]
    lines: list[PartLineOut]
    first_on: Annotated[date | None, Field(description="A parcel may come from this day on.")]
    last_on: Annotated[date | None, Field(description="It is there by this day.")]
    ready_by: Annotated[
        datetime | None, Field(description="What is collected is put aside by then.")
    ]
    carrier: str
    tracking_number: str
    tracking_url: str
    ready_at: datetime | None
    left_at: datetime | None
    delivered_at: datetime | None


class PartsOut(Schema):
    """All parts of an order; none while nobody has begun with it."""

    items: list[PartOut]


@router.get(
    "/orders/{order_id}/parts",
    response={200: PartsOut, **refusals(404)},
    operation_id="parts_of_order",
)
def get_parts(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Say in which parcels an order comes, where each is and when it is promised, for its shopper or its guest."""
    return answer({"items": parts_of_order(buyer_of(request), order_id)})
