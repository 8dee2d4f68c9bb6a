"""What the endpoints about substitutes take and give."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.ordering.api.changes.schemas import Position, Units
from serai.ordering.api.line_schemas import PictureOut, Sku
from serai.ordering.domain.quantities import MOST_LINES
from serai.ordering.domain.substitutions.wish import Wish
from serai.plumbing.api import Input, MoneyOut

_WISH = "similar: something like it for no more money; ask: ask me first; refund: my money back."


class WishIn(Input):
    """What is done when the store does not have an article."""

    sku: Sku
    wish: Annotated[Wish, Field(description=_WISH)]


class WishesIn(Input):
    """What is done about articles that the store does not have; those that are not named stay as they are."""

    lines: Annotated[list[WishIn], Field(min_length=1, max_length=MOST_LINES)]


class SubstituteIn(Input):
    """What is missing of a line, and what there is instead."""

    position: Position
    units: Annotated[Units, Field(description="How many are missing.")]
    sku: Annotated[Sku, Field(description="What there is instead.")]
    quantity: Annotated[
        Units | None, Field(description="How many of it; without a number, as many as are missing.")
    ] = None
    at_its_price: Annotated[
        bool,
        Field(
            strict=True,
            description="Something dearer costs what it costs, and the shopper is asked; else what was agreed.",
        ),
    ] = False


class SubstitutionOut(Schema):
    """Something else that was offered for what is missing."""

    id: UUID
    order_id: UUID
    order_number: str
    position: int
    units: Annotated[int, Field(description="How many are missing.")]
    name: Annotated[str, Field(description="What is missing.")]
    wish: Annotated[str, Field(description=_WISH)]
    sku: str
    offered: Annotated[str, Field(description="What there is instead.")]
    package_size: str
    picture: PictureOut
    quantity: int
    agreed: Annotated[MoneyOut, Field(description="What the missing units cost.")]
    price: Annotated[MoneyOut, Field(description="What the shopper pays for the substitute.")]
    dearer: Annotated[MoneyOut, Field(description="How much that is more.")]
    state: Annotated[str, Field(description="asked, to_pay, replaced or refunded.")]
    answer: Annotated[str, Field(description="yes, no or as_agreed; empty: nobody decided yet.")]
    offered_at: datetime
    answer_by: datetime
    change_id: Annotated[UUID | None, Field(description="The document by which it came.")]
    link: Annotated[
        str, Field(description="Opens the offer without a log-in; empty when it is settled.")
    ]


class SubstitutionsOut(Schema):
    """What was offered for an order."""

    items: list[SubstitutionOut]


class AnswerIn(Input):
    """Yes or no."""

    accepts: Annotated[bool, Field(strict=True)]


class CandidateOut(Schema):
    """An article that the store has."""

    sku: str
    name: str
    package_size: str
    picture: PictureOut
    price: MoneyOut
    free: int
    likeness: Annotated[int, Field(description="How well it stands for the missing one, of 100.")]


class CandidatesOut(Schema):
    """What is missing, and what the store has instead, the most alike first."""

    position: int
    name: str
    wish: Annotated[str, Field(description=_WISH)]
    unit_price: Annotated[MoneyOut, Field(description="What one unit of the missing article cost.")]
    items: list[CandidateOut]
