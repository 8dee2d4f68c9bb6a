"""Say which company issues the invoices of which channels."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec.structs import replace

from serai.catalog.public import channel
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.papers.issuer import Issuer
from serai.plumbing.db import execute, unit_of_work


class BadIssuer(DomainError):
    """A field of the company cannot be right."""

    code = "ordering.bad_issuer"
    kind = Kind.REJECTED

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"{field} of the company cannot be right.")


@unit_of_work()
def set_issuer(issuer: Issuer, *, now: datetime) -> Issuer:
    """
    Write a company down; papers that are issued from now on name it so, those before stay as they are.

    Its channels are all that it sells through: a channel of another company's becomes its own.

    Raises:
        BadIssuer: no name, no address, or a time zone that there is none of.
        ChannelNotFound: it is to sell through a channel that there is none of.
    """
    if not issuer.name.strip():
        raise BadIssuer("name")
    if not issuer.address:
        raise BadIssuer("address")
    if issuer.invoice_prefix == issuer.credit_note_prefix:
        raise BadIssuer("credit_note_prefix")
    try:
        ZoneInfo(issuer.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadIssuer("time_zone") from None
    codes = sorted({channel(code).code for code in issuer.channels})
    said = msgspec.json.encode(replace(issuer, channels=())).decode()
    execute(
        "INSERT INTO ordering_issuer (code, said, invoiced_when, changed_at)"
        " VALUES (%(code)s, %(said)s::jsonb, %(when)s, %(now)s) ON CONFLICT (code) DO UPDATE"
        " SET said = %(said)s::jsonb, invoiced_when = %(when)s, changed_at = %(now)s",
        {"code": issuer.code, "said": said, "when": issuer.invoiced_when.value, "now": now},
    )
    execute(
        "DELETE FROM ordering_issuer_channel WHERE issuer_id = %s AND NOT channel_code = ANY(%s)",
        [issuer.code, codes],
    )
    execute(
        "INSERT INTO ordering_issuer_channel (channel_code, issuer_id)"
        " SELECT unnest(%s::text[]), %s ON CONFLICT (channel_code) DO UPDATE"
        " SET issuer_id = excluded.issuer_id",
        [codes, issuer.code],
    )
    return replace(issuer, channels=tuple(codes))
