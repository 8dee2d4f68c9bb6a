"""Codes that arrive by e-mail and prove that the address is the shopper's own."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import timedelta

from serai.kernel.errors import DomainError, Kind

VALID_FOR = timedelta(minutes=10)
MOST_TRIES = 5


class CodeRefused(DomainError):
    """The code is wrong, used, expired, or was tried too often; which of these is not told."""

    code = "customers.code_refused"
    kind = Kind.UNAUTHENTICATED

    def __init__(self) -> None:
        super().__init__("This code is wrong or no longer valid. Ask for a new one.")


def new_code(below: Callable[[int], int] = secrets.randbelow) -> str:
    """Return six digits, each code as likely as any other."""
    return f"{below(1_000_000):06d}"


def keyed_digest(secret: bytes, *parts: str) -> bytes:
    """
    Return the HMAC-SHA-256 of `parts` under the platform's secret.

    A plain hash of six digits, or of an e-mail address, is undone by trying them all; this one is not
    without the secret. Parts are kept apart: ("ab", "c") and ("a", "bc") differ.
    """
    message = b"".join(len(part.encode()).to_bytes(4) + part.encode() for part in parts)
    return hmac.digest(secret, message, hashlib.sha256)
