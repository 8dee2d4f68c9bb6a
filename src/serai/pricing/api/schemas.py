"""Shapes of the staff's requests and answers."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input, MoneyOut, Problem
from serai.pricing.domain.list_price_row import MOST_QUANTITY
from serai.pricing.domain.tax import RoundedAt, Sourcing

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}
"""What any call may meet: unreadable, no valid key, lacking scope, unfit value, too many."""

AT_ONCE = 5000

ExactPrice = Annotated[
    str | None,
    Field(
        description="The price in major units where it is finer than a minor unit.",
        examples=["0.0125"],
    ),
]

Sku = Annotated[str, Field(min_length=1, max_length=64, examples=["25671"])]
ChannelCode = Annotated[
    str, Field(min_length=1, max_length=64, description="The channel's code.", examples=["web"])
]
ListCode = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$",
        description="The price list's code.",
        examples=["wholesale"],
    ),
]
Quantity = Annotated[
    int,
    Field(
        strict=True, ge=1, le=MOST_QUANTITY, description="From how many units on.", examples=[10]
    ),
]
Amount = Annotated[
    str,
    Field(
        max_length=32,
        description="Decimal text in major units, with up to six decimals.",
        examples=["1.99"],
    ),
]


class PriceIn(Input):
    """What one unit of a variant costs in a channel."""

    sku: Sku
    channel: ChannelCode
    amount: Amount
    currency: Annotated[
        str | None,
        Field(pattern="^[A-Z]{3}$", description="Must be the channel's own; left out, it is."),
    ] = None
    compare_at: Annotated[
        Amount | None, Field(description="A former or recommended price, shown beside it.")
    ] = None
    valid_from: Annotated[
        datetime | None, Field(description="From when on, with offset; left out: now.")
    ] = None
    valid_until: Annotated[
        datetime | None, Field(description="Until just before when; left out: until replaced.")
    ] = None


class PricesIn(Input):
    """Prices to set; all of them or none."""

    prices: Annotated[list[PriceIn], Field(min_length=1, max_length=AT_ONCE)]


class PricesSet(Schema):
    """How much was written."""

    written: Annotated[int, Field(description="How many prices are new; the others were so.")]


class PriceEntryOut(Schema):
    """One entry of a price's history."""

    amount: MoneyOut
    compare_at: MoneyOut | None
    valid_from: datetime
    valid_until: datetime | None
    source: Annotated[str, Field(description="Who or what set it.")]
    recorded_at: datetime
    standing: Annotated[
        str,
        Field(description='"counts", "superseded" (another began later), "over" or "to come".'),
    ]
    exact: ExactPrice


class ConsideredOut(Schema):
    """A price that might have counted."""

    amount: MoneyOut
    exact: ExactPrice
    price_list: Annotated[str, Field(description="The list's code; empty: the price for everyone.")]
    min_quantity: int
    source: Annotated[str, Field(description="Who or what set it.")]
    verdict: Annotated[
        str,
        Field(
            description=(
                '"counts", "too_few", "other_tier", "later_list", "replaced" (by a fixed price) or'
                ' "not_lower".'
            )
        ),
    ]
    why: Annotated[str, Field(description="The same as a sentence.")]


class TierOut(Schema):
    """What one unit costs from so many on."""

    min_quantity: int
    amount: MoneyOut
    exact: ExactPrice


class PriorOut(Schema):
    """The lowest price of the thirty days before a reduction."""

    lowest: MoneyOut
    reduced_since: datetime


class PriceOut(Schema):
    """What a variant costs in a channel now, and why."""

    sku: str
    channel_code: str
    price: Annotated[MoneyOut | None, Field(description="Null: it cannot be sold here now.")]
    compare_at: MoneyOut | None
    explanation: Annotated[list[str], Field(description="Why, in sentences.")]
    history: Annotated[
        list[PriceEntryOut], Field(description="The latest fifty for everyone, newest first.")
    ]
    exact_price: ExactPrice
    considered: Annotated[
        list[ConsideredOut],
        Field(description="Every price for this buyer, when price lists have some."),
    ]
    tiers: Annotated[list[TierOut], Field(description="Prices by quantity; empty: one for all.")]
    prior: Annotated[PriorOut | None, Field(description="Null: the price is not reduced.")]


