"""How the facts of a sentence are written in a language."""

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from babel.core import Locale
from babel.lists import format_list
from babel.numbers import format_currency

from serai.kernel.money import Money

_ISOLATE, _END = "\u2068", "\u2069"


class Wording(Formatter):
    """Fills facts into a sentence: money and lists as the language writes them, known words translated."""

    def __init__(self, locale: str, words: Mapping[str, str]) -> None:
        """
        Take the language.

        Args:
            locale: a language, such as "he".
            words: translations of values that facts can have, by `<fact>.<value>`.
        """
        self.locale, self.words = locale, words

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Return the fact that a brace names, as it is to be read, and what it was found under."""
        value, found_under = super().get_field(field_name, args, kwargs)
        return self._shown(re.split(r"[.\[\]]", field_name.rstrip("]"))[-1], value), found_under

    def _shown(self, name: str, value: Any) -> str:
        if isinstance(value, list | tuple):
            return format_list([self._shown(name, each) for each in value], locale=self.locale)
        if isinstance(value, Money):
            return self._isolated(money_in_words(value, self.locale))
        if isinstance(value, int):
            return str(value)
        text = str(value)
        word = self.words.get(f"{name}.{text.rpartition('.')[2]}")
        return word or self._isolated(text)

    def _isolated(self, text: str) -> str:
        """Return `text` so that it does not turn the order of a sentence read from right to left."""
        return f"{_ISOLATE}{text}{_END}" if direction(self.locale) == "rtl" else text


def money_in_words(money: Money, locale: str) -> str:
    """Return an amount as readers of `locale` write it."""
    return str(format_currency(money.as_decimal(), money.currency, locale=locale))


def direction(locale: str) -> str:
    """Return "rtl" for a language that is read from right to left, "ltr" for others."""
    return Locale.parse(locale).text_direction
