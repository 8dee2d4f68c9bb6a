"""What the endpoints of ordering take and give, in words for the API's document."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.decisions.public import LONGEST_TOKEN
from serai.ordering.api.ahead_schemas import AheadOut
from serai.ordering.api.contact_schemas import AddressOut, ContactOut
from serai.ordering.api.gift_schemas import GiftOut
from serai.ordering.api.law_schemas import LawOut
from serai.ordering.api.promotion_schemas import CodeOut, DiscountOut, OfferOut
from serai.ordering.api.tender_schemas import TenderOut, TransferOut
from serai.ordering.api.total_schemas import TaxIdOut, TotalsOut
from serai.ordering.domain.quantities import MOST_LINES, MOST_PER_LINE
from serai.plumbing.api import Input, MoneyOut

Sku = Annotated[
    str, Field(min_length=1, max_length=64, description="The article.", examples=["1082185"])
]
Quantity = Annotated[
    int,
    Field(strict=True, ge=1, le=MOST_PER_LINE, description="Whole units.", examples=[2]),
]


class LineIn(Input):
    """So many of one article."""

    sku: Sku
    quantity: Quantity
    decision_token: Annotated[
        str,
        Field(
            max_length=LONGEST_TOKEN,
            description="Of the card from which it was taken, when that carried one.",
        ),
    ] = ""


class CartIn(Input):
    """What a cart begins with."""

    lines: Annotated[list[LineIn], Field(max_length=MOST_LINES)] = []


class QuantityIn(Input):
    """A new quantity."""

    quantity: Annotated[
        int,
        Field(strict=True, ge=0, le=MOST_PER_LINE, description="0 removes the line.", examples=[3]),
    ]


class DeliveryIn(Input):
    """One of the cart's delivery options."""

    code: Annotated[str, Field(min_length=1, max_length=64, examples=["standard"])]
    location: Annotated[
        str | None, Field(max_length=64, description="For a pick-up: the store's code.")
    ] = None


class PaymentIn(Input):
    """How the cart will be paid."""

    method: Annotated[
        str,
        Field(
            pattern="^[a-z][a-z0-9_]{0,29}$",
            description="One that the channel offers: card, bank_transfer, cash_on_delivery, …",
            examples=["card"],
        ),
    ]


class CardIn(Input):
    """A card as typed; it goes to the payment processor and is kept nowhere."""

    number: Annotated[str, Field(max_length=32, examples=["4242424242424242"])]
    expiry: Annotated[str, Field(max_length=7, examples=["12/30"])]
    cvc: Annotated[str, Field(max_length=4, examples=["123"])]


AcceptsWaiting = Annotated[
    bool,
    Field(
        strict=True,
        description="The shopper saw in `ahead` that some of it comes later, and agreed to wait.",
    ),
]


class OrderIn(Input):
    """Order the cart at the price that was shown."""

    expected_total_minor: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            lt=2**63,
            description="The total that the shopper was shown.",
            examples=[1999],
        ),
    ]
    card: CardIn | None = None
    token: Annotated[
        str, Field(max_length=200, description="Instead of a card: the processor's token of one.")
    ] = ""
    expected_due_minor: Annotated[
        int | None,
        Field(
            strict=True,
            ge=0,
            lt=2**63,
            description="What tenders were shown to leave to be paid; without it, the whole total.",
        ),
    ] = None
    expected_by: Annotated[
        date | None,
        Field(
            description="By when it was shown to be there (the last day of `eta`); later is refused."
        ),
    ] = None
    accepts_waiting: AcceptsWaiting = False
    return_url: Annotated[
        str | None,
        Field(
            max_length=500,
            description=(
                "Where the processor's page sends the shopper back to, on the storefront's own host;"
                " {order_id} is filled in."
            ),
        ),
    ] = None


class ClaimIn(Input):
    """The proof that a guest's cart was theirs."""

    cart_token: Annotated[str, Field(min_length=1, max_length=200, description="`src_…`")]


class ReturnIn(Schema):
    """Whatever the browser brought back; the processor is asked, so none of it is believed."""


class CancellationIn(Input):
    """Why an order is called off."""

    reason: Annotated[str, Field(min_length=1, max_length=500, examples=["Ordered by mistake"])]


class PictureOut(Schema):
    """Where a picture is drawn, and the words for it."""

    src: str
    alt: str


class ShelfPriceOut(Schema):
    """What one kilogram, litre, metre or piece costs."""

    per: Annotated[str, Field(examples=["kg"])]
    price: MoneyOut


ExactPrice = Annotated[
    str | None,
    Field(
        description="The price of one unit in major units where it is finer than a minor unit.",
        examples=["0.0125"],
    ),
]


class CardRecipientIO(Input):
    """Who gets one gift card."""

    email: Annotated[str, Field(min_length=3, max_length=254, examples=["noa@example.org"])]
    name: Annotated[str, Field(max_length=80, examples=["Noa"])] = ""
    message: Annotated[str, Field(max_length=400, description="Written in the letter.")] = ""
    sender: Annotated[str, Field(max_length=80, description="From whom it is.")] = ""
    send_on: Annotated[
        date | None, Field(description="The day on which it is sent; without it, once it is paid.")
    ] = None


class CardRecipientsIn(Input):
    """Who gets the cards of a line, in this order; whoever orders gets the others."""

    recipients: Annotated[list[CardRecipientIO], Field(max_length=99)]


class CartLineOut(Schema):
    """One article in a cart."""

    sku: str
    variant_id: UUID
    name: str
    package_size: str
    picture: PictureOut
    slug: str
    quantity: int
    unit_price: MoneyOut
    line_total: MoneyOut
    availability: Annotated[
        str,
        Field(
            description=(
                "in, low, out, back_order or pre_order when a cart is read; unknown when it is"
                " changed."
            )
        ),
    ]
    wraps: Annotated[
        str | None,
        Field(description="Of gift wrap: the SKU of what is wrapped; empty: all of the cart."),
    ]
    exact_unit_price: ExactPrice
    shelf_price: Annotated[
        ShelfPriceOut | None,
        Field(description="What a kilogram, litre, metre or piece costs, when a cart is read."),
    ]
    price_list: Annotated[
        str, Field(description="On which price list the price stands; empty: everyone's price.")
    ]
    discount: Annotated[MoneyOut, Field(description="What promotions take off the line.")]
    discounts: list[DiscountOut]
    gift: Annotated[bool, Field(description="It comes for nothing, and goes by itself.")]
    recipients: Annotated[
        list[CardRecipientIO] | None,
        Field(description="Who gets the cards of a line of gift cards; null for other articles."),
    ]
    substitution: Annotated[
        str,
        Field(
            description="What is done when the store does not have it: similar, ask, refund; empty: not said."
        ),
    ]


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


class DeliveryOptionsOut(Schema):
    """Every way that is offered for the cart."""

    items: list[DeliveryOut]


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


class OrderLineOut(Schema):
    """One article as it was sold."""

    sku: str
    variant_id: UUID | None
    name: str
    package_size: str
    slug: str
    picture: PictureOut
    quantity: int
    unit_price: MoneyOut
    items: Annotated[
        MoneyOut,
        Field(
            description="Before discounts, and before tax that is added: lines add up to totals."
        ),
    ]
    discount: MoneyOut
    line_total: MoneyOut
    discounts: list[DiscountOut]
    gift: bool
    exact_unit_price: ExactPrice
    by_wire: Annotated[bool, Field(description="Whether it is downloaded, or a key.")]
    wraps: Annotated[
        int | None,
        Field(description="Of gift wrap: the line that is wrapped, from 1; 0: all of the order."),
    ]


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
