"""What is said of files and keys that are sold."""

from base64 import b64decode
from binascii import Error
from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, Field

from serai.ordering.usecases.digital.stock_digital import LARGEST, LONGEST_KEY
from serai.plumbing.api import Input

_Sku = Annotated[str, Field(min_length=1, max_length=64, examples=["SONG"])]


def _base64(text: str) -> str:
    try:
        b64decode(text, validate=True)
    except (Error, ValueError):
        raise ValueError("is no Base64.") from None
    return text


class DigitalFileIn(Input):
    """A file that comes with an article whose terms say `file`."""

    sku: _Sku
    name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f/\\]+$")]
    content_type: Annotated[
        str, Field(max_length=100, pattern=r"^[a-z0-9.+-]+/[a-z0-9.+-]+$", examples=["audio/mpeg"])
    ]
    content: Annotated[
        str,
        Field(min_length=4, max_length=LARGEST * 4 // 3 + 4, description="Base64."),
        AfterValidator(_base64),
    ]
    most_downloads: Annotated[int, Field(strict=True, ge=1, le=1000)] = 5
    days: Annotated[int, Field(strict=True, ge=1, le=3650, description="From its delivery.")] = 30


class DigitalFileOut(Schema):
    """The file."""

    id: UUID


class LicenceKeysIn(Input):
    """Keys for the pool of an article whose terms say `keys`."""

    sku: _Sku
    keys: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=LONGEST_KEY)]],
        Field(min_length=1, max_length=10_000),
    ]


class LicenceKeysOut(Schema):
    """How many of the keys were new."""

    count: int


class DownloadOut(Schema):
    """A file that may be downloaded."""

    id: UUID
    variant_id: UUID
    name: str
    size: Annotated[int, Field(description="In bytes.")]
    left: Annotated[int, Field(description="How often it may still be downloaded.")]
    expires_at: datetime
    revoked: bool
    url: Annotated[str, Field(description="Good for an hour; empty when it is over.")]


class KeyOut(Schema):
    """A key that was sold."""

    variant_id: UUID
    text: Annotated[str, Field(description="Empty once it was taken back.")]
    revoked: bool


class DigitalOut(Schema):
    """What of an order came by wire, as far as it was delivered."""

    downloads: list[DownloadOut]
    keys: list[KeyOut]
