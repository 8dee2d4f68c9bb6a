"""What the endpoints of subscriptions take and give."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.api.ahead_schemas import AheadOut
from serai.ordering.api.contact_schemas import ContactOut
from serai.ordering.api.delivery_schemas import DeliveryOut, PlaceOut
from serai.ordering.api.line_schemas import PictureOut
from serai.ordering.api.placing_schemas import AcceptsWaiting
from serai.ordering.api.tender_schemas import TenderOut
from serai.ordering.api.total_schemas import TotalsOut
from serai.ordering.domain.subscriptions.states import SubscriptionState
from serai.plumbing.api import Input, MoneyOut

IntervalText = Annotated[
    str,
    Field(
        pattern=r"^[1-9][0-9]{0,2}[dwm]$",
        description="Every so many days, weeks or months: 10d, 2w, 1m.",
        examples=["2w"],
    ),
]
Version = Annotated[
    int | None,
    Field(strict=True, ge=1, description="The version that was seen; another one is refused."),
]


class SubscriptionPlanOut(Schema):
    """What may be subscribed, and how often."""

    id: UUID
    code: str
    channel_code: str
    name: str
    skus: Annotated[list[str], Field(description="Empty: every article.")]
    intervals: list[IntervalText]
    notice_days: Annotated[int, Field(description="How many days ahead an order is announced.")]
    is_offered: bool
    version: int


class SubscriptionPlansOut(Schema):
    """The plans of a channel."""

    items: list[SubscriptionPlanOut]


class SubscriptionPlanIn(Input):
    """A plan as it shall be."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["Refill"])]
    intervals: Annotated[list[IntervalText], Field(min_length=1, max_length=20)]
    skus: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=100)]],
        Field(max_length=5000, description="Empty: every article."),
    ] = []
    notice_days: Annotated[int, Field(strict=True, ge=1, le=30)] = 3
    is_offered: Annotated[bool, Field(strict=True)] = True


class SubscribedIn(Input):
    """So many of one article in each order."""

    sku: Annotated[str, Field(min_length=1, max_length=100)]
    quantity: Annotated[int, Field(strict=True, ge=1, le=999)]


Lines = Annotated[list[SubscribedIn], Field(min_length=1, max_length=200)]
StoreCode = Annotated[
    str,
    Field(
        max_length=64, description="Code of the store in which it is collected.", examples=["S1"]
    ),
]


class PurseIn(Input):
    """Something of the shop's own that pays each order before the card does, as far as it lasts."""

    method: Annotated[
        str,
        Field(
            pattern="^[a-z][a-z0-9_]{0,29}$",
            description="gift_card, store_credit, …",
            examples=["store_credit"],
        ),
    ]
    code: Annotated[
        str,
        Field(max_length=64, description="Of a gift card; empty for what a log-in proves."),
    ] = ""
    source: Annotated[
        str,
        Field(max_length=64, description="Of one that pays already, instead of its code."),
    ] = ""


Purses = Annotated[
    list[PurseIn], Field(max_length=5, description="What pays before the card, in this order.")
]


class SubscriptionQuoteIn(Input):
    """What is to be ordered again and again."""

    plan_code: Annotated[str, Field(min_length=1, max_length=64, examples=["refill"])]
    lines: Annotated[
        list[SubscribedIn],
        Field(max_length=200, description="What each order has, unless a cart is named."),
    ] = []
    cart_id: Annotated[
        UUID | None,
        Field(
            description="The shopper's cart: whatever of it the plan has is subscribed, and leaves it."
        ),
    ] = None
    interval: IntervalText
    address_id: Annotated[
        UUID | None, Field(description="Which saved address; without it, the default one.")
    ] = None
    delivery_code: Annotated[
        str, Field(max_length=64, description="How it is brought; empty: the first way there is.")
    ] = ""
    location_code: StoreCode = ""
    tenders: Purses = []


class NewSubscriptionIn(SubscriptionQuoteIn):
    """What is subscribed, paid with a kept card."""

    expected_total_minor: Annotated[
        int,
        Field(strict=True, ge=0, lt=2**63, description="What an order was shown to cost."),
    ]
    instrument_id: Annotated[
        UUID | None,
        Field(description="Which kept card; without it, whichever is the default one on the day."),
    ] = None
    accepts_waiting: AcceptsWaiting = False


