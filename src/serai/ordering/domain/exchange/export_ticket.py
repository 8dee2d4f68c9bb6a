"""Links to files of orders: made while they are read, for whoever asked, for an hour."""

from datetime import datetime, timedelta

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind
from serai.kernel.tickets import BadTicket, issue_ticket, read_ticket

LIFE = timedelta(hours=1)
_PURPOSE = "order export"


class ExportOver(DomainError):
    """The link is not ours, or is over."""

    code = "ordering.export_over"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("This link is over; ask for the orders again.")


class ExportTicket(Struct, array_like=True, frozen=True):
    """Which orders a link opens: those that were asked for, as of when that was."""

    file_format: str
    placed_from: datetime | None
    placed_until: datetime | None
    channel_code: str | None
    state: str | None
    source: str | None
    asked_at: datetime


def issue_export_ticket(ticket: ExportTicket, *, secret: bytes) -> str:
    """Return what stands in a link that is good for an hour."""
    return issue_ticket(ticket, purpose=_PURPOSE, secret=secret, ends=ticket.asked_at + LIFE)


def read_export_ticket(text: str, *, secret: bytes, now: datetime) -> ExportTicket:
    """
    Return what a link opens.

    Raises:
        ExportOver: it was not signed here, or is over.
    """
    try:
        return read_ticket(text, ExportTicket, purpose=_PURPOSE, secret=secret, now=now)
    except BadTicket:
        raise ExportOver from None
