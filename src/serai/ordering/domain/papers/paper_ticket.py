"""Tickets: a link to one paper that whoever holds it may open, for a while."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.kernel.tickets import BadTicket, issue_ticket, read_ticket

WHILE_LOOKING = timedelta(hours=1)
"""For links on pages: the page makes new ones."""
IN_A_LETTER = timedelta(days=90)

_PURPOSE = "paper"


class Printed(StrEnum):
    """What can be opened, and what its id is of."""

    PAPER = "paper"
    """An invoice or a credit note."""
    RECEIPT = "receipt"
    """Of an order."""
    PACKING_SLIP = "packing_slip"
    """Of an order."""
    GROUP_SLIP = "group_slip"
    """Of what of an order leaves one location together."""
    RETURN_LABEL = "return_label"
    """Of a return."""


class PaperTicket(msgspec.Struct, array_like=True, frozen=True):
    """What a ticket opens."""

    what: Printed
    id: UUID


class BadPaperTicket(DomainError):
    """The link is not ours, or is over."""

    code = "ordering.bad_paper_ticket"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("This link is over; open the order again.")


def issue_paper_ticket(what: Printed, key: UUID, *, secret: bytes, ends: datetime) -> str:
    """Return a ticket that opens one thing until `ends`."""
    return issue_ticket(PaperTicket(what, key), purpose=_PURPOSE, secret=secret, ends=ends)


def read_paper_ticket(ticket: str, *, secret: bytes, now: datetime) -> PaperTicket:
    """
    Return what a ticket opens.

    Raises:
        BadPaperTicket: it was not signed here, or is over.
    """
    try:
        return read_ticket(ticket, PaperTicket, purpose=_PURPOSE, secret=secret, now=now)
    except BadTicket:
        raise BadPaperTicket from None
