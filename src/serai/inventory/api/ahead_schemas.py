"""Shapes of selling ahead."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.inventory.api.schemas import LocationCode, Sku
from serai.inventory.domain.ahead.terms import AheadKind, PayAhead
from serai.plumbing.api import Input

MOST = 1000
_Units = Annotated[int, Field(strict=True, ge=1, lt=2**31)]


class AheadTermsIn(Input):
    """On which terms a channel sells one article ahead."""

    sku: Sku
    channel: Annotated[str, Field(min_length=1, max_length=64, examples=["web"])]
    kind: Annotated[
        AheadKind, Field(description="refuse, back_order (it comes again) or pre_order (not out).")
    ]
    until: Annotated[
        date | None, Field(description="The last day of back-orders; null: until further notice.")
    ] = None
    most_units: Annotated[
        int | None,
        Field(
            strict=True, ge=1, lt=2**31, description="So many may wait at once; null: any number."
        ),
    ] = None
    only_expected: Annotated[
        bool, Field(strict=True, description="No more wait than expected deliveries bring.")
    ] = True
    release_on: Annotated[
        date | None, Field(description="Of a pre-order: nothing leaves before that day.")
    ] = None
    pay: Annotated[
        PayAhead,
        Field(
            description="with_goods: set aside, and taken with the goods, where that is possible."
        ),
    ] = PayAhead.NOW


class AheadTermsRows(Input):
    """Terms of articles: all of them are set, or none."""

    rows: Annotated[list[AheadTermsIn], Field(min_length=1, max_length=MOST)]


class AheadTermsSet(Schema):
    """How many were set."""

    count: int


class AheadTermsOut(Schema):
    """On which terms a channel sells one article ahead."""

    sku: str
    variant_id: UUID
    channel: str
    kind: AheadKind
    until: date | None
    most_units: int | None
    only_expected: bool
    release_on: date | None
    pay: PayAhead


class AheadTermsList(Schema):
    """Articles by SKU and channel; ask again with the last of them for those after it."""

    items: list[AheadTermsOut]


class TermsQuery(Schema):
    """Which terms."""

    after: Annotated[str, Field(max_length=64, description="Those after this SKU")] = ""
    after_channel: Annotated[str, Field(max_length=64, description="and this channel.")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 100


class DeliveryIn(Input):
    """So many units of an article that come to a location."""

    reference: Annotated[
        str,
        Field(
            min_length=1,
            max_length=64,
            description="The purchase order; with article and location it names the delivery.",
            examples=["PO-2041"],
        ),
    ]
    sku: Sku
    location: LocationCode
    quantity: Annotated[
        int,
        Field(strict=True, ge=0, lt=2**31, description="In all; 0 calls the delivery off."),
    ]
    first_on: Annotated[date, Field(description="The first day on which it may come.")]
    last_on: Annotated[date, Field(description="The day by which it has come.")]
    supplier: Annotated[str, Field(max_length=64, description="Who brings it.")] = ""


class DeliveriesIn(Input):
    """What suppliers will bring: all of it is written, or none."""

    deliveries: Annotated[list[DeliveryIn], Field(min_length=1, max_length=MOST)]


class DeliveriesExpected(Schema):
    """How many deliveries were written."""

    count: int


class DeliveryOut(Schema):
    """What is still to come of a delivery."""

    id: UUID
    reference: str
    supplier: str
    sku: str
    location: str
    quantity: int
    received: int
    first_on: date
    last_on: date


class DeliveriesOut(Schema):
    """A page of deliveries."""

    items: list[DeliveryOut]
    next_cursor: str | None


class ArrivedRow(Input):
    """So many units have come of a delivery."""

    delivery_id: UUID
    units: _Units
    is_last: Annotated[bool, Field(strict=True, description="The rest of it never comes.")] = False


class ArrivedIn(Input):
    """What came: all of it is received, or none."""

    arrived: Annotated[list[ArrivedRow], Field(min_length=1, max_length=MOST)]


class DeliveriesReceived(Schema):
    """To how many who waited something of it was given."""

    served: int


class WhoseQuery(Schema):
    """Which rows."""

    sku: Annotated[str | None, Field(max_length=64, description="Of this article only.")] = None
    cursor: Annotated[
        str | None, Field(max_length=1000, description="From `next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class WaitingRow(Schema):
    """So many units of an article that an order waits for."""

    id: UUID
    waits_for: Annotated[UUID, Field(description="The order.")]
    channel: str
    sku: str
    kind: AheadKind
    state: Annotated[str, Field(description="held: the order is being paid; or waiting.")]
    units: int
    allotted: Annotated[int, Field(description="Have goods by now.")]
    stopped: Annotated[int, Field(description="Were called off.")]
    since: datetime
    release_on: date | None
    first_on: Annotated[date | None, Field(description="As last told; null: nobody knew.")]
    last_on: date | None
    location: Annotated[
        str, Field(description="The store in which it is collected; empty: it is sent.")
    ]


class WaitingOut(Schema):
    """A page of who waits."""

    items: list[WaitingRow]
    next_cursor: str | None
