"""By what orders are counted over time, so that many small ones in a row are seen as what they are."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from types import MappingProxyType
from uuid import UUID

from serai.ordering.domain.contact import Contact

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "email": "e-mail address",
        "customer": "account",
        "phone": "phone number",
        "address": "address",
        "card": "card",
        "network": "network address",
    }
)
"""What is counted, and how people call it."""
WINDOWS: Mapping[str, tuple[str, timedelta]] = MappingProxyType(
    {
        "hour": ("an hour", timedelta(hours=1)),
        "day": ("a day", timedelta(days=1)),
        "week": ("a week", timedelta(days=7)),
    }
)
KEPT = timedelta(days=15)
"""How long counts are kept: the longest window, and as much again for trying rules on the week before."""


def subjects_of(
    *,
    email: str,
    customer_id: UUID | None,
    contact: Contact | None,
    card: str,
    network: bytes | None = None,
) -> dict[str, bytes]:
    """
    Return by what an order is counted, each as a digest; what is not known is left out.

    Spelling does not matter: of an e-mail address neither capitals nor what follows a plus sign, of a phone
    number only digits, of an address only letters and digits.

    >>> one = subjects_of(email="Ann+1@example.org", customer_id=None, contact=None, card="")
    >>> one == subjects_of(email="ann@Example.org", customer_id=None, contact=None, card="")
    True
    """
    address = contact.address if contact else None
    plain = {
        "email": _mailbox(email),
        "customer": str(customer_id or ""),
        "phone": re.sub(r"\D", "", contact.phone if contact else ""),
        "address": _letters(f"{address.line1}{address.postcode}{address.country}")
        if address
        else "",
        "card": card,
    }
    digests = {
        subject: sha256(f"{subject} {value}".encode()).digest()
        for subject, value in plain.items()
        if value
    }
    return digests | ({"network": network} if network else {})


def _mailbox(email: str) -> str:
    name, _, domain = email.casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}" if name else ""


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
