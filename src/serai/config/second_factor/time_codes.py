"""Time-based codes (RFC 6238): what an authenticator app shows for half a minute."""

import hmac
import unicodedata
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote

SECRET_BYTES = 20
"""As long as the hash, as RFC 4226 recommends."""

SECONDS, DIGITS = 30, 6
_DRIFT = 1
"""Steps that a telephone's clock may be off, either way."""


def step_of(instant: datetime) -> int:
    """Return the half minute of an instant, counted from 1970."""
    return int(instant.timestamp()) // SECONDS


def code_at(secret: bytes, step: int, *, digits: int = DIGITS, algorithm: str = "sha1") -> str:
    """
    Return the code of a step.

    Example:
        >>> code_at(b"12345678901234567890", 1, digits=8)
        '94287082'
    """
    signed = hmac.digest(secret, step.to_bytes(8), algorithm)
    offset = signed[-1] & 15
    number = int.from_bytes(signed[offset : offset + 4]) & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def matching_step(secret: bytes, code: str, *, now: datetime, after: int) -> int | None:
    """
    Return the step whose code this is, or `None`; every candidate is compared, in constant time.

    Args:
        secret: what the app knows, too.
        code: what somebody typed.
        now: the present instant; a step before and after it are taken as well.
        after: the latest step whose code was used.
    """
    present, found = step_of(now), None
    for step in range(present - _DRIFT, present + _DRIFT + 1):
        alike = hmac.compare_digest(code_at(secret, step).encode(), code.encode())
        if alike and step > after:
            found = step
    return found


def digits_in(typed: str) -> str:
    """
    Return the digits that somebody typed, of whatever script, without what groups them.

    Example:
        >>> digits_in("123 456"), digits_in("١٢٣-٤٥٦")
        ('123456', '123456')
    """
    return "".join(str(unicodedata.digit(each)) for each in typed if each.isdecimal())


def key_text(secret: bytes) -> str:
    """Return a secret as people type it into an app: base32, in groups of four."""
    text = b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def key_address(secret: bytes, *, issuer: str, account: str) -> str:
    """Return what the square code says: the secret, whose it is, and that codes are of the usual kind."""
    name = f"{quote(issuer)}:{quote(account)}"
    text = b32encode(secret).decode()
    return (
        f"otpauth://totp/{name}?secret={text}&issuer={quote(issuer)}&algorithm=SHA1"
        f"&digits={DIGITS}&period={SECONDS}"
    )
