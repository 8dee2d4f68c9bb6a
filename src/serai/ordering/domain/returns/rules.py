"""For how long goods may come back, and on what terms."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TO_SEND = timedelta(days=30)
"""How long goods of an approved return are waited for, and what they are exchanged for is held."""
TO_PAY_EXCHANGE = timedelta(days=14)
"""How long the difference of an exchange is waited for once the goods are here."""


class ReturnReason(StrEnum):
    """Why goods come back."""

    CHANGED_MIND = "changed_mind"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    LATE = "late"
    DAMAGED = "damaged"
    WRONG_ARTICLE = "wrong_article"
    NOT_AS_DESCRIBED = "not_as_described"
    OTHER = "other"


OUR_FAULT = (
    ReturnReason.LATE,
    ReturnReason.DAMAGED,
    ReturnReason.WRONG_ARTICLE,
    ReturnReason.NOT_AS_DESCRIBED,
)
"""Reasons for which no fee is kept."""


@dataclass(frozen=True, slots=True)
class Rule:
    """
    How goods of a category may come back to a channel; without a category, all others.

    `days` count from the hand-over; 0: they may not. What is worth less than `keep_below_minor` in all
    need not come back. `is_approved_at_once`: nobody need look at a request that keeps the rules.
    """

    category: str = ""
    days: int = 30
    fee_basis_points: int = 0
    keep_below_minor: int = 0
    is_approved_at_once: bool = True

    def until(self, handed_over_at: datetime) -> datetime:
        """Return until when goods may be announced that were handed over then."""
        return handed_over_at + timedelta(days=self.days)

    def fee_for(self, reason: ReturnReason) -> int:
        """Return the fee in basis points: none for what is our own fault."""
        return 0 if reason in OUR_FAULT else self.fee_basis_points


DEFAULT = Rule()
"""What counts on a channel that has no rules: thirty days, without a fee."""


def rule_for(categories: Collection[str], rules: Sequence[Rule]) -> Rule:
    """
    Return the rule that counts for goods: of the deepest of their categories that has one.

    Args:
        categories: the paths of the goods' category and of those above.
        rules: of the channel.

    Example:
        >>> rules = [Rule("", days=30), Rule("food", days=0), Rule("food/tins", days=14)]
        >>> rule_for({"food", "food/tins"}, rules).days, rule_for({"toys"}, rules).days
        (14, 30)
    """
    fitting = [rule for rule in rules if not rule.category or rule.category in categories]
    return max(
        fitting, key=lambda rule: rule.category.count("/") + bool(rule.category), default=DEFAULT
    )
