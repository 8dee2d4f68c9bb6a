"""Why a customer is predicted what they are: a fact, and which way it moves the prediction."""

import re
from dataclasses import dataclass

_WINDOWED = re.compile(r"(days|spend|lines|discount)_(\d+)")
_FADING = re.compile(r"fading_(days|spend)_(\d+)")
_BLOCK = re.compile(r"(days|spend)_block_(\w+)")
_PLAIN = {
    "since": "{0:.0f} days since the last purchase",
    "age": "first purchase {0:.0f} days ago",
    "days": "{0:.0f} purchase days in all",
    "rate": "{0:.2f} purchase days a day since the first",
    "spend_rate": "{0:.2f} spent a day since the first purchase",
    "mean_spend": "{0:.2f} spent on a purchase day",
    "gap_middle": "usually {0:.0f} days between purchases",
    "gap_spread": "gaps between purchases vary by {0:.1f} days",
    "gap_longest": "the longest gap lately was {0:.0f} days",
    "gap_last": "the last gap was {0:.0f} days",
    "overdue": "{0:.1f} times the usual gap since the last purchase",
}
_COUNTED = {
    "days": "{0:.0f} purchase days in the last {1} days",
    "spend": "{0:.2f} spent in the last {1} days",
    "lines": "{0:.0f} articles in the last {1} days",
    "discount": "{0:.2f} of discounts in the last {1} days",
}
_FADED = {
    "days": "how often they came, the last {1} days counting most: {0:.2f} a day",
    "spend": "what they spent, the last {1} days counting most: {0:.2f} a day",
}
_KINDS = {"days": "purchase days", "spend": "spent"}
_HOW = {"least": "the least", "most": "the most", "middle": "usually", "spread": "varying by"}


@dataclass(frozen=True, slots=True)
class Reason:
    """
    One thing known of a customer that moves a prediction.

    Attributes:
        code: what is known, a name of `serai_science.buying.describe.FEATURES`.
        value: how much it is of this customer; money in whole units of the currency.
        raises: whether it moves the prediction up.
    """

    code: str
    value: float
    raises: bool


def in_words(reason: Reason) -> str:
    """
    Return what is known, in English.

    Example:
        >>> in_words(Reason("days_28", 4.0, raises=True))
        '4 purchase days in the last 28 days'
    """
    if found := _WINDOWED.fullmatch(reason.code):
        return _COUNTED[found[1]].format(reason.value, found[2])
    if found := _FADING.fullmatch(reason.code):
        return _FADED[found[1]].format(reason.value, found[2])
    if found := _BLOCK.fullmatch(reason.code):
        return f"of the last six fortnights: {_HOW[found[2]]} {reason.value:.1f} {_KINDS[found[1]]}"
    return _PLAIN.get(reason.code, reason.code + ": {0:.2f}").format(reason.value)
