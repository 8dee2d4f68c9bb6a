"""Tickets: small signed texts that open one thing, for whoever holds them, until they are over."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

_LONGEST = 2000
T = TypeVar("T")


class BadTicket(ValueError):
    """The text was not signed here for this purpose, or is over."""


def issue_ticket(opens: object, *, purpose: str, secret: bytes, ends: datetime) -> str:
    """
    Return a ticket that opens something until `ends`.

    Args:
        opens: what it opens, a tuple or a structure like an array; whoever holds the ticket can read it.
        purpose: a ticket for one purpose opens nothing for another.
        secret: the house's.
        ends: when it is over.
    """
    body = msgspec.json.encode([*msgspec.to_builtins(opens), int(ends.timestamp())])
    return f"{_text(body)}.{_text(_signature(body, purpose, secret))}"


def read_ticket(ticket: str, kind: type[T], *, purpose: str, secret: bytes, now: datetime) -> T:
    """
    Return what a ticket opens.

    Raises:
        BadTicket: it was not signed here for this purpose, or is over.
    """
    try:
        body_text, _, signature = ticket[:_LONGEST].partition(".")
        body = _bytes(body_text)
        if not hmac.compare_digest(_signature(body, purpose, secret), _bytes(signature)):
            raise BadTicket
        *opens, ends = msgspec.json.decode(body, type=list[Any])
        if datetime.fromtimestamp(ends, UTC) <= now:
            raise BadTicket
        return msgspec.convert(opens, kind)
    except (ValueError, msgspec.MsgspecError):
        raise BadTicket from None


def _signature(body: bytes, purpose: str, secret: bytes) -> bytes:
    key = hmac.digest(secret, f"serai {purpose} ticket".encode(), hashlib.sha256)
    return hmac.digest(key, body, hashlib.sha256)


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    padded = text.encode("ascii") + b"=" * (-len(text) % 4)
    return base64.b64decode(padded, altchars=b"-_", validate=True)
