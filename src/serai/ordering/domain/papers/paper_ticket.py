"""Tickets: a link to one paper that whoever holds it may open, for a while."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind

WHILE_LOOKING = timedelta(hours=1)
"""For links on pages: the page makes new ones."""
IN_A_LETTER = timedelta(days=90)

_LONGEST = 500


class Printed(StrEnum):
    """What can be opened, and what its id is of."""

    PAPER = "paper"
    """An invoice or a credit note."""
    RECEIPT = "receipt"
    """Of an order."""
    PACKING_SLIP = "packing_slip"
    """Of an order."""
    RETURN_LABEL = "return_label"
    """Of a return."""


class PaperTicket(msgspec.Struct, array_like=True, frozen=True):
    """What a ticket opens, until a second since 1970."""

    what: Printed
    id: UUID
    ends: int


class BadPaperTicket(DomainError):
    """The link is not ours, or is over."""

    code = "ordering.bad_paper_ticket"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("This link is over; open the order again.")


def issue_paper_ticket(what: Printed, key: UUID, *, secret: bytes, ends: datetime) -> str:
    """Return a ticket that opens one thing until `ends`."""
    body = msgspec.json.encode(PaperTicket(what, key, int(ends.timestamp())))
    return f"{_text(body)}.{_text(_signature(body, secret))}"


def read_paper_ticket(ticket: str, *, secret: bytes, now: datetime) -> PaperTicket:
    """
    Return what a ticket opens.

    Raises:
        BadPaperTicket: it was not signed here, or is over.
    """
    try:
        body_text, _, signature = ticket[:_LONGEST].partition(".")
        body = _bytes(body_text)
        if not hmac.compare_digest(_signature(body, secret), _bytes(signature)):
            raise BadPaperTicket
        read = msgspec.json.decode(body, type=PaperTicket)
    except (ValueError, msgspec.MsgspecError):
        raise BadPaperTicket from None
    if datetime.fromtimestamp(read.ends, UTC) <= now:
        raise BadPaperTicket
    return read


def _signature(body: bytes, secret: bytes) -> bytes:
    key = hmac.digest(secret, b"serai paper ticket", hashlib.sha256)
    return hmac.digest(key, body, hashlib.sha256)


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    padded = text.encode("ascii") + b"=" * (-len(text) % 4)
    return base64.b64decode(padded, altchars=b"-_", validate=True)
