"""A cart, in words for the API's document."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.api.ahead_schemas import AheadOut
from serai.ordering.api.contact_schemas import ContactOut
from serai.ordering.api.delivery_schemas import DeliveryOut
from serai.ordering.api.gift_schemas import GiftOut
from serai.ordering.api.law_schemas import LawOut
from serai.ordering.api.line_schemas import CartLineOut, LineIn
from serai.ordering.api.promotions.schemas import CodeOut, DiscountOut, OfferOut
from serai.ordering.api.tender_schemas import TenderOut
from serai.ordering.api.total_schemas import TaxIdOut, TotalsOut
from serai.ordering.domain.quantities import MOST_LINES
from serai.plumbing.api import Input, MoneyOut


class CartIn(Input):
    """What a cart begins with."""

    lines: Annotated[list[LineIn], Field(max_length=MOST_LINES)] = []


class ClaimIn(Input):
    """The proof that a guest's cart was theirs."""

    cart_token: Annotated[str, Field(min_length=1, max_length=200, description="`src_…`")]


class OfferedOut(Schema):
    """Until when a cart stands that the shop made up for somebody."""

    expires_at: datetime
    over: Annotated[bool, Field(description="It has run out, or was taken back.")]
    note: str


class CartOut(Schema):
    """A cart."""

    id: UUID
    state: Annotated[str, Field(description="open, ordered or merged.")]
    version: int
    currency: str
    lines: list[CartLineOut]
    contact: ContactOut | None
    delivery: DeliveryOut | None
    totals: TotalsOut
    tax_id: TaxIdOut | None
    discounts: Annotated[list[DiscountOut], Field(description="By promotion, in their order.")]
    codes: list[CodeOut]
    offers: Annotated[list[OfferOut], Field(description="Promotions that lack but little.")]
    explanation: list[str]
    order_id: Annotated[UUID | None, Field(description="The order made from it.")]
    token: Annotated[
        str | None, Field(description="Told to the guest who made the cart: it opens it.")
    ]
    tenders: Annotated[list[TenderOut], Field(description="What pays first, in this order.")]
    due: Annotated[
        MoneyOut | None,
        Field(description="What tenders leave to be paid; null when nobody looked into them."),
    ]
    needs_delivery: Annotated[
        bool, Field(description="Whether anything in it has to be brought or collected.")
    ]
    gift: GiftOut | None
    offer: Annotated[
        OfferedOut | None,
        Field(description="Of a cart that the shop made up: its lines and prices stay."),
    ]
    ahead: Annotated[
        list[AheadOut],
        Field(
            description="What comes later, when a cart is read: order it with `accepts_waiting`."
        ),
    ]
    law: Annotated[LawOut, Field(description="What the law of the place asks of it.")]
