"""Shapes of promotions and coupons, for staff and their programs."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, Field

from serai.plumbing.api import Input, MoneyOut
from serai.pricing.usecases.promotions.make_coupons import MOST_AT_ONCE


def _written(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("Expected an instant as text.")  # noqa: TRY004 - what Pydantic takes
    return value


MOST = 1_000_000_000
Instant = Annotated[AwareDatetime, BeforeValidator(_written)]
"""An instant with its offset; a number is none."""
Count = Annotated[int, Field(strict=True, ge=1, le=MOST)]
Code = Annotated[
    str,
    Field(
        min_length=1,
        max_length=60,
        description="3 to 40 letters A to Z and digits; blanks, dashes and small letters do not matter.",
        examples=["SPRING-24"],
    ),
]


class PromotionIn(Input):
    """A promotion as it shall be."""

    rule: Annotated[
        dict[str, Any],
        Field(
            description="What it says: see the guide on promotions for its parts.",
            examples=[
                {
                    "code": "ten-off",
                    "name": "Ten per cent off",
                    "currency": "USD",
                    "minimum": {"spend": "50.00"},
                    "benefit": {"kind": "order_off", "off": {"percent": "10"}},
                }
            ],
        ),
    ]
    names: Annotated[
        dict[
            Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")],
            Annotated[str, Field(min_length=1, max_length=200)],
        ],
        Field(max_length=50, description="What shoppers read, by locale."),
    ] = {}
    most_uses: Annotated[Count | None, Field(description="Orders that may use it.")] = None
    most_per_customer: Annotated[
        Annotated[int, Field(strict=True, ge=1, le=1_000_000)] | None,
        Field(description="Orders of one customer."),
    ] = None
    budget: Annotated[
        str | None,
        Field(max_length=32, description="What it gives in all, in the rule's currency."),
    ] = None
    version: Annotated[
        Annotated[int, Field(strict=True, ge=1, le=1_000_000)] | None,
        Field(description="The version that was read; another one is refused."),
    ] = None


class LimitsOut(Schema):
    """How far a promotion goes, and how much of that is used."""

    most_uses: int | None
    most_per_customer: int | None
    budget: MoneyOut | None
    uses: Annotated[int, Field(description="Counted where uses or money are limited.")]
    given: MoneyOut | None


class PromotionOut(Schema):
    """A promotion."""

    id: UUID
    code: str
    name: str
    names: dict[str, str]
    state: Annotated[str, Field(description="draft, active, paused or ended.")]
    rule: dict[str, Any]
    needs_coupon: bool
    limits: LimitsOut
    version: int
    created_at: datetime
    updated_at: datetime


class PromotionPage(Schema):
    """Some promotions, and where the next page starts."""

    items: list[PromotionOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class GivenOut(Schema):
    """What a promotion has given in orders that stand, in one currency."""

    orders: int
    amount: MoneyOut


class GivenList(Schema):
    """What a promotion has given, by currency."""

    items: list[GivenOut]


class CouponIn(Input):
    """A code that somebody chose, and what limits it."""

    code: Code
    most_uses: Annotated[Count | None, Field(description="Orders in all; left out: any.")] = None
    most_per_customer: Annotated[Count | None, Field(description="Orders of one customer.")] = None
    customer_id: Annotated[UUID | None, Field(description="The only one who may use it.")] = None
    valid_until: Annotated[Instant | None, Field(description="Until just before.")] = None


class CouponsIn(Input):
    """Codes that nobody can guess."""

    count: Annotated[int, Field(strict=True, ge=1, le=MOST_AT_ONCE)]
    prefix: Annotated[
        str, Field(max_length=16, description="What they begin with.", examples=["SPRING"])
    ] = ""
    most_uses: Annotated[Count | None, Field(description="Of each code; null: any number.")] = 1
    most_per_customer: Annotated[Count | None, Field(description="Orders of one customer.")] = None
    valid_until: Annotated[Instant | None, Field(description="Until just before.")] = None


class BatchOut(Schema):
    """Codes that were made together."""

    batch_id: UUID
    count: int


class CodesOut(Schema):
    """Codes, as people read them."""

    codes: Annotated[list[str], Field(examples=[["SPRING-7KQM-2XWA-9TRB"]])]


class CouponOut(Schema):
    """A code and what is left of it."""

    id: int
    promotion_id: UUID
    batch_id: UUID | None
    code: str
    most_uses: int | None
    most_per_customer: int | None
    customer_id: UUID | None
    valid_until: datetime | None
    uses: int
    state: Annotated[str, Field(description="open, used_up, over or stopped.")]


class CouponPage(Schema):
    """Some coupons, oldest first, and where the next page starts."""

    items: list[CouponOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]
