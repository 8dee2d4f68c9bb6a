"""Shapes of what the log answers."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

LARGEST = 2**53 - 1
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256, hexadecimal.")]
Size = Annotated[int, Field(ge=0, le=LARGEST)]


class HeadOut(Schema):
    """What the log was at a moment, signed."""

    size: Annotated[int, Field(description="How many leaves it had.")]
    root: Hash
    signed_at: datetime
    vkey: Annotated[str, Field(description="The key that signed, as signed notes write it.")]
    note: Annotated[str, Field(description="What was signed, and the signature: a signed note.")]


class HeadsPage(Schema):
    """Some heads, and where the next page starts."""

    items: list[HeadOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class KeyOut(Schema):
    """A key of the log."""

    vkey: Annotated[str, Field(description="Its name, the hash of it, and the public key.")]
    endorsement: Annotated[
        str, Field(description="The signature of the key before, base64; empty for the first.")
    ]
    created_at: datetime
    retired_at: Annotated[datetime | None, Field(description="Null: it signs today's heads.")]


class KeysOut(Schema):
    """Every key that the log ever had, oldest first."""

    items: list[KeyOut]


class InclusionOut(Schema):
    """What proves that a leaf is in the log."""

    position: int
    size: Annotated[int, Field(description="Of the log in which it is proven.")]
    leaf: Hash
    proof: Annotated[list[Hash], Field(description="Siblings from the leaf up to the root.")]


class ConsistencyOut(Schema):
    """What proves that one log begins with another."""

    first: int
    second: int
    proof: list[Hash]


class EvidenceOut(Schema):
    """A record and everything that proves it; save it, and `verify.py` checks it."""

    source: Annotated[str, Field(examples=["pricing.price"])]
    key: str
    record: Annotated[dict[str, Any], Field(description="The row as it is now.")]
    salt: Annotated[str, Field(description="In the leaf, so that nobody guesses a record.")]
    position: int
    proof: list[Hash]
    head: Annotated[str, Field(description="The signed note under which it is proven.")]
    keys: list[KeyOut]


class PageOf(Schema):
    """Which page."""

    cursor: Annotated[
        str | None, Field(max_length=1000, description="From `next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="How many a page holds.")] = 50


class LeafOf(Schema):
    """Which leaf, and in which log."""

    position: Annotated[int, Field(ge=0, le=LARGEST, description="The leaf's, from 0.")]
    size: Annotated[
        int | None, Field(ge=1, le=LARGEST, description="Of the log; without it, the last head's.")
    ] = None


class TwoSizes(Schema):
    """Which two logs."""

    first: Annotated[int, Field(ge=1, le=LARGEST, description="How many leaves the earlier had.")]
    second: Annotated[int, Field(ge=1, le=LARGEST, description="How many the later has.")]
