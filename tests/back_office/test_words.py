"""Staff read the back office in their own language."""

import re

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from factories.ordering import a_shop

from serai.config.back_office.nothing_yet import NOTHING_YET
from serai.config.back_office.side_bar import SIDE_BAR
from serai.config.back_office.words.catalogues import LANGUAGES, MESSAGES, learn
from serai.config.back_office.words.extract import SAID_BY_VALUE, all_that_is_said
from serai.config.back_office.words.names import people_say
from serai.plumbing.back_office.worded import noted, worded

FACT = re.compile(r"{[^}]*}|%\([a-z_]+\)s")
OTHERS = [language for language in LANGUAGES if language != "en"]
NAVIGATION = {title for title, _ in SIDE_BAR} | {
    name for _, pages in SIDE_BAR for name, _, _ in pages
}

NAMES = {
    *("AUC", "BIC", "CSV", "CSV: sku, min_quantity, amount, compare_at, valid_from, valid_until."),
    *("GTIN", "IBAN", "NDCG@10", "PDF", "SKU", "WAPE", "Webhooks", "https://…", "recall@10", "–"),
    *("{arm}: {interval}: {verdict}.", "{interval}: {verdict}."),
}
"""What other scripts write as English does."""


def words_of(language: str) -> dict[str, str]:
    with (MESSAGES / f"{language}.po").open("rb") as source:
        return {str(each.id): str(each.string) for each in read_po(source) if each.id}


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_has_a_name_in_every_language(language: str):
    words = words_of(language)

    assert sorted(name for name in (*NAVIGATION, *SAID_BY_VALUE) if not words.get(name)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str):
    assert sorted(said for said, other in words_of(language).items() if not other) == []


def test_whatever_pages_say_is_in_the_catalogues():
    assert sorted(all_that_is_said() - set(words_of("he"))) == []


@pytest.mark.parametrize("language", [each for each in OTHERS if each != "pt"])
def test_no_translation_is_the_english_but_for_names(language: str):
    same = {said for said, other in words_of(language).items() if said == other}

    assert same <= NAMES


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_facts_of_its_sentence(language: str):
    off = [
        said
        for said, other in words_of(language).items()
        if sorted(FACT.findall(said)) != sorted(FACT.findall(other))
    ]

    assert off == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "direction", "orders", "number"),
    [
        ("he", "rtl", "הזמנות", "מספר"),
        ("ru", "ltr", "Заказы", "Номер"),
        ("ar", "rtl", "الطلبات", "الرقم"),
    ],
)
def test_a_page_is_in_the_language_of_the_browser(
    owner: Client, language: str, direction: str, orders: str, number: str
):
    a_shop()

    answer = owner.get("/admin/ordering/order/", headers={"accept-language": f"{language};q=0.9"})

    page = answer.content.decode()
    assert answer["Content-Language"] == language
    assert f'lang="{language}" dir="{direction}"' in page
    assert orders in page
    assert owner.get("/admin/ordering/order/")["Content-Language"] == "en"
    assert number not in owner.get("/admin/ordering/order/").content.decode()


@pytest.mark.django_db
def test_a_chosen_language_goes_before_that_of_the_browser(owner: Client):
    owner.post("/admin/language/", {"language": "ka", "next": "/admin/"})

    answer = owner.get("/admin/", headers={"accept-language": "ru"})

    assert answer["Content-Language"] == "ka"


@pytest.mark.django_db
def test_the_api_keeps_the_language_of_its_caller(owner: Client):
    owner.post("/admin/language/", {"language": "ka"})

    assert "Content-Language" not in owner.get("/healthz").headers


def test_columns_are_called_as_people_call_them():
    called = [people_say(name) for name in ("channel_code", "email", "earliest_days", "placed_at")]

    assert called == ["Channel", "E-mail", "Earliest, days", "Placed at"]


def test_every_list_says_what_to_do_while_it_is_empty():
    pages = {label for _, pages in SIDE_BAR for _, label, _ in pages}
    of_lists = {label for label in pages if not label.startswith(("page:", "auth."))}

    assert sorted(of_lists - set(NOTHING_YET)) == []


def test_a_sentence_is_in_the_readers_language_and_noted_in_english():
    learn("ru")

    with translation.override("ru"):
        done = worded("{code} costs {price}.", code="MILK", price="EUR 2.00")
        several = worded("{count} {done}.", count=3, done=worded("replayed"))

    assert (done, noted(done)) == ("MILK стоит EUR 2.00.", "MILK costs EUR 2.00.")
    assert (several, noted(several)) == ("повторено: 3.", "3 replayed.")


@pytest.mark.django_db
def test_a_form_asks_and_refuses_in_the_readers_language(owner: Client):
    asked = owner.get("/admin/catalog/channel/open/", headers={"accept-language": "ru"})
    refused = owner.post("/admin/catalog/channel/open/", {}, headers={"accept-language": "ru"})

    assert "Где вы продаёте?" in asked.content.decode()
    assert "Where do you sell?" not in asked.content.decode()
    assert (refused.status_code, "Где вы продаёте?" in refused.content.decode()) == (422, True)


def test_migrations_do_not_see_how_people_read_choices(owner: Client):
    owner.get("/admin/")

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
