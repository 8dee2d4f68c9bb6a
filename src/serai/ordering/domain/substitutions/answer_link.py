"""The link by which a shopper answers without logging in: signed, for one offer."""

import base64
import hashlib
import hmac
from uuid import UUID

from serai.kernel.errors import DomainError, Kind

_BYTES = 16


class SubstitutionNotFound(DomainError):
    """There is no such offer, or it is not theirs."""

    code = "ordering.substitution_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such offer of a substitute.")


def answer_link(substitution_id: UUID, *, secret: bytes) -> str:
    """Return the last part of the link: the offer and its signature."""
    return f"{substitution_id.hex}.{_signature(substitution_id, secret)}"


def offer_of_link(link: str, *, secret: bytes) -> UUID:
    """
    Return which offer a link is for.

    Raises:
        SubstitutionNotFound: it was not signed here.
    """
    text, _, signature = link.partition(".")
    try:
        substitution_id = UUID(hex=text)
    except ValueError:
        raise SubstitutionNotFound from None
    if not hmac.compare_digest(
        _signature(substitution_id, secret).encode(), signature.encode("utf-8", "replace")
    ):
        raise SubstitutionNotFound
    return substitution_id


def _signature(substitution_id: UUID, secret: bytes) -> str:
    key = hmac.digest(secret, b"serai substitution", hashlib.sha256)
    mac = hmac.digest(key, substitution_id.bytes, hashlib.sha256)[:_BYTES]
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")
