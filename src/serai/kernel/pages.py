"""Keyset pagination: a page, and the opaque cursor to the next."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from serai.kernel.errors import DomainError, Kind

T = TypeVar("T")


class BadCursor(DomainError):
    """The cursor was not made by this list."""

    code = "page.bad_cursor"
    kind = Kind.MALFORMED

    def __init__(self) -> None:
        super().__init__("The cursor is not one that this list gave; start again without it.")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in a total order, and where the next page starts (`None`: this is the last)."""

    items: list[T]
    next_cursor: str | None = None


def encode_cursor(*parts: Any) -> str:
    """Return an opaque cursor that holds `parts` (text, numbers, UUIDs, instants, days)."""
    plain = [part.isoformat() if isinstance(part, datetime) else part for part in parts]
    text = json.dumps(plain, default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *types: type) -> tuple[Any, ...]:
    """
    Return the parts of `cursor`, each as the type given.

    Raises:
        BadCursor: garbled, or of another list.
    """
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        parts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(parts, list) or len(parts) != len(types):
            raise BadCursor
        return tuple(_as(kind, part) for kind, part in zip(types, parts, strict=True))
    except (ValueError, TypeError, binascii.Error):
        raise BadCursor from None


def _as(kind: type, part: Any) -> Any:
    if kind is datetime:
        instant = datetime.fromisoformat(part)
        if instant.tzinfo is None:
            raise ValueError("An instant without an offset.")
        return instant
    if kind is date:
        return date.fromisoformat(part)
    if kind is UUID:
        return UUID(part)
    if type(part) is not kind:
        raise TypeError(f"Expected {kind}.")
    return part