class WhichPrice(Schema):
    """Where the price is asked, by whom, and for how many."""

    channel: ChannelCode
    quantity: Annotated[int, Field(ge=1, le=MOST_QUANTITY, description="How many are bought.")] = 1
    customer_group: Annotated[
        str | None, Field(max_length=64, description="As somebody of this group.")
    ] = None
    company_id: Annotated[UUID | None, Field(description="For this company.")] = None
    store: Annotated[str, Field(max_length=64, description="In this store.")] = ""


TaxClass = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
TaxRate = Annotated[
    str,
    Field(pattern=r"^(0(\.[0-9]{1,6})?|1(\.0{1,6})?)$", description="0.19 is 19 %."),
]


class PlaceIn(Input):
    """Where something is, as far as taxes care."""

    country: Annotated[
        str, Field(pattern="^[A-Z]{2}$", description="Two letters.", examples=["DE"])
    ]
    region: Annotated[str, Field(max_length=64, description="State or province.")] = ""
    postcode: Annotated[str, Field(max_length=16, description="Postal code.")] = ""


class PlaceOut(Schema):
    """Where something is, as far as taxes care."""

    country: str
    region: str
    postcode: str


Jurisdiction = Annotated[
    str, Field(pattern="^[A-Z]{2}(-.{1,64})?$", max_length=67, examples=["DE", "US-NY"])
]


class TaxPolicyIn(Input):
    """How a channel charges tax."""

    name: Annotated[str, Field(min_length=1, max_length=64, examples=["New York sales tax"])]
    rates: Annotated[
        dict[TaxClass, TaxRate],
        Field(
            max_length=100,
            description=(
                'By tax class: "standard" is everything without a rate of its own, "delivery" the delivery.'
            ),
            examples=[{"standard": "0.08875"}],
        ),
    ]
    rounded_at: Annotated[RoundedAt, Field(description="Where tax becomes whole minor units.")] = (
        RoundedAt.LINE
    )
    rounding: Annotated[
        Literal["HALF_UP", "HALF_EVEN", "HALF_DOWN", "DOWN", "UP"], Field(description="How.")
    ] = "HALF_UP"
    reason: Annotated[
        str, Field(max_length=300, description="Told to shoppers where no tax is charged.")
    ] = ""
    sourcing: Annotated[
        Sourcing,
        Field(
            description=(
                "Which place's rates count: flat (the rates above), origin, destination, us (by each"
                " state's rule) or eu (value-added tax)."
            )
        ),
    ] = Sourcing.FLAT
    origin: Annotated[
        PlaceIn | None, Field(description="Where goods come from; needed unless flat.")
    ] = None
    registrations: Annotated[
        list[Jurisdiction],
        Field(max_length=300, description="Countries or regions in which the seller collects."),
    ] = []
    oss: Annotated[
        bool, Field(strict=True, description="Sales within the EU go through the one-stop shop.")
    ] = False
    delivery_like_goods: Annotated[
        bool, Field(strict=True, description="The delivery is taxed as the goods are.")
    ] = False
    provider: Annotated[
        str,
        Field(max_length=32, description="Who is asked for rates instead of the table."),
    ] = ""


class TaxPolicyOut(Schema):
    """How a channel charges tax."""

    name: str
    inclusive: Annotated[bool, Field(description="Prices contain the tax; the channel says so.")]
    rates: dict[str, str]
    rounded_at: str
    rounding: str
    reason: str
    sourcing: str
    origin: PlaceOut | None
    registrations: list[str]
    oss: bool
    delivery_like_goods: bool
    provider: str
