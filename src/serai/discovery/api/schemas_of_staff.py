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
    customer_id: Annotated[
        UUID | None,
        Field(description="Whose habits, and the margin, are told of beside the common order."),
    ] = None
    learnt: Annotated[bool, Field(description="Whether synonyms learnt from shoppers count.")] = (
        False
    )


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


class SuggestionsToExplain(Schema):
    """Whose suggestions are to be explained."""

    channel_code: Annotated[str, Field(max_length=64, description="Where.")]
    customer_id: Annotated[UUID, Field(description="To whom.")]
    limit: Annotated[int, Field(ge=1, le=60, description="How many products.")] = 10


class WhySuggestedOut(Schema):
    """One reason why a product is expected."""

    code: Annotated[
        str,
        Field(
            examples=["habit"],
            description="habit, rhythm, kind, neighbours, popular or offer.",
        ),
    ]
    share: Annotated[
        float | None, Field(description="Of trips, recent ones counting more; for `habit`.")
    ] = None
    days: Annotated[int | None, Field(description="Between purchases; for `rhythm`.")] = None
    text: Annotated[str, Field(description="The reason in the reader's language.")]


class ExpectedOut(Schema):
    """A product that a customer is expected to buy."""

    product_id: UUID
    name: str
    slug: str
    score: Annotated[
        float, Field(description="Log-odds of the model; without one, the share of trips.")
    ]
    bought_before: bool
    reasons: Annotated[list[WhySuggestedOut], Field(description="At most three, strongest first.")]


class SuggestionsExplainedOut(Schema):
    """What a customer is expected to buy next, the likeliest first."""

    model: Annotated[
        bool, Field(description="Whether a trained model foresaw it, or purchases were counted.")
    ]
    items: list[ExpectedOut]
