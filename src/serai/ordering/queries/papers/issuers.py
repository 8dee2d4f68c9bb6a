"""The companies that issue invoices."""

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.papers.issuer import Issuer
from serai.plumbing.db import rows

_SELECT = """
SELECT said::text, (
  SELECT coalesce(array_agg(c.channel_code ORDER BY c.channel_code), '{}')
  FROM ordering_issuer_channel AS c WHERE c.issuer_id = i.code)
FROM ordering_issuer AS i
"""
_issuer = msgspec.json.Decoder(Issuer)


class IssuerNotFound(DomainError):
    """There is no such company, or none sells through the channel."""

    code = "ordering.issuer_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        super().__init__(f"No company issues invoices as {issuer!r}.")


def issuer(code: str) -> Issuer:
    """
    Return a company by its code; one statement.

    Raises:
        IssuerNotFound: there is none.
    """
    found = rows(f"{_SELECT} WHERE i.code = %s", [code])
    if not found:
        raise IssuerNotFound(code)
    return _told(found[0])


def issuers() -> list[Issuer]:
    """Return every company by its code; one statement."""
    return [_told(row) for row in rows(f"{_SELECT} ORDER BY i.code")]


def issuer_of_channel(channel_code: str) -> Issuer | None:
    """Return the company that sells through a channel, if one is set up; one statement."""
    found = rows(
        f"{_SELECT} WHERE i.code = ("  # noqa: S608 - both parts are ours
        "SELECT issuer_id FROM ordering_issuer_channel WHERE channel_code = %s)",
        [channel_code],
    )
    return _told(found[0]) if found else None


def _told(row: tuple[str, list[str]]) -> Issuer:
    return msgspec.structs.replace(_issuer.decode(row[0]), channels=tuple(row[1]))
