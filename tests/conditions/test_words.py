"""Conditions are told in the reader's language."""

import re
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po
from conditions.registry import FIELDS, TREES
from hypothesis import given, settings

from serai.catalog.queries.collections.fields import collection_fields
from serai.customers.queries.segments.fields import segment_fields
from serai.kernel.conditions import BadConditions, Fields, read_tree, sentence
from serai.kernel.conditions.words import ENGLISH
from serai.ordering.domain.review.fields import review_fields
from serai.plumbing.api.language import LOCALES
from serai.plumbing.conditions import LocalWords, told_in
from serai.plumbing.conditions.editor_words import EDITOR
from serai.pricing.domain.promotions.explain import ENGLISH as OF_PROMOTIONS
from serai.pricing.domain.promotions.fields import cart_fields, line_fields

MESSAGES = Path(__file__).parents[2] / "src/serai/plumbing/conditions/messages"
TRANSLATED = [locale for locale in LOCALES if locale != "en"]


def catalogue(locale: str) -> dict[str, str]:
    with (MESSAGES / f"{locale}.po").open("rb") as file:
        found = read_po(file, locale=locale, abort_invalid=True)
    return {str(message.id): str(message.string) for message in found if message.id}


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def said(locale: str, *rules: dict[str, Any]) -> str:
    words = LocalWords(locale, ZoneInfo("Asia/Jerusalem"))
    return sentence(read_tree({"rules": [*rules]}, FIELDS), FIELDS, words)


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_sentence_is_translated_with_its_facts(locale: str):
    told = catalogue(locale)
    of_promotions = {f"promotion.{name}": said for name, said in OF_PROMOTIONS.items()}
    for name, english in {**ENGLISH, **EDITOR, **of_promotions}.items():
        assert braces(told[name]) == braces(english), name


@pytest.mark.parametrize("locale", TRANSLATED)
def test_the_catalogues_have_the_same_names(locale: str):
    assert catalogue(locale).keys() == catalogue("he").keys()


@pytest.mark.django_db
@pytest.mark.parametrize("locale", TRANSLATED)
@pytest.mark.parametrize(
    "registry",
    [
        segment_fields,
        collection_fields,
        review_fields,
        partial(cart_fields, "EUR"),
        partial(line_fields, "EUR"),
    ],
    ids=["segments", "collections", "holds", "carts", "lines"],
)
def test_every_field_of_the_shop_has_a_label(locale: str, registry: Any):
    fields: Fields = registry()
    words = LocalWords(locale)
    told = catalogue(locale)

    assert [name for name in fields if f"field.{fields.domain}.{name}" not in told] == []
    for field in fields.values():
        assert words.label(fields.domain, field) == told[f"field.{fields.domain}.{field.name}"]


def test_a_sentence_in_hebrew_isolates_what_could_turn_it():
    told = said("he", {"field": "name", "operator": "contains", "value": "Milk (3%)"})

    assert re.sub("[\u2068\u2069]", "", told) == "Name מכיל „Milk (3%)”"
    assert "\u2068Milk (3%)\u2069" in told


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("ru", "Spent меньше 12,50 €"),
        ("pt", "Spent menor que € 12,50"),
    ],
)
def test_money_is_written_as_the_language_writes_it(locale: str, words: str):
    told = said(locale, {"field": "spent", "operator": "<", "value": "12.5"})

    assert told.replace("\u00a0", " ") == words


def test_days_and_instants_are_the_reader_s():
    at = datetime(2026, 11, 21, 22, 30, tzinfo=UTC).isoformat()

    assert said("ru", {"field": "seen", "operator": "withinLast", "value": 5}).endswith("5 дней")
    assert "30 يومًا" in said("ar", {"field": "born", "operator": "longerAgo", "value": 30})
    assert "21 ноября 2026" in said("ru", {"field": "born", "operator": "=", "value": "2026-11-21"})
    assert "22 нояб. 2026" in said("ru", {"field": "seen", "operator": "<", "value": at})


def test_faults_are_told_in_the_language():
    with pytest.raises(BadConditions) as refusal:
        read_tree({"rules": [{"field": "pieces", "operator": "=", "value": "x"}]}, FIELDS)

    [fault] = told_in(LocalWords("pt"), refusal.value).errors
    assert (fault.path, fault.detail) == ("/rules/0/value", "Digite um número.")


@settings(max_examples=40, deadline=None)
@given(sent=TREES)
@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_can_be_said_can_be_said_in_every_language(locale: str, sent: dict[str, Any]):
    assert sentence(read_tree(sent, FIELDS), FIELDS, LocalWords(locale))
