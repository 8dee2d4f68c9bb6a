"""What APIs say of plans of instalments."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, WithJsonSchema

from serai.plumbing.api import Input, MoneyOut

Minor = Annotated[int, Field(strict=True, ge=0, lt=2**63)]


class InstalmentOut(Schema):
    """One part of a plan."""

    number: Annotated[int, Field(description="From 1; the first is paid with the order.")]
    due_on: Annotated[date, Field(description="The day on which it is charged.")]
    amount: Annotated[MoneyOut, Field(description="What is paid for it.")]
    price: Annotated[MoneyOut, Field(description="Of that, for the goods.")]
    charge: Annotated[MoneyOut, Field(description="Of that, for paying in instalments.")]
    state: Annotated[str, Field(description="due, overdue, paid or waived.")]
    attempts: Annotated[int, Field(description="How often the card was charged in vain.")]
    try_on: Annotated[
        date | None, Field(description="When the card is charged next; null: not by itself.")
    ]
    failure_code: Annotated[str, Field(description="Why the last attempt failed.")]
    paid_at: Annotated[datetime | None, Field(description="When it was paid.")]


class InstalmentPlanOut(Schema):
    """A plan of instalments and how each part of it stands."""

    id: Annotated[UUID, Field(description="The plan.")]
    customer_id: Annotated[UUID, Field(description="Who pays.")]
    order_id: Annotated[UUID | None, Field(description="The order that is paid so.")]
    channel_code: Annotated[str, Field(description="Where it was placed.")]
    state: Annotated[str, Field(description="agreed, open, ended or void.")]
    ended_by: Annotated[str, Field(description="paid, paid_off, returned, waived, or empty.")]
    total: Annotated[MoneyOut, Field(description="The price when it was agreed.")]
    charge: Annotated[MoneyOut, Field(description="What paying in instalments costs in all.")]
    to_pay: Annotated[MoneyOut, Field(description="What was paid and what is still to be paid.")]
    paid: Annotated[MoneyOut, Field(description="What was paid so far.")]
    open: Annotated[MoneyOut, Field(description="What is still to be paid.")]
    returned: Annotated[MoneyOut, Field(description="The price of goods that came back.")]
    given_back: Annotated[MoneyOut, Field(description="What was given back of what was paid.")]
    annual_rate: Annotated[
        Decimal, Field(description="The effective rate of a year; 0.1268 is 12.68 %.")
    ]
    agreed_on: Annotated[date, Field(description="The day of the agreement.")]
    card: Annotated[str, Field(description="The kept card that is charged; empty: none.")]
    is_overdue: Annotated[bool, Field(description="Whether a part's day has passed unpaid.")]
    is_defaulted: Annotated[
        bool, Field(description="Whether the card is charged no more by itself.")
    ]
    parts: list[InstalmentOut]


class InstalmentPlansOut(Schema):
    """Plans, the newest first."""

    items: list[InstalmentPlanOut]


class PayOffOut(Schema):
    """What it takes to end a plan today."""

    amount: Annotated[MoneyOut, Field(description="What is to be paid now.")]
    let_off: Annotated[MoneyOut, Field(description="What need not be paid for ending early.")]
    on: Annotated[date, Field(description="The day for which it was reckoned.")]


class InstalmentPlanDetailOut(InstalmentPlanOut):
    """A plan, and what it takes to end it today."""

    pay_off: PayOffOut
    is_under_way: Annotated[
        bool, Field(description="Whether a payment for it is under way at this moment.")
    ]


class InstalmentPaymentIn(Input):
    """What is paid now."""

    number: Annotated[
        int, Field(strict=True, ge=0, le=60, description="Which part; 0: all that is open.")
    ]
    expected_minor: Annotated[Minor, Field(description="What was shown; another is refused.")]
    instrument_id: Annotated[
        UUID | None, Field(description="Which kept card; without it, the plan's own.")
    ] = None


class InstalmentsPaidOut(Schema):
    """What came of it."""

    plan: InstalmentPlanOut
    payment_id: UUID
    state: Annotated[str, Field(description="captured, requires_action, processing or failed.")]
    action_url: Annotated[str, Field(description="Where the bank wants it confirmed, or empty.")]
    failure_code: Annotated[str, Field(description="Why it failed, or empty.")]


class InstalmentCardIn(Input):
    """Another kept card."""

    instrument_id: Annotated[UUID, Field(description="One of the shopper's own kept cards.")]


class WaiverIn(Input):
    """Which parts are let off, and why."""

    numbers: Annotated[
        list[Annotated[int, Field(strict=True, ge=1, le=60)]],
        Field(max_length=60, description="None: all that are open."),
    ] = []
    reason: Annotated[str, Field(min_length=1, max_length=200)]


class InstalmentTermsIO(Input):
    """Terms under which orders can be paid in parts."""

    parts: Annotated[int, Field(strict=True, ge=2, le=60, description="The first with the order.")]
    step: Annotated[int, Field(strict=True, ge=1, le=52, description="How many weeks or months.")]
    every: Annotated[Literal["week", "month"], Field(description="What `step` counts.")]
    least_minor: Annotated[Minor, Field(ge=1, description="The least order, in minor units.")]
    most_minor: Annotated[Minor, Field(ge=1, description="The dearest order.")]
    fee_minor: Annotated[Minor, Field(description="What it costs in all; not with interest.")] = 0
    interest: Annotated[
        Decimal,
        Field(
            ge=0,
            le=1,
            max_digits=7,
            decimal_places=6,
            description="The nominal rate of a year, such as 0.12; not with a fee.",
        ),
        WithJsonSchema(
            {
                "type": "string",
                "pattern": r"^(0(\.[0-9]{1,6})?|1(\.0{1,6})?)$",
                "description": "The nominal rate of a year, such as 0.12; not with a fee.",
                "default": "0",
            }
        ),
    ] = Decimal(0)


class ChannelInstalmentTermsIO(Input):
    """Everything a channel offers, in its order."""

    terms: Annotated[
        list[InstalmentTermsIO], Field(max_length=12, description="None: nothing is paid in parts.")
    ]