class QuotedLineOut(Schema):
    """So many of one article in each order."""

    sku: str
    name: str
    slug: str
    quantity: int


class SubscriptionQuoteOut(Schema):
    """What each order would cost now, and how it can be brought or collected."""

    totals: TotalsOut
    lines: list[QuotedLineOut]
    stays: Annotated[
        list[str], Field(description="SKUs of the cart that cannot be subscribed: they stay in it.")
    ]
    delivery: str
    location: Annotated[
        str, Field(description="The store in which it is collected; empty: it is brought.")
    ]
    ways: list[DeliveryOut]
    tenders: list[TenderOut]
    due: Annotated[MoneyOut, Field(description="What gift cards and credit leave to the card.")]
    ahead: Annotated[
        list[AheadOut],
        Field(description="What of it would come later, if it were ordered now."),
    ]


class SubscriptionChangeIn(Input):
    """What becomes different from the next order on; what is left out stays as it is."""

    version: Version = None
    lines: Lines | None = None
    interval: IntervalText | None = None
    next_on: Annotated[date | None, Field(description="The day of the next order.")] = None
    address_id: UUID | None = None
    delivery_code: Annotated[str | None, Field(max_length=64)] = None
    location_code: Annotated[
        str | None,
        Field(max_length=64, description="Another store to collect from; empty: to be brought."),
    ] = None
    tenders: Annotated[
        list[PurseIn] | None,
        Field(max_length=5, description="What pays before the card from now on, in this order."),
    ] = None
    instrument_id: UUID | None = None


class SubscriptionMoveIn(Input):
    """Which version was seen, and why."""

    version: Version = None
    reason: Annotated[str, Field(max_length=200)] = ""


class SubscriptionResumeIn(SubscriptionMoveIn):
    """From when on it orders again."""

    first_on: Annotated[
        date | None,
        Field(description="Without it, as soon as the order was announced."),
    ] = None


class SubscribedOut(Schema):
    """So many of one article in each order."""

    sku: str
    name: str
    slug: str
    picture: PictureOut
    quantity: int


class SubscriptionPeriodOut(Schema):
    """One order that was made, is to be made, or was left out."""

    number: int
    due_on: date
    state: Annotated[
        str, Field(description="open, ordering, ordered, skipped, given_up or dropped.")
    ]
    announced: Annotated[MoneyOut | None, Field(description="What it will cost at most.")]
    attempts: Annotated[int, Field(description="How often it was tried in vain.")]
    next_attempt_at: datetime | None
    order_id: UUID | None
    reason: Annotated[str, Field(description="Why the last try failed.")]


class SubscriptionOut(Schema):
    """One subscription."""

    id: UUID
    state: SubscriptionState
    plan_code: str
    channel_code: str
    customer_id: UUID
    lines: list[SubscribedOut]
    interval: IntervalText
    contact: ContactOut
    delivery_code: str
    location: Annotated[
        PlaceOut | None,
        Field(description="The store in which it is collected; null: it is brought."),
    ]
    tenders: Annotated[
        list[TenderOut], Field(description="What pays before the card; nobody looks what is left.")
    ]
    instrument_id: UUID | None
    next_on: date | None
    last_total: MoneyOut | None
    periods: Annotated[
        list[SubscriptionPeriodOut], Field(description="The latest twelve, newest first.")
    ]
    version: int
    created_at: datetime
    reason: Annotated[
        str, Field(description="Why it is in this state, as whoever brought it there said.")
    ]


class SubscriptionsOut(Schema):
    """Subscriptions, newest first."""

    items: list[SubscriptionOut]


class SubscriptionPageOut(SubscriptionsOut):
    """One page of subscriptions."""

    next_cursor: str | None


class NextNeedOut(Schema):
    """An article that somebody buys again and again, and when they are likely to need it."""

    sku: str
    name: str
    slug: str
    every_days: Annotated[int, Field(description="The median gap between purchases, in days.")]
    last_on: date
    likely_on: date
    plan_code: Annotated[
        str, Field(description="Under which plan it can be subscribed; empty: none.")
    ]
    interval: Annotated[str, Field(description="The plan's interval next to the gap.")]


class NextNeedsOut(Schema):
    """What a customer is likely to need next, soonest first."""

    items: list[NextNeedOut]
