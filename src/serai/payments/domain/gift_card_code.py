"""Codes of gift cards: long enough that nobody guesses one, and kept as a digest only."""

import hashlib
import hmac
import re
from uuid import UUID

from serai.kernel.errors import DomainError, Kind

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which people misread or that make words."""
LENGTH = 16
"""Five bits a sign: 80 bits."""
SHORTEST, LONGEST = 8, 32
"""Of codes that were brought from elsewhere; ours have 16 signs."""
_MISREAD = str.maketrans("OIL", "011")
_SIGN = re.compile(r"[0-9A-Z]+")


class GiftCardNotFound(DomainError):
    """There is no gift card with this code, or this id."""

    code = "payments.gift_card_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such gift card. Look at the code again.")


def code_of(card_id: UUID, *, secret: bytes) -> str:
    """
    Return the code of a card that we issued, such as `7KX9-M2P4-0QRT-ZB5C`.

    It follows from the card's id and the platform's secret, so a letter can be sent again although the
    code is stored nowhere.
    """
    digest = hmac.digest(secret, b"gift card code\n" + card_id.bytes, hashlib.sha256)
    bits = int.from_bytes(digest[: LENGTH * 5 // 8])
    signs = "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return "-".join(signs[start : start + 4] for start in range(0, LENGTH, 4))


def plain(text: str) -> str:
    """
    Return a code as it is compared: capitals and digits only, misread signs as the ones that are meant.

    Raises:
        GiftCardNotFound: the text cannot be a code.
    """
    signs = "".join(_SIGN.findall(text.upper())).translate(_MISREAD)
    if not SHORTEST <= len(signs) <= LONGEST:
        raise GiftCardNotFound
    return signs


def digest_of(code: str, *, secret: bytes) -> bytes:
    """
    Return what is stored of a code: a digest that nobody can try codes against without the secret.

    Raises:
        GiftCardNotFound: the text cannot be a code.
    """
    return hmac.digest(secret, b"gift card\n" + plain(code).encode(), hashlib.sha256)


def last4_of(code: str) -> str:
    """Return the end of a code, by which people tell their cards apart."""
    return plain(code)[-4:]
