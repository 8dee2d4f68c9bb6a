"""What the endpoints about gift cards, credit, transfers and cash take and give."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input, Instant, MoneyOut

Minor = Annotated[int, Field(strict=True, gt=0, lt=2**53, description="In minor units.")]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$", examples=["EUR"])]
Reason = Annotated[str, Field(min_length=1, max_length=200, examples=["Lost by the shopper"])]
ChannelCode = Annotated[str, Field(max_length=50, examples=["web"])]
Email = Annotated[str, Field(max_length=254, examples=["ann@example.org"])]


class CodeIn(Input):
    """A gift card's code, however it was typed."""

    code: Annotated[str, Field(min_length=1, max_length=64, examples=["7KX9-M2P4-0QRT-ZB5C"])]


class GiftCardOut(Schema):
    """A gift card as its holder sees it."""

    id: UUID
    last4: str
    state: Annotated[str, Field(description="active, empty, expired or withdrawn.")]
    balance: MoneyOut
    available: Annotated[MoneyOut, Field(description="What it can pay now.")]
    expires_at: datetime | None


class GiftCardsOut(Schema):
    """The cards that a shopper keeps in the account."""

    items: list[GiftCardOut]


class StaffGiftCardOut(GiftCardOut):
    """A gift card as staff sees it; its code is kept nowhere."""

    source: Annotated[str, Field(description="sold, given, replaced or brought.")]
    channel_code: Annotated[str, Field(description="Where it is good; empty: everywhere.")]
    issued: MoneyOut
    issued_at: datetime
    customer_id: UUID | None
    order_id: UUID | None
    recipient_email: str
    recipient_name: str
    replaced_by: UUID | None


class IssuedOut(Schema):
    """A fresh gift card and its code, which is told only now."""

    card: StaffGiftCardOut
    code: str


class GiftCardIn(Input):
    """A gift card to issue."""

    amount_minor: Minor
    currency: Currency
    channel_code: Annotated[
        str, Field(max_length=50, description="Where it is good; empty: everywhere.")
    ] = ""
    expires_at: Instant | None = None
    recipient_email: Annotated[
        str, Field(max_length=254, description="Who is written to; empty: nobody.")
    ] = ""
    recipient_name: Annotated[str, Field(max_length=200)] = ""
    message: Annotated[str, Field(max_length=500)] = ""
    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)] = "en"
    note: Annotated[str, Field(max_length=200)] = ""
    code: Annotated[
        str, Field(max_length=64, description="Of a card brought from elsewhere; else ours.")
    ] = ""


class ReasonIn(Input):
    """Why."""

    reason: Reason


class ReplacementIn(ReasonIn):
    """Why, and where the new code goes."""

    recipient_email: Annotated[str, Field(max_length=254)] = ""


class CreditIn(Input):
    """Credit to give a customer, or to take back."""

    amount_minor: Annotated[
        int,
        Field(strict=True, gt=-(2**53), lt=2**53, description="Below zero: taken back."),
    ]
    currency: Currency
    reason: Reason
    expires_at: Instant | None = None


class StoreCreditOut(Schema):
    """What a customer may spend."""

    balance: MoneyOut
    available: Annotated[MoneyOut, Field(description="Less what open orders hold.")]


class CreditMoveOut(Schema):
    """One change of a customer's credit."""

    happened_at: datetime
    kind: str
    amount: Annotated[MoneyOut, Field(description="Below zero when credit was used.")]
    balance: MoneyOut
    note: str


class StoreCreditPageOut(StoreCreditOut):
    """What a customer may spend, and how it came about, the newest first."""

    moves: list[CreditMoveOut]
    next_cursor: str | None


class BankAccountIO(Input):
    """Where a channel's transfers go."""

    holder: Annotated[str, Field(min_length=1, max_length=70)]
    iban: Annotated[str, Field(min_length=5, max_length=42, examples=["DE89370400440532013000"])]
    bic: Annotated[str, Field(max_length=11)] = ""
    bank: Annotated[str, Field(max_length=70)] = ""
    days_to_pay: Annotated[int, Field(strict=True, ge=1, le=365)] = 14


class BankAccountOut(BankAccountIO):
    """Where a channel's transfers go."""

    channel_code: ChannelCode


class BankLineIn(Input):
    """A credit on a statement."""

    line_ref: Annotated[str, Field(min_length=1, max_length=100, description="The bank's own.")]
    booked_on: date
    amount_minor: Minor
    currency: Currency
    payer: Annotated[str, Field(max_length=200)] = ""
    text: Annotated[
        str, Field(max_length=500, description="Where the reference is looked for.")
    ] = ""


class BankLinesIn(Input):
    """Lines of a statement; lines that are known change nothing."""

    account: Annotated[str, Field(min_length=1, max_length=40)]
    lines: Annotated[list[BankLineIn], Field(max_length=1000)]


class TakenInOut(Schema):
    """What came of a statement."""

    new: int
    matched: Annotated[int, Field(description="Found to be a payment, or part of one.")]
    paid: Annotated[int, Field(description="Payments that are whole now.")]


class BankLineOut(Schema):
    """A line that people must look at."""

    id: UUID
    account: str
    line_ref: str
    booked_on: date
    amount: MoneyOut
    payer: str
    text: str
    payment_id: UUID | None
    finding: Annotated[
        str,
        Field(
            description="no_reference, unknown_reference, other_currency, short, overpaid, paid_twice."
        ),
    ]


class BankLinesOut(Schema):
    """Lines that people must look at, the oldest first."""

    items: list[BankLineOut]


class MatchIn(Input):
    """Whose money a line is."""

    payment_id: UUID


class MatchedOut(Schema):
    """What came of it."""

    outcome: Annotated[str, Field(description="matched, or paid when the payment is whole now.")]


class MoneyNotedOut(Schema):
    """The payment after its money was noted."""

    id: UUID
    order_id: UUID
    state: str
    captured: MoneyOut


class HandedBackOut(Schema):
    """The refund after it was paid out."""

    id: UUID
    payment_id: UUID
    state: str
    amount: MoneyOut
