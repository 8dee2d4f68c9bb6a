"""What became of each promotion, and what a line owes to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from serai.kernel.money import Money


class Outcome(StrEnum):
    """Why a promotion applied, or did not."""

    APPLIED = "applied"
    OTHER_CHANNEL = "other_channel"
    OTHER_STORE = "other_store"
    OTHER_CURRENCY = "other_currency"
    NOT_NOW = "not_now"
    NEEDS_COUPON = "needs_coupon"
    USED_UP = "used_up"
    BUDGET_SPENT = "budget_spent"
    CONDITIONS = "conditions"
    """The cart, the buyer or the place are not as it wants them."""
    NO_LINES = "no_lines"
    """No line of the cart is one of its lines."""
    TOO_LITTLE = "too_little"
    """Its lines do not come to its minimum or first tier; `missing_minor` or `missing_units` says how much."""
    TOO_FEW = "too_few"
    """Too few units for one set; those in another set count no more."""
    NO_DELIVERY = "no_delivery"
    """No delivery is chosen, or it costs nothing."""
    NOTHING_LEFT = "nothing_left"
    """Its lines cost no more than it wants already."""
    OTHER_OF_GROUP = "other_of_group"
    """Another of its group takes more; `by` names it."""
    STANDS_ALONE = "stands_alone"
    """It combines with no other, and the others take more together; `by` names the first of them."""
    OTHER_STANDS_ALONE = "other_stands_alone"
    """One that combines with no other takes more; `by` names it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What became of one promotion.

    `taken` is what it took off the order. `coupon` is the code that opened it. `facts` are values for a
    sentence, such as how much is missing, in plain JSON.
    """

    promotion_id: UUID
    code: str
    name: str
    outcome: Outcome
    taken: Money
    coupon: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def applied(self) -> bool:
        """Return whether it applied: took something off, or gives a gift."""
        return self.outcome is Outcome.APPLIED


@dataclass(frozen=True, slots=True)
class Discount:
    """What one promotion took off one line or the delivery."""

    promotion_id: UUID
    code: str
    name: str
    amount: Money
    coupon: str = ""


@dataclass(frozen=True, slots=True)
class EarnedGift:
    """So many units of an article that the cart may have for nothing, in a line with `gift_of`."""

    promotion_id: UUID
    code: str
    variant_id: UUID
    quantity: int
