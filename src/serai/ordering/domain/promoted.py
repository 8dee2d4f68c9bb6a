"""What promotions did to a cart or an order, as it is kept."""

from typing import Any
from uuid import UUID

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind

MOST_CODES = 10


class TooManyCodes(DomainError):
    """The cart holds as many codes as it may."""

    code = "ordering.too_many_codes"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        self.most = MOST_CODES
        super().__init__(f"A cart holds at most {MOST_CODES} codes; take one out first.")


class EnteredCode(Struct, frozen=True, omit_defaults=True):
    """A code that the shopper entered, the promotion that it opens, and why it opens nothing now, if so."""

    code: str
    promotion_id: UUID
    refused: str = ""


class LineDiscount(Struct, frozen=True, omit_defaults=True):
    """What one promotion took off one line or the delivery, in minor units."""

    promotion_id: UUID
    code: str
    name: str
    minor: int
    coupon: str = ""


class Applied(Struct, frozen=True, omit_defaults=True):
    """A promotion that applied, and what it took off in all, in minor units."""

    promotion_id: UUID
    code: str
    name: str
    minor: int
    coupon: str = ""


class Missed(Struct, frozen=True, omit_defaults=True):
    """
    A promotion that did not apply though the shopper entered its code or lacks but little.

    `reason` is a word such as "too_little", `facts` what a sentence needs.
    """

    promotion_id: UUID
    code: str
    name: str
    reason: str
    coupon: str = ""
    facts: dict[str, Any] = {}


class Promoted(Struct, frozen=True, omit_defaults=True):
    """
    What promotions did to a cart.

    `of_lines` are the discounts of each line, in the order of the lines; empty when no line has one.
    `since_version` counts the changes of promotions up to the one that refused an order of this cart: what was
    known before it counts no more.
    """

    codes: tuple[EnteredCode, ...] = ()
    applied: tuple[Applied, ...] = ()
    missed: tuple[Missed, ...] = ()
    of_lines: tuple[tuple[LineDiscount, ...], ...] = ()
    of_delivery: tuple[LineDiscount, ...] = ()
    since_version: int = 0

    def of_line(self, index: int) -> tuple[LineDiscount, ...]:
        """Return what promotions took off one line."""
        return self.of_lines[index] if self.of_lines else ()


UNPROMOTED = Promoted()
