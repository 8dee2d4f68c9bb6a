"""What the endpoints about changes of orders take and give."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.api.change_terms_schemas import ChangedPromotionsOut
from serai.ordering.api.orders.schemas import OrderOut
from serai.ordering.api.returns.schemas import ReturnOut, WaysBack
from serai.plumbing.api import Input, MoneyOut

Reason = Annotated[str, Field(min_length=1, max_length=200, examples=["Ordered one too many"])]
Units = Annotated[int, Field(strict=True, ge=1, le=999)]
Position = Annotated[
    int, Field(strict=True, ge=1, le=100_000, description="The line's place in the order, from 1.")
]


class UnitsIn(Input):
    """So many units of one line."""

    position: Position
    units: Units


class WantedIn(Input):
    """So many units of an article."""

    sku: Annotated[str, Field(min_length=1, max_length=200)]
    quantity: Units


class CancelLinesIn(Input):
    """Which units are called off, and why."""

    lines: Annotated[list[UnitsIn], Field(min_length=1, max_length=200)]
    reason: Reason


class EditIn(Input):
    """What comes to the order at this moment's prices, and what leaves it."""

    add: Annotated[list[WantedIn], Field(max_length=200)] = []
    remove: Annotated[list[UnitsIn], Field(max_length=200)] = []
    reason: Reason


class PriceMatchIn(Input):
    """What each unit of a line is to cost, in the kind of price it was sold at."""

    position: Position
    unit_minor: Annotated[int, Field(strict=True, ge=0, lt=2**53, examples=[1799])]
    reason: Annotated[str, Field(min_length=1, max_length=200, examples=["17.99 at the baker's"])]


class ChangeLineOut(Schema):
    """One row of a change; amounts are below zero where the order becomes cheaper."""

    kind: Annotated[str, Field(description="goods, delivery, fee or promotion.")]
    position: int | None
    sku: str
    name: str
    quantity: Annotated[int, Field(description="Units that come; below zero: that leave.")]
    total: MoneyOut
    tax: Annotated[MoneyOut, Field(description="What of the total is tax.")]


class ChangeOut(Schema):
    """One document that changes an order."""

    id: UUID
    number: Annotated[int, Field(description="Counts the order's changes from 1.")]
    kind: Annotated[
        str,
        Field(description="edit, cancel_lines, return, exchange, price_match or substitution."),
    ]
    state: Annotated[str, Field(description="awaiting_payment, in_force or lapsed.")]
    reason: str
    made_at: datetime
    in_force_at: datetime | None
    expires_at: Annotated[datetime | None, Field(description="Until when it can be paid.")]
    difference: Annotated[MoneyOut, Field(description="By how much the order's total changes.")]
    refund: Annotated[MoneyOut, Field(description="What of it goes back to the shopper.")]
    due: Annotated[MoneyOut, Field(description="What is to be paid before it counts.")]
    return_id: UUID | None
    promotions: Annotated[
        ChangedPromotionsOut | None,
        Field(description="Null where promotions are not worked out again."),
    ]
    lines: list[ChangeLineOut]


class CancelledLinesOut(Schema):
    """An order of which units were called off, and the change that says so."""

    order: OrderOut
    change: Annotated[
        ChangeOut | None, Field(description="Null where the whole order was cancelled.")
    ]


class StandingLineOut(Schema):
    """One line as it stands."""

    position: int
    variant_id: UUID | None
    sku: str
    name: str
    quantity: Annotated[int, Field(description="Units neither called off nor returned.")]
    can_cancel: Annotated[int, Field(description="Units that have not left.")]
    total: MoneyOut
    fees: Annotated[MoneyOut, Field(description="Kept for taking units back.")]


class OrderLifeOut(Schema):
    """An order as it stands, and how it came to that."""

    order_id: UUID
    total: Annotated[MoneyOut, Field(description="What it costs now.")]
    delivery: MoneyOut
    lines: list[StandingLineOut]
    changes: Annotated[list[ChangeOut], Field(description="Oldest first.")]
    returns: Annotated[list[ReturnOut], Field(description="Oldest first.")]
    waits_for: Annotated[UUID | None, Field(description="The change that is to be paid.")]
    can_edit: bool


class EditQuoteIn(Input):
    """What would come to the order at this moment's prices, and what would leave it."""

    add: Annotated[list[WantedIn], Field(max_length=200)] = []
    remove: Annotated[list[UnitsIn], Field(max_length=200)] = []


class EditQuoteOut(Schema):
    """What an edit would come to; nothing is written or held."""

    difference: Annotated[MoneyOut, Field(description="By how much the total would change.")]
    refund: Annotated[MoneyOut, Field(description="What would go back, or never be taken.")]
    ways_back: WaysBack
    due: Annotated[MoneyOut, Field(description="What would be to pay before it counts.")]
    promotions: Annotated[
        ChangedPromotionsOut | None,
        Field(description="Null where promotions are not worked out again."),
    ]
    lines: list[ChangeLineOut]
