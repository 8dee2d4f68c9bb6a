"""Conditions in the reader's language."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime, format_timedelta
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from serai.kernel.conditions import BadConditions, Field, Words
from serai.kernel.conditions.words import ENGLISH
from serai.kernel.money import Money
from serai.plumbing.api.wording import direction, money_in_words
from serai.plumbing.conditions.editor_words import EDITOR

_MESSAGES = Path(__file__).parent / "messages"
_ISOLATE, _END = "\u2068", "\u2069"


class LocalWords(Words):
    """
    The words of one language; what its catalogue lacks is said in English.

    A catalogue has the names of `kernel.conditions.words.ENGLISH`, those of the editor, the label of a field under
    `field.<domain>.<name>`, of a choice under `choice.<domain>.<field>.<value>`, and what became of a promotion.
    """

    def __init__(self, locale: str, zone: tzinfo = UTC) -> None:
        """
        Take the language.

        Args:
            locale: one of `plumbing.api.language.LOCALES`.
            zone: the time zone in which instants are told.
        """
        self.locale, self.zone = locale, zone
        self._catalogue = _catalogue(locale)
        self._isolates = direction(locale) == "rtl"

    def say(self, name: str, **facts: Any) -> str:
        """Return the sentence of this name."""
        return self.fill(self._catalogue.get(name) or ENGLISH.get(name) or EDITOR[name], **facts)

    def fill(self, sentence: str, **facts: Any) -> str:
        """Return a sentence of this language; facts do not turn the order of one read from right to left."""
        return sentence.format(**{key: self._isolated(str(text)) for key, text in facts.items()})

    def sentences(self, of: str, english: Mapping[str, str]) -> Mapping[str, str]:
        """Return sentences by their names, as the catalogue has them under `<of>.<name>`."""
        return {name: self._catalogue.get(f"{of}.{name}") or said for name, said in english.items()}

    def label(self, domain: str, field: Field) -> str:
        """Return what people call the field: the merchant's word, ours, or the English one."""
        ours = self._catalogue.get(f"field.{domain}.{field.name}")
        return field.labels.get(self.locale) or ours or field.label

    def choice(self, domain: str, field: Field, value: str) -> str:
        """Return what people call one of the field's choices."""
        chosen = next((each for each in field.choices if each.value == value), None)
        if chosen is None:
            return self.quoted(value)
        ours = self._catalogue.get(f"choice.{domain}.{field.name}.{value}")
        return chosen.labels.get(self.locale) or ours or chosen.label

    def span(self, days: int) -> str:
        """Return a number of days with the right plural."""
        span = timedelta(days=days)
        return format_timedelta(span, granularity="day", threshold=1e9, locale=self.locale)

    def number(self, value: Any, unit: str) -> str:
        """Return a number as the language writes it."""
        return f"{format_decimal(value, locale=self.locale, decimal_quantization=False)} {unit}".rstrip()

    def money(self, value: Money) -> str:
        """Return an amount as the language writes it."""
        return money_in_words(value, self.locale)

    def day(self, value: date) -> str:
        """Return a day in long form."""
        return str(format_date(value, "long", locale=self.locale))

    def instant(self, value: datetime) -> str:
        """Return an instant in the reader's time zone."""
        here = value.astimezone(self.zone)
        return str(format_datetime(here, "d MMM y, HH:mm z", locale=self.locale))

    def _isolated(self, text: str) -> str:
        return f"{_ISOLATE}{text}{_END}" if self._isolates else text


def words_in(locale: str, zone: tzinfo = UTC) -> Words:
    """Return the words of an answer's language; those of English stay as programs know them."""
    return Words() if locale == "en" else LocalWords(locale, zone)


def told_in(words: Words, refusal: BadConditions) -> BadConditions:
    """Return the same refusal with its faults in a language."""
    return BadConditions(
        [
            replace(fault, detail=words.say(f"fault.{fault.code}", **fault.facts))
            for fault in refusal.errors
        ]
    )


@cache
def _catalogue(locale: str) -> Mapping[str, str]:
    path = _MESSAGES / f"{locale}.po"
    if not path.exists():
        return {}
    catalogue = read_po(BytesIO(path.read_bytes()), locale=locale)
    return {str(message.id): str(message.string) for message in catalogue if message.id}
