"""Tickets: a link to one export that whoever holds it may open, for a while."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from serai.customers.domain.privacy_request import PrivacyRequestNotFound
from serai.kernel.tickets import BadTicket, issue_ticket, read_ticket

WHILE_LOOKING = timedelta(hours=1)
"""Pages make new ones."""
_PURPOSE = "personal data"


class ExportTicket(msgspec.Struct, array_like=True, frozen=True):
    """What a ticket opens."""

    request_id: UUID


def issue_export_ticket(request_id: UUID, *, secret: bytes, now: datetime) -> str:
    """Return a ticket that opens an export for an hour."""
    opens = ExportTicket(request_id)
    return issue_ticket(opens, purpose=_PURPOSE, secret=secret, ends=now + WHILE_LOOKING)


def read_export_ticket(ticket: str, *, secret: bytes, now: datetime) -> UUID:
    """
    Return which export a ticket opens.

    Raises:
        PrivacyRequestNotFound: it was not signed here, or is over.
    """
    try:
        opened = read_ticket(ticket, ExportTicket, purpose=_PURPOSE, secret=secret, now=now)
    except BadTicket:
        raise PrivacyRequestNotFound from None
    return opened.request_id
