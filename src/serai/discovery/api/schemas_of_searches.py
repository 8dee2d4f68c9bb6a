"""The shapes of searches and synonyms, as staff see and teach them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.discovery.domain.heard import LONGEST
from serai.plumbing.api import Input


class WhoseSearches(Schema):
    """Whose searches, and how far back."""

    channel_code: Annotated[str, Field(max_length=64, description="Whose searches.")]
    days: Annotated[int, Field(ge=1, le=90, description="How far back, today included.")] = 28
    limit: Annotated[int, Field(ge=1, le=200, description="How many queries.")] = 50


class SearchInVainOut(Schema):
    """A query that no product had all the words of."""

    query: Annotated[str, Field(examples=["saran wrap"])]
    searches: Annotated[int, Field(description="How often, in these days.")]
    found: Annotated[int, Field(description="Products with some of the words, the last time.")]
    last_on: date


class SearchesInVainOut(Schema):
    """The commonest searches in vain."""

    searches: Annotated[int, Field(description="All searches of these days.")]
    in_vain: Annotated[int, Field(description="Those that no product had all the words of.")]
    items: list[SearchInVainOut]


class WhoseSynonyms(Schema):
    """Whose synonyms."""

    channel_code: Annotated[str, Field(max_length=64, description="Whose synonyms.")]


class SynonymOut(Schema):
    """A decision about two phrases."""

    id: UUID
    channel_code: str
    phrase: Annotated[str, Field(description="What shoppers write.")]
    meaning: Annotated[str, Field(description="What is found as well.")]
    accepted: Annotated[bool, Field(description="False: never, whatever is learnt.")]
    worth: Annotated[
        int, Field(description="What a match of the meaning counts beside the phrase, in percent.")
    ]
    decided_at: datetime
    version: int


class LearntSynonymOut(Schema):
    """A meaning that shoppers' rewordings teach."""

    phrase: str
    meaning: str
    times: Annotated[int, Field(description="How often the phrase was reworded to the meaning.")]
    of: Annotated[int, Field(description="How often the phrase was reworded at all.")]
    chance: Annotated[float, Field(description="The least that this share is worth believing.")]
    lift: Annotated[float, Field(description="How many times more often than after any phrase.")]


class SynonymsOut(Schema):
    """Synonyms of a channel."""

    decided: Annotated[list[SynonymOut], Field(description="By staff, the latest first.")]
    proposed: Annotated[
        list[LearntSynonymOut], Field(description="Learnt and undecided, the surest first.")
    ]


class SynonymIn(Input):
    """A decision about two phrases."""

    channel_code: Annotated[str, Field(max_length=64)]
    phrase: Annotated[
        str, Field(max_length=LONGEST, description="What shoppers write.", examples=["saran wrap"])
    ]
    meaning: Annotated[
        str, Field(max_length=LONGEST, description="What is found too.", examples=["cling film"])
    ]
    accepted: Annotated[
        bool, Field(strict=True, description="False: never, whatever is learnt.")
    ] = True
    worth: Annotated[
        int,
        Field(
            strict=True,
            ge=10,
            le=100,
            description="What a match of the meaning counts beside the phrase, in %.",
        ),
    ] = 80
