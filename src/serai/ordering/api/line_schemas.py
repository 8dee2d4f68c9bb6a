"""A line of a cart or of an order, in words for the API's document."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.decisions.public import LONGEST_TOKEN
from serai.ordering.api.promotions.schemas import DiscountOut
from serai.ordering.domain.quantities import MOST_PER_LINE
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


class QuantityIn(Input):
    """A new quantity."""

    quantity: Annotated[
        int,
        Field(strict=True, ge=0, le=MOST_PER_LINE, description="0 removes the line.", examples=[3]),
    ]


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


class SetPartOut(Schema):
    """What a set consists of."""

    variant_id: UUID
    sku: str
    name: str
    units: Annotated[int, Field(description="In each set.")]
    position: Annotated[
        int, Field(description="Of an order: the place by which its parcels name it; else 0.")
    ]


Parts = Annotated[
    list[SetPartOut], Field(description="Of a set: what each unit consists of; else empty.")
]


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
    parts: Parts


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
    parts: Parts
