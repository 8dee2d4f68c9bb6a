"""Staff read the back office in their own language."""

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from factories.ordering import a_shop

from serai.config.back_office.nothing_yet import NOTHING_YET
from serai.config.back_office.side_bar import SIDE_BAR
from serai.config.back_office.words.catalogues import LANGUAGES, MESSAGES
from serai.config.back_office.words.extract import SAID_BY_VALUE
from serai.config.back_office.words.names import people_say

OTHERS = [language for language in LANGUAGES if language != "en"]
NAVIGATION = {title for title, _ in SIDE_BAR} | {
    name for _, pages in SIDE_BAR for name, _, _ in pages
}


def words_of(language: str) -> dict[str, str]:
    with (MESSAGES / f"{language}.po").open("rb") as source:
        return {str(each.id): str(each.string) for each in read_po(source) if each.id}


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_has_a_name_in_every_language(language: str):
    words = words_of(language)

    assert sorted(name for name in (*NAVIGATION, *SAID_BY_VALUE) if not words.get(name)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_figures_of_its_sentence(language: str):
    off = [
        said
        for said, translated in words_of(language).items()
        if translated and said.count("{") != translated.count("{")
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
