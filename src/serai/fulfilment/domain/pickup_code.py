"""The code that a shopper shows to get what waits for them."""

import hashlib
import hmac
from uuid import UUID

_DIGITS = 6


def pickup_code(group_id: UUID, *, secret: bytes) -> str:
    """
    Return the code of a group that is collected: six digits, always the same, kept nowhere.

    Args:
        group_id: which group.
        secret: the installation's own.
    """
    key = hmac.digest(secret, b"serai pick-up code", hashlib.sha256)
    number = int.from_bytes(hmac.digest(key, group_id.bytes, hashlib.sha256)[:8], "big")
    return f"{number % 10**_DIGITS:0{_DIGITS}}"


def is_pickup_code(said: str, group_id: UUID, *, secret: bytes) -> bool:
    """Return whether somebody said the code of a group; spaces and hyphens do not matter."""
    tidy = "".join(sign for sign in said if sign.isdigit() and sign.isascii())
    return hmac.compare_digest(tidy, pickup_code(group_id, secret=secret))
