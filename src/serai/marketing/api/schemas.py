"""What is sent and answered about offers."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.marketing.domain.arm import Arm
from serai.plumbing.api import Input, MoneyOut

_MOST = 10**12
_Share = Annotated[
    str,
    Field(
        pattern=r"^(0(\.[0-9]{1,4})?|1(\.0{1,4})?)$",
        description="Decimal text, 0 to 1.",
        examples=["0.08"],
    ),
]
_Minor = Annotated[int, Field(strict=True, ge=0, le=_MOST, description="In minor units.")]


class OfferIn(Input):
    """A promotion that coupons open, and what an experiment showed of it."""

    promotion_id: UUID
    cost_minor: Annotated[_Minor, Field(description="What one use costs the shop.")]
    wins_back: Annotated[
        _Share,
        Field(description="Of those who would buy nothing, how many more buy because of it."),
    ]
    lifts: Annotated[
        _Share, Field(description="By what share those who buy anyway spend more.")
    ] = "0"
    used_by: Annotated[
        _Share, Field(description="How many of those who buy anyway use it all the same.")
    ] = "0"


class SendOffersIn(Input):
    """Which offers go to whom, within what."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", examples=["spring-2027"])]
    channel: Annotated[str, Field(min_length=1, max_length=64, examples=["web"])]
    segment_id: UUID
    offers: Annotated[list[OfferIn], Field(min_length=1, max_length=20)]
    margin: Annotated[
        str,
        Field(
            pattern=r"^(0\.0{0,3}[1-9][0-9]{0,3}|1)$",
            max_length=6,
            description="The share of spend that the shop keeps.",
            examples=["0.25"],
        ),
    ]
    budget_minor: _Minor
    valid_days: Annotated[int, Field(strict=True, ge=1, le=30)] = 14
    holdout: Annotated[
        str,
        Field(
            pattern=r"^0(\.[0-4][0-9]{0,2}|\.50{0,2})?$",
            description="The share of those chosen whom a lot keeps from their offer, so that what it does is seen;"
            " 0 to 0.5.",
            examples=["0.1"],
        ),
    ] = "0.1"


class RunOut(Schema):
    """A run of offers."""

    id: UUID
    code: str
    channel_code: str
    segment_id: UUID
    offers: Annotated[
        list[dict[str, Any]],
        Field(
            description="As they were weighed: what is believed of each and how far it may be off (doubt), what was"
            " said of it, and how many runs had shown it."
        ),
    ]
    margin: Decimal
    budget: MoneyOut
    gain: Annotated[MoneyOut, Field(description="Margin that the plan expects.")]
    cost: Annotated[MoneyOut, Field(description="What the plan expects uses to cost.")]
    at_most: Annotated[MoneyOut, Field(description="What no plan within the budget can exceed.")]
    holdout: Annotated[Decimal, Field(description="The share that the run's own lot kept back.")]
    ahead_days: Annotated[int, Field(description="How long its people are watched.")]
    members: Annotated[int, Field(description="How many of the segment allow offers by e-mail.")]
    sent: int
    held_out: Annotated[int, Field(description="Kept from offers, so that their effect is seen.")]
    shadow: Annotated[int, Field(description="Would have had one; the slot is in shadow.")]
    passed: Annotated[int, Field(description="The policy of the slot offered nothing.")]
    made_by: str
    made_at: datetime
    valid_until: datetime


class RunPage(Schema):
    """Some runs, and where the next page starts."""

    items: list[RunOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class SendingOut(Schema):
    """What became of one customer."""

    id: UUID
    customer_id: UUID
    offer: Annotated[str, Field(description="The promotion's code.")]
    arm: Arm
    kept_by: Annotated[str, Field(description="Whose lot kept them from it: run or slot.")]
    coupon: Annotated[str, Field(description="Their own code; empty unless one was sent.")]
    gain: MoneyOut
    cost: MoneyOut
    reasons: Annotated[list[list[Any]], Field(description="The strongest: code and value.")]
    decided: Annotated[str, Field(description="How the slot decided.")]
    decided_at: datetime
    sent_at: datetime | None
    dropped_because: Annotated[
        str, Field(description="Why no letter left: not_allowed, gone, too_late, refused.")
    ]
    used_at: datetime | None
    order_id: UUID | None
    given: Annotated[MoneyOut | None, Field(description="What the order was given for it.")]


class SendingPage(Schema):
    """Some of a run's customers, and where the next page starts."""

    items: list[SendingOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class BelievedShareOut(Schema):
    """A share of an offer: what was said, and what is believed after the runs before."""

    name: Annotated[str, Field(description="wins_back, lifts or used_by.")]
    said: Decimal
    believed: Decimal
    doubt: Annotated[Decimal, Field(description="A standard deviation.")]


class OfferPreviewOut(Schema):
    """What one offer of a run would be."""

    offer: str
    people: int
    gain: MoneyOut
    cost: MoneyOut
    shares: list[BelievedShareOut]
    runs: Annotated[int, Field(description="How many runs that are over showed what it does.")]
    people_in_runs: int


class RunPreviewOut(Schema):
    """What a run would be; nothing is kept of it."""

    members: Annotated[int, Field(description="How many of the segment allow offers by e-mail.")]
    known: Annotated[int, Field(description="Of how many of them something is expected.")]
    chosen: Annotated[int, Field(description="To how many an offer would go.")]
    kept_back: Annotated[int, Field(description="How many of these a lot would keep from it.")]
    gain: MoneyOut
    cost: MoneyOut
    at_most: MoneyOut
    watched_days: int
    offers: list[OfferPreviewOut]


class ShownShareOut(Schema):
    """A share of an offer: what the plan counted with, and what the run shows, with 95 %."""

    name: str
    planned: float
    shown: float
    low: float
    high: float


class ReadingOut(Schema):
    """What one offer of a run has shown."""

    promotion_id: UUID
    offer: str
    seen_until: date
    whole: Annotated[bool, Field(description="All of its days are over.")]
    sent: int
    sent_bought: int
    spent_each: Annotated[MoneyOut, Field(description="On average, of all whom it was sent to.")]
    kept: int
    kept_bought: int
    kept_spent_each: Annotated[MoneyOut, Field(description="On average, of all kept from it.")]
    used: int
    given: MoneyOut
    brought: Annotated[
        MoneyOut | None, Field(description="Margin beyond what came anyway, less what was given.")
    ]
    brought_low: MoneyOut | None
    brought_high: MoneyOut | None
    shares: list[ShownShareOut]


class ReadingsOut(Schema):
    """What a run has shown so far; read anew each night."""

    began_at: datetime
    watched_days: int
    readings: list[ReadingOut]
