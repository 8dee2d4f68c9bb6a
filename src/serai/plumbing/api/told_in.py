"""What is told, in the language of whoever asks the API."""

from datetime import date, datetime
from typing import Any, Protocol

from babel.dates import format_date, format_datetime
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime

from serai.kernel.money import Money
from serai.kernel.told import Told
from serai.plumbing.api.answer import JsonAnswer, answer
from serai.plumbing.api.problem import locale_of
from serai.plumbing.api.wording import money_in_words
from serai.plumbing.json import as_json_in
from serai.plumbing.wiring import bound


class Sentences(Protocol):
    """Knows what the platform says, in the languages of its readers."""

    def said(self, sentence: str, language: str) -> str:
        """Return a sentence with its braces in a language; the English where it has no other."""
        ...


def told_answer(request: HttpRequest, view: Any, status: int = 200) -> HttpResponse:
    """Return a view as `answer` does, with what is told in the language that the request asks for."""
    language = locale_of(request)
    if language == "en":
        return answer(view, status)
    return JsonAnswer(as_json_in(view, lambda told: told_in(told, language)), status)


def told_in(told: Told, language: str) -> str:
    """Return a sentence with its facts as a language writes them."""
    facts = {name: _written(fact, language) for name, fact in told.facts.items()}
    return bound(Sentences).said(told.sentence, language).format(**facts)


def _written(fact: Any, language: str) -> Any:
    if isinstance(fact, Told):
        return told_in(fact, language)
    if isinstance(fact, Money):
        return money_in_words(fact, language)
    if isinstance(fact, datetime):
        return format_datetime(localtime(fact), "d MMMM y, HH:mm", locale=language)
    if isinstance(fact, date):
        return format_date(fact, "d MMMM y", locale=language)
    return fact
