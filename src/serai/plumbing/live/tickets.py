"""
Tickets: what a browser shows to listen, since it can send no header with an EventSource.

The api makes one for whoever may see the thing; it names the wish and when it ends, and is signed. It
opens a stream of events and nothing else.
"""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import msgspec

from serai.plumbing.live.wish import Wish

LIFE = timedelta(hours=1)
"""How long a ticket is good; a stream that it opened ends then too, and the page gets another."""

_LONGEST = 2000


class _Ticket(msgspec.Struct, array_like=True, frozen=True):
    ends: int
    patterns: tuple[str, ...]
    subject: str
    channel: str


class BadTicket(Exception):
    """The ticket is not ours, or is over."""


def live_address(live_url: str, wish: Wish, *, secret: bytes, now: datetime) -> str:
    """
    Return where a browser listens to `wish`; empty when the installation has no live pages.

    Args:
        live_url: the address of the live process as browsers see it, or nothing.
        wish: what may be followed.
        secret: the installation's own.
        now: the present instant.
    """
    if not live_url:
        return ""
    return f"{live_url}/events?ticket={issue_ticket(wish, secret=secret, now=now)}"


def issue_ticket(wish: Wish, *, secret: bytes, now: datetime) -> str:
    """Return a ticket for `wish`, good for an hour."""
    ends = int((now + LIFE).timestamp())
    body = msgspec.json.encode(_Ticket(ends, wish.patterns, wish.subject, wish.channel))
    return f"{_text(body)}.{_text(_signature(body, secret))}"


def read_ticket(ticket: str, *, secret: bytes, now: datetime) -> tuple[Wish, datetime]:
    """
    Return the wish of a ticket and when it ends.

    Raises:
        BadTicket: see the class.
    """
    try:
        body_text, _, signature = ticket[:_LONGEST].partition(".")
        body = _bytes(body_text)
        if not hmac.compare_digest(_signature(body, secret), _bytes(signature)):
            raise BadTicket
        read = msgspec.json.decode(body, type=_Ticket)
    except (ValueError, msgspec.MsgspecError):
        raise BadTicket from None
    ends = datetime.fromtimestamp(read.ends, UTC)
    if ends <= now:
        raise BadTicket
    return Wish(read.patterns, read.subject, read.channel), ends


def _signature(body: bytes, secret: bytes) -> bytes:
    key = hmac.digest(secret, b"serai live ticket", hashlib.sha256)
    return hmac.digest(key, body, hashlib.sha256)


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    padded = text.encode("ascii") + b"=" * (-len(text) % 4)
    return base64.b64decode(padded, altchars=b"-_", validate=True)
