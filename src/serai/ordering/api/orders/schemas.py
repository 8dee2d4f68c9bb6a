"""An order, in words for the API's document."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.api.ahead_schemas import AheadOut
from serai.ordering.api.contact_schemas import AddressOut, ContactOut
from serai.ordering.api.delivery_schemas import DeliveryOut
from serai.ordering.api.line_schemas import OrderLineOut
from serai.ordering.api.promotions.schemas import DiscountOut
from serai.ordering.api.tender_schemas import TenderOut, TransferOut
from serai.ordering.api.total_schemas import TaxIdOut, TotalsOut
from serai.plumbing.api import Input, MoneyOut


class CancellationIn(Input):
    """Why an order is called off."""

    reason: Annotated[str, Field(min_length=1, max_length=500, examples=["Ordered by mistake"])]


class PayingOut(Schema):
    """How an order is paid, and where that stands."""

    state: str
    method: str
    label: Annotated[str, Field(examples=["Visa •••• 4242"])]


class ActionOut(Schema):
    """What the shopper must do before the order is paid."""

    kind: Annotated[str, Field(description="redirect: send the browser there.")]
    url: str


class OrderOut(Schema):
    """An order."""

    id: UUID
    number: str
    state: Annotated[
        str,
        Field(description="placing, accepted, paid, failed, cancelled, fulfilled or completed."),
    ]
    placed_at: datetime
    currency: str
    channel_code: str
    locale: Annotated[str, Field(description="The language in which it was placed.")]
    customer_id: UUID | None
    email: str
    contact: ContactOut | None
    address: AddressOut | None
    delivery: DeliveryOut | None
    location_id: UUID | None
    lines: list[OrderLineOut]
    totals: TotalsOut
    tax_id: TaxIdOut | None
    discounts: Annotated[list[DiscountOut], Field(description="By promotion, in their order.")]
    refunded: MoneyOut
    payment: PayingOut | None
    action: ActionOut | None
    reason: str
    can_cancel: bool
    source: Annotated[str, Field(description="Empty, or where the order was imported from.")]
    tenders: Annotated[
        list[TenderOut], Field(description="What gift cards, credit and points have paid.")
    ]
    due: Annotated[MoneyOut, Field(description="What is still to come.")]
    transfer: Annotated[
        TransferOut | None, Field(description="How to make the transfer that is waited for.")
    ]
    total_now: Annotated[
        MoneyOut,
        Field(description="What it costs after every change; lines and totals stay as agreed."),
    ]
    change_count: Annotated[int, Field(description="How many changes it has, in force or not.")]
    ahead: Annotated[
        list[AheadOut],
        Field(description="What was sold before it was there, with the days as last told."),
    ]
    minimum_age: Annotated[
        int,
        Field(description="How old whoever takes it must be, shown by a document; 0: nobody asks."),
    ]
    needs_prescription: Annotated[
        bool, Field(description="Whether a pharmacist releases part of it.")
    ]


class LiveOut(Schema):
    """Where to listen."""

    url: Annotated[
        str,
        Field(description="For an EventSource; empty when this installation has no live pages."),
    ]


class OrderSummaryOut(Schema):
    """One order in a list."""

    id: UUID
    number: str
    state: str
    placed_at: datetime
    channel_code: str
    customer_id: UUID | None
    location_id: UUID | None
    email: str
    currency: str
    total: MoneyOut
    item_count: Annotated[int | None, Field(description="Units; in a customer's own list only.")]


class OrderPageOut(Schema):
    """One page of orders, newest first."""

    items: list[OrderSummaryOut]
    next_cursor: str | None
