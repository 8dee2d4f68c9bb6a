"""Tickets: the link in a letter that opens one alert without signing in."""

from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.kernel.tickets import BadTicket, issue_ticket, read_ticket
from serai.marketing.domain.alerts.alert import LINK_LASTS

_PURPOSE = "alert"


class AlertNotFound(DomainError):
    """There is no such alert, or the link to it is over."""

    code = "marketing.alert_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such alert, or its link is over.")


class _Opens(msgspec.Struct, array_like=True, frozen=True):
    alert_id: UUID


def issue_alert_ticket(alert_id: UUID, *, secret: bytes, now: datetime) -> str:
    """Return a ticket that opens an alert for as long as a letter may be looked at."""
    return issue_ticket(_Opens(alert_id), purpose=_PURPOSE, secret=secret, ends=now + LINK_LASTS)


def read_alert_ticket(ticket: str, *, secret: bytes, now: datetime) -> UUID:
    """
    Return which alert a ticket opens.

    Raises:
        AlertNotFound: it was not signed here, or is over.
    """
    try:
        return read_ticket(ticket, _Opens, purpose=_PURPOSE, secret=secret, now=now).alert_id
    except BadTicket:
        raise AlertNotFound from None
