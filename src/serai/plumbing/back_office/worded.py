"""Sentences that the back office says: in the reader's language on a page, in English in the history."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from serai.kernel.errors import DomainError
from serai.kernel.told import Told
from serai.plumbing.api.language import localised


class Worded(str):
    """A sentence in the reader's language; `noted` is the same in English, as a history keeps it."""

    __slots__ = ("noted",)
    noted: str


def worded(sentence: str, /, **facts: Any) -> str:
    """
    Return a sentence with its facts, in the language of whoever reads the page.

    Args:
        sentence: in English, with the names of its facts in braces; the catalogues have it word for word.
        facts: what the braces stand for. A fact that is itself a sentence is noted in English as well.
    """
    said = Worded(gettext(sentence).format(**facts))
    said.noted = sentence.format(**{name: noted(fact) for name, fact in facts.items()})
    return said


def told(sentence: Told) -> str:
    """Return what is told, with all that is told in it, in the reader's language and local time."""
    return worded(sentence.sentence, **{name: _said(fact) for name, fact in sentence.facts.items()})


def _said(fact: Any) -> Any:
    if isinstance(fact, Told):
        return told(fact)
    if isinstance(fact, datetime):
        return date_format(localtime(fact), "DATETIME_FORMAT")
    if isinstance(fact, date):
        return str(format_date(fact, "d MMMM y", locale=get_language() or "en"))
    return fact


def day_of_month(day: date) -> str:
    """Return a day without its year, as it stands below a plot, in the reader's language."""
    return str(format_date(day, "d MMM", locale=get_language() or "en"))


def noted(sentence: Any) -> Any:
    """Return a sentence as a history keeps it."""
    return getattr(sentence, "noted", sentence)


def in_own_words(sentence: str) -> str:
    """Return a sentence as the reader's language has it; one that is worded already stays."""
    return sentence if isinstance(sentence, Worded) else gettext(sentence)


def why_not(refusal: Exception) -> str:
    """Return why something was refused, in the language of whoever reads the page."""
    if isinstance(refusal, DomainError):
        return localised(refusal, get_language() or "en")
    return str(refusal)
