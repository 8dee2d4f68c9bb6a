"""Why a customer is predicted what they are: a fact, and which way it moves the prediction."""

import re
from dataclasses import dataclass

from babel.numbers import format_decimal

from serai.customers.domain.predicting.reason_words import WORDS

_WINDOWED = re.compile(r"(days|spend|lines|discount)_(\d+)")
_FADING = re.compile(r"fading_(days|spend)_(\d+)")
_BLOCK = re.compile(r"(days|spend)_block_(least|most|middle|spread)")
_DECIMALS = {
    "rate": 2, "spend_rate": 2, "mean_spend": 2, "gap_spread": 1, "overdue": 1, "spend_in": 2, "discount_in": 2,
    "days_fading": 2, "spend_fading": 2, "days_block": 1, "spend_block": 1,
}  # fmt: skip
_PATTERNS = {0: "0", 1: "0.0", 2: "0.00"}


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


def in_words(reason: Reason, locale: str = "en") -> str:
    """
    Return what is known, in the language of `locale`, in English where we do not speak it.

    Example:
        >>> in_words(Reason("days_28", 4.0, raises=True))
        '4 purchase days in the last 28 days'
        >>> in_words(Reason("mean_spend", 12.5, raises=True), "pt-BR")
        'gasto por dia de compra: 12,50'
    """
    language = locale.partition("-")[0]
    language = language if language in WORDS else "en"
    words = WORDS[language]
    key, window, how = _parts(reason.code)
    value = format_decimal(
        reason.value, _PATTERNS[_DECIMALS.get(key, 0)], locale=language, numbering_system="latn"
    )
    said = words.get(key, f"{reason.code}: {{value}}")
    return said.format(value=value, window=window, how=words.get(how, ""))


def _parts(code: str) -> tuple[str, str, str]:
    """Return under which key a fact is worded, over how many days, and which of several."""
    if found := _WINDOWED.fullmatch(code):
        return f"{found[1]}_in", found[2], ""
    if found := _FADING.fullmatch(code):
        return f"{found[1]}_fading", found[2], ""
    if found := _BLOCK.fullmatch(code):
        return f"{found[1]}_block", "", found[2]
    return code, "", ""
