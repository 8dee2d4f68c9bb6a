"""What the endpoints tell of promotions."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input, MoneyOut


class CodeIn(Input):
    """A code that a shopper enters."""

    code: Annotated[
        str,
        Field(
            min_length=1,
            max_length=60,
            description="As it was typed; blanks, dashes and small letters do not matter.",
            examples=["spring-24"],
        ),
    ]


class DiscountOut(Schema):
    """What one promotion took off."""

    promotion_id: UUID
    code: Annotated[str, Field(description="What staff call the promotion.")]
    name: Annotated[str, Field(description="What shoppers read.", examples=["Three for two"])]
    amount: MoneyOut
    coupon: Annotated[str, Field(description="The code that opened it, if any.")]


class CodeOut(Schema):
    """A code that was entered, and what became of it."""

    code: str
    name: Annotated[str, Field(description="Of its promotion, as far as that was asked.")]
    state: Annotated[
        str,
        Field(
            description="applied, or why it takes nothing off: too_little, conditions, not_now, used_up …"
        ),
    ]
    missing: Annotated[MoneyOut | None, Field(description="How much more must be bought.")]
    missing_units: Annotated[int | None, Field(description="How many more units.")]


class OfferOut(Schema):
    """A promotion that the cart lacks but little for."""

    promotion_id: UUID
    code: str
    name: str
    missing: MoneyOut | None
    missing_units: int | None
