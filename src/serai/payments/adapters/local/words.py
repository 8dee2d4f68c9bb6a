"""What the processor's own pages say, in the shopper's language."""

from collections.abc import Mapping
from types import MappingProxyType

from serai.kernel.money import Money
from serai.plumbing.api.language import phrase
from serai.plumbing.api.wording import direction, money_in_words

_ENGLISH = MappingProxyType(
    {
        "confirm": "Confirm your payment",
        "approve": "Approve",
        "refuse": "Refuse",
        "no_real_money": "A test bank of the local payment processor. No real money moves.",
        "unknown": "No such payment",
        "go_back": "There is nothing to confirm at this address. Go back to the shop and look at your order.",
    }
)


def words_in(locale: str, english: Mapping[str, str] = _ENGLISH) -> Mapping[str, str]:
    """
    Return the texts of pages, with the language and its direction for the document itself.

    Args:
        locale: the reader's language.
        english: the texts by name; the processor's own unless another page hands in its.
    """
    texts = {
        name: phrase(f"payments.page.{name}", locale, otherwise=text)
        for name, text in english.items()
    }
    return {"lang": locale, "dir": direction(locale)} | texts


def amount_in(locale: str, amount: Money) -> str:
    """Return the amount as it stands on the page; in English with the currency's code."""
    return str(amount) if locale == "en" else money_in_words(amount, locale)
