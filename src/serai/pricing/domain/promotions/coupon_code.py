"""Codes of coupons: as shoppers type them, as they are kept, and as they are made."""

import re
from collections.abc import Iterator

from serai.kernel.errors import DomainError, Kind

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Thirty-two signs that are not taken for one another: no 0, O, 1, I."""
RANDOM_LETTERS = 12
"""Sixty random bits: of 100,000 codes one is hit by guessing once in 10 million million tries."""
LONGEST_PREFIX = 16
_LEAST, _MOST = 3, 40
_TABLE = bytes(LETTERS.encode()[byte % 32] for byte in range(256))
_BETWEEN = re.compile(r"[\s\-_]+")
_CODE = re.compile(rf"[A-Z0-9]{{{_LEAST},{_MOST}}}")
_PREFIX = re.compile(rf"[A-Z0-9]{{0,{LONGEST_PREFIX}}}")


class BadCouponCode(DomainError):
    """A code cannot look like this."""

    code = "pricing.bad_coupon_code"
    kind = Kind.REJECTED

    def __init__(self, said: str) -> None:
        self.said = said[:_MOST]
        super().__init__(
            f"A coupon's code is {_LEAST} to {_MOST} letters A to Z and digits; not {self.said!r}."
        )


def normal_code(said: str) -> str:
    """
    Return a code as it is kept: capital letters and digits without blanks and dashes.

    >>> normal_code(" spring-24 ")
    'SPRING24'

    Raises:
        BadCouponCode: no code can look like this.
    """
    found = _BETWEEN.sub("", said).upper()
    if not _CODE.fullmatch(found):
        raise BadCouponCode(said)
    return found


def normal_prefix(said: str) -> str:
    """
    Return what made codes begin with, as it is kept; it may be empty.

    Raises:
        BadCouponCode: it is longer than 16 signs, or has others than letters and digits.
    """
    found = _BETWEEN.sub("", said).upper()
    if not _PREFIX.fullmatch(found):
        raise BadCouponCode(said)
    return found


def codes_of(prefix: str, random: bytes) -> Iterator[str]:
    """
    Yield a code for every twelve random bytes.

    Args:
        prefix: what each begins with, as `normal_prefix` returns it.
        random: from a generator fit for secrets.
    """
    letters = random.translate(_TABLE).decode("ascii")
    for start in range(0, len(letters), RANDOM_LETTERS):
        yield prefix + letters[start : start + RANDOM_LETTERS]


def shown_code(code: str, prefix: str = "") -> str:
    """
    Return a made code as people read it: its prefix, then groups of four.

    >>> shown_code("SPRINGABCDEFGHJKLM", "SPRING")
    'SPRING-ABCD-EFGH-JKLM'
    """
    rest = code.removeprefix(prefix)
    groups = [rest[start : start + 4] for start in range(0, len(rest), 4)]
    return "-".join([prefix, *groups] if prefix else groups)
