"""What the endpoints about returns take and give."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.api.change_terms_schemas import ChangedPromotionsOut
from serai.ordering.domain.returns.return_state import ReturnWay
from serai.ordering.domain.returns.rules import ReturnReason
from serai.plumbing.api import Input, MoneyOut

_Units = Annotated[int, Field(strict=True, ge=1, le=999)]
_Count = Annotated[int, Field(strict=True, ge=0, le=999)]
_Note = Annotated[str, Field(max_length=1000)]


class ReturnedUnitsIn(Input):
    """Units of one line that are to come back, and why."""

    position: Annotated[int, Field(strict=True, ge=1, le=100_000)]
    units: _Units
    reason: Annotated[ReturnReason, Field(description="Why.", examples=["too_small"])]
    note: _Note = ""


class ExchangeIn(Input):
    """What is wanted instead."""

    sku: Annotated[str, Field(min_length=1, max_length=200)]
    quantity: _Units


class ReturnRequestIn(Input):
    """What is to come back, how, and what is wanted for it."""

    lines: Annotated[list[ReturnedUnitsIn], Field(min_length=1, max_length=200)]
    way: Annotated[ReturnWay, Field(description="post or store; keep is ours to offer.")] = (
        ReturnWay.POST
    )
    location_id: Annotated[UUID | None, Field(description="The store it is brought to.")] = None
    wanted: Annotated[
        list[ExchangeIn],
        Field(max_length=50, description="In exchange; without any, the money goes back."),
    ] = []
    note: _Note = ""


class ReturnLineOut(Schema):
    """Units of one line that come back, and what became of them."""

    position: int
    variant_id: UUID | None
    sku: str
    name: str
    quantity: int
    reason: str
    note: str
    fee_basis_points: Annotated[int, Field(description="10,000 is all of the value.")]
    restocked: int
    written_off: int
    refused: int
    condition: str


class WantedOut(Schema):
    """What goes out in exchange."""

    sku: str
    name: str
    quantity: int
    total: MoneyOut


class WayBackOut(Schema):
    """One payment of the order, and what of it would go back."""

    method: Annotated[str, Field(examples=["card"])]
    label: Annotated[str, Field(examples=["Visa •••• 4242"])]
    amount: MoneyOut
    was_taken: Annotated[bool, Field(description="False: it is not taken yet, and never will be.")]


WaysBack = Annotated[
    list[WayBackOut],
    Field(description="Where it would go, in this order: what paid last is given back first."),
]


class ReturnQuoteOut(Schema):
    """What a return would come to now, if all of it is accepted."""

    worth: Annotated[MoneyOut, Field(description="Of what comes back, before fees.")]
    fees: Annotated[MoneyOut, Field(description="What is kept of it.")]
    wanted: list[WantedOut]
    promotions: Annotated[
        ChangedPromotionsOut | None,
        Field(
            description="What promotions would change of the rest; null where they are not worked out again."
        ),
    ]
    refund: Annotated[MoneyOut, Field(description="What would go back.")]
    ways_back: WaysBack
    due: Annotated[MoneyOut, Field(description="What would be to pay before it goes out.")]


class ReturnOut(Schema):
    """One return."""

    id: UUID
    order_id: UUID
    order_number: str
    number: Annotated[int, Field(description="Counts the order's returns from 1.")]
    state: Annotated[
        str, Field(description="requested, approved, refused, cancelled, received or settled.")
    ]
    way: str
    location_id: UUID | None
    note: str
    reason: Annotated[str, Field(description="Why it was refused or called off.")]
    label: Annotated[str, Field(description="What to write on the parcel; empty in a store.")]
    asked_at: datetime
    expires_at: Annotated[datetime | None, Field(description="Until when it is waited for.")]
    received_at: datetime | None
    settled_at: datetime | None
    lines: list[ReturnLineOut]
    wanted: list[WantedOut]
    change_id: Annotated[UUID | None, Field(description="The change that tells the money.")]
    refund: MoneyOut
    due: Annotated[MoneyOut, Field(description="What an exchange costs before it goes out.")]
    can_cancel: bool


class ReturnsOut(Schema):
    """Returns."""

    items: list[ReturnOut]
    next_cursor: Annotated[str | None, Field(description="For the next page of a list.")] = None


class ReturnableLineOut(Schema):
    """Units of one line that are with the shopper, and whether they may come back."""

    position: int
    variant_id: UUID | None
    sku: str
    name: str
    units: int
    worth: Annotated[MoneyOut, Field(description="What all of them give back, before a fee.")]
    until: Annotated[datetime, Field(description="Until when they may be announced.")]
    fee_basis_points: int
    refusal: Annotated[str, Field(description="final, too_late, announced, or empty.")]


class ReturnableOut(Schema):
    """What of an order may come back."""

    lines: list[ReturnableLineOut]
    reasons: list[str]


class InspectedIn(Input):
    """What came of one line; restocked and written-off units are paid back, refused ones are not."""

    position: Annotated[int, Field(strict=True, ge=1, le=100_000)]
    restocked: _Count = 0
    written_off: _Count = 0
    refused: _Count = 0
    condition: _Note = ""


class ReceiptIn(Input):
    """What came, and where it is."""

    location_id: UUID
    lines: Annotated[list[InspectedIn], Field(min_length=1, max_length=200)]


class DecisionIn(Input):
    """Why."""

    reason: Annotated[str, Field(max_length=500, examples=["The seal is broken"])] = ""


class ReturnRuleIO(Input):
    """For how long goods of a category may come back, and on what terms."""

    category: Annotated[
        str,
        Field(max_length=500, description="Its path; empty: all others.", examples=["food/tins"]),
    ] = ""
    days: Annotated[int, Field(strict=True, ge=0, le=3650, description="0: not at all.")]
    fee_basis_points: Annotated[int, Field(strict=True, ge=0, le=10_000)] = 0
    keep_below_minor: Annotated[
        int, Field(strict=True, ge=0, lt=2**53, description="Worth less: the shopper keeps it.")
    ] = 0
    is_approved_at_once: Annotated[bool, Field(strict=True)] = True


class ReturnRulesIO(Input):
    """All rules of a channel."""

    rules: Annotated[list[ReturnRuleIO], Field(max_length=500)]
