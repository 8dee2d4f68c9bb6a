"""Shapes of the staff's requests and answers."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, model_validator

from serai.ledger.domain.entry import MOST
from serai.plumbing.api import Input, Instant, Problem

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}
"""What any call may meet: unreadable, no valid key, lacking scope, unfit value, too many."""

Text = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Kind = Annotated[
    str,
    Field(min_length=1, max_length=50, pattern=r"^[^\x00-\x1f]+$", examples=["books.bank"]),
]
Owner = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f]*$", examples=["main"])]
Unit = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{2,11}$", examples=["EUR", "PTS"])]
Side = Annotated[
    Literal["debit", "credit"], Field(description="The side on which the balance grows.")
]
Amount = Annotated[
    int, Field(strict=True, ge=1, le=MOST, description="In the smallest unit.", examples=[1234])
]


class AmountOut(Schema):
    """An amount in some unit."""

    amount: Annotated[str, Field(description="Decimal text in whole units.", examples=["12.34"])]
    minor: Annotated[int, Field(description="The same in the smallest unit.", examples=[1234])]
    unit: Annotated[str, Field(examples=["EUR"])]


class PageOf(Schema):
    """Which page of a list."""

    cursor: Annotated[str | None, Field(max_length=2000)] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class AccountsOf(PageOf):
    """Which accounts."""

    kind: Annotated[str, Field(max_length=50, pattern=r"^[^\x00]*$")] = ""
    owner: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""


class AccountIn(Input):
    """An account to open, or to find open."""

    kind: Kind
    owner: Owner = ""
    unit: Unit
    normal_side: Side
    may_be_negative: Annotated[bool, Field(strict=True)] = False


class AccountOut(Schema):
    """An account and what stands on it, on its normal side."""

    id: UUID
    kind: str
    owner: str
    unit: str
    normal_side: str
    may_be_negative: bool
    keeps_lots: Annotated[bool, Field(description="Increases are lots that may expire.")]
    balance: AmountOut
    held: Annotated[AmountOut, Field(description="Of the balance, kept for a purpose.")]
    available: AmountOut
    opened_at: datetime


class AccountsPage(Schema):
    """Some accounts, and where the next page starts."""

    items: list[AccountOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class LineOut(Schema):
    """A line of a statement."""

    entry_id: UUID
    kind: str
    reference: str
    note: str
    occurred_at: datetime
    amount: Annotated[AmountOut, Field(description="Above zero, the balance grew.")]
    balance: Annotated[AmountOut, Field(description="After this line.")]


class StatementOut(Schema):
    """Lines of an account, the newest first."""

    account: AccountOut
    items: list[LineOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class PostingOut(Schema):
    """A line of an entry: one of debit and credit is null."""

    account_id: UUID
    kind: str
    owner: str
    debit: AmountOut | None
    credit: AmountOut | None


class EntryOut(Schema):
    """Something that was posted."""

    id: UUID
    kind: str
    reference: str
    note: str
    reverses_id: Annotated[UUID | None, Field(description="The entry that this one undoes.")]
    occurred_at: datetime
    posted_at: datetime
    postings: list[PostingOut]


class EntriesPage(Schema):
    """Some entries, the newest first, and where the next page starts."""

    items: list[EntryOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class PostingIn(Input):
    """One line: an account and what it is debited or credited with."""

    account_id: UUID
    debit: Amount | None = None
    credit: Amount | None = None

    @model_validator(mode="after")
    def _one_side(self) -> Any:
        if (self.debit is None) == (self.credit is None):
            raise ValueError("Give either debit or credit.")
        return self


class EntryIn(Input):
    """An entry by hand; in each unit, debits equal credits."""

    your_reference: Annotated[
        Text,
        Field(
            max_length=150,
            description="Your name of it: it posts once. The entry's reference is made of it.",
        ),
    ]
    note: Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")] = ""
    postings: Annotated[list[PostingIn], Field(min_length=2, max_length=200)]


class ReversalIn(Input):
    """Why an entry is undone."""

    reason: Annotated[Text, Field(examples=["Typed twice"])]


class TrialBalanceUntil(Schema):
    """Up to when postings count."""

    until: Annotated[Instant | None, Field(description="Without it, all of them.")] = None


class TrialBalanceRowOut(Schema):
    """The accounts of one kind and unit."""

    kind: str
    unit: str
    accounts: int
    debit: AmountOut
    credit: AmountOut


class TotalOut(Schema):
    """All accounts of one unit; both sides are equal."""

    unit: str
    debit: AmountOut
    credit: AmountOut


class TrialBalanceOut(Schema):
    """Every account's balance, by kind and unit."""

    rows: list[TrialBalanceRowOut]
    totals: list[TotalOut]
