"""What an order shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from msgspec import Struct, field

from serai.kernel.money import Money
from serai.ordering.domain.set_parts import Parts
from serai.ordering.queries.ahead_view import AheadView
from serai.ordering.queries.looks import PictureView
from serai.ordering.queries.promotion_views import DiscountView
from serai.ordering.queries.purses import TenderView
from serai.ordering.queries.views import (
    AddressView,
    ContactView,
    DeliveryView,
    TaxIdView,
    TotalsView,
)


class OrderLineView(Struct, frozen=True):
    """So many of one article, as it was sold."""

    sku: str
    variant_id: UUID | None
    name: str
    package_size: str
    slug: str
    picture: PictureView
    quantity: int
    unit_price: Money
    """Rounded to the minor unit."""
    items: Money
    """What all units cost before discounts, and before tax that is added."""
    discount: Money
    line_total: Money
    discounts: list[DiscountView]
    gift: bool
    exact_unit_price: str | None = None
    """The price in major units where it is finer: goods by weight, or by the thousand."""
    by_wire: bool = False
    """Whether it is downloaded, or a key."""
    wraps: int | None = None
    """Of gift wrap: the line that is wrapped, counted from 1; 0: all of the order."""
    parts: Parts = ()
    """Of a set: what each unit consisted of when it was ordered."""


@dataclass(frozen=True)
class ActionView:
    """What the shopper must do before the order is paid."""

    kind: str
    url: str


@dataclass(frozen=True)
class PayingView:
    """How the order is paid, and where that stands."""

    state: str
    method: str
    label: str


@dataclass(frozen=True)
class TransferView:
    """What a shopper needs to make a bank transfer."""

    holder: str
    iban: str
    bic: str
    bank: str
    reference: str
    amount: Money
    due_on: str


class OrderView(Struct, frozen=True):
    """One order."""

    id: UUID
    number: str
    state: str
    placed_at: datetime
    currency: str
    channel_code: str
    locale: str
    customer_id: UUID | None
    email: str
    contact: ContactView | None
    address: AddressView | None
    delivery: DeliveryView | None
    location_id: UUID | None
    lines: list[OrderLineView]
    totals: TotalsView
    tax_id: TaxIdView | None
    discounts: list[DiscountView]
    refunded: Money
    payment: PayingView | None
    action: ActionView | None
    reason: str
    can_cancel: bool
    source: str
    tenders: list[TenderView]
    """What gift cards, credit and points have paid."""
    due: Money
    """What is still to come."""
    transfer: TransferView | None
    """How to make the transfer that is waited for."""
    total_now: Money
    """What it costs after every document in force; lines and totals stay as they were agreed."""
    change_count: int
    """How many documents it has, in force or not."""
    minimum_age: int = 0
    """How old whoever takes it must be; 0: nobody asks."""
    needs_prescription: bool = False
    """Whether a pharmacist releases part of it."""
    ahead: list[AheadView] = field(default_factory=list)
    """What was sold before it was there, with the days as last told."""
