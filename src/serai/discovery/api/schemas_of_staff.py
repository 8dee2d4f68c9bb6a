"""The shapes of what staff see of search."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.discovery.api.schemas import QueryOut
from serai.discovery.queries.lists.asked import LONGEST
from serai.plumbing.api import Problem

REFUSALS = dict.fromkeys((400, 401, 403, 422, 429, 503), Problem)


class SearchToExplain(Schema):
    """Which search is to be explained."""

    channel_code: Annotated[str, Field(max_length=64, description="Whose search.")]
    q: Annotated[str, Field(max_length=LONGEST, description="What a shopper writes.")]
    limit: Annotated[int, Field(ge=1, le=50, description="How many hits.")] = 10


class WhyRankedOut(Schema):
    """One reason for the place of a hit."""

    code: Annotated[str, Field(examples=["kind"])]
    amount: Annotated[
        float,
        Field(
            description="What the score was multiplied with; for `words`, what they score.",
            examples=[1.36],
        ),
    ]
    text: Annotated[str, Field(description="The reason in the reader's language.")]


class HitExplainedOut(Schema):
    """A hit with its strongest reasons."""

    product_id: UUID
    name: str
    slug: str
    tier: Annotated[
        int,
        Field(description="0: it has all words; a smaller tier is ahead whatever the score."),
    ]
    score: Annotated[float, Field(description="Larger is ahead, within a tier.")]
    reasons: Annotated[list[WhyRankedOut], Field(description="At most three.")]


class SearchExplainedOut(Schema):
    """How a query is read and why the first hits are the first."""

    query: QueryOut
    total: int
    hits: list[HitExplainedOut]
