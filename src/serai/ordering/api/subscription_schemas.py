"""What the endpoints of subscriptions take and give."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.api.ahead_schemas import AheadOut
from serai.ordering.api.contact_schemas import ContactOut
from serai.ordering.api.schemas import AcceptsWaiting, DeliveryOut, PictureOut
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


class SubscriptionQuoteIn(Input):
    """What is to be ordered again and again."""

    plan_code: Annotated[str, Field(min_length=1, max_length=64, examples=["refill"])]
    lines: Lines
    interval: IntervalText
    address_id: Annotated[
        UUID | None, Field(description="Which saved address; without it, the default one.")
    ] = None
    delivery_code: Annotated[
        str, Field(max_length=64, description="How it is brought; empty: the first way there is.")
    ] = ""


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


class SubscriptionQuoteOut(Schema):
    """What each order would cost now, and how it can be brought."""

    totals: TotalsOut
    delivery: str
    ways: list[DeliveryOut]
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
