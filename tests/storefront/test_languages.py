"""Seven languages: complete, fitting, and used everywhere."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from storefront.reader import Reader

from serai_storefront.i18n import extract
from serai_storefront.i18n.catalogues import MESSAGES, translations_of
from serai_storefront.i18n.extract import sentences
from serai_storefront.i18n.formats import Formats
from serai_storefront.i18n.languages import LANGUAGES, language_for
from serai_storefront.shop_api.shapes import Money
from serai_storefront.web.templates import FOLDER

PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")


def catalogue(code: str) -> Catalog:
    with (MESSAGES / f"{code}.po").open("rb") as source:
        return read_po(source, locale=code)


def forms(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_translated(code: str) -> None:
    wanted = {message.id for message in sentences() if message.id}
    there = {message.id: message for message in catalogue(code) if message.id}

    assert set(there) == wanted
    for message in there.values():
        assert not message.fuzzy, message.id
        assert all(forms(message)), message.id


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_translation_keeps_its_values_and_plural_forms(code: str) -> None:
    kept = catalogue(code)
    for message in kept:
        if not message.id:
            continue
        if isinstance(message.id, tuple | list):
            assert len(forms(message)) == kept.num_plurals, message.id
        source = message.id if isinstance(message.id, str) else message.id[-1]
        for form in forms(message):
            assert sorted(PLACE.findall(form)) == sorted(PLACE.findall(source)), form


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code not in {"en", "pt"}])
def test_no_translation_is_left_in_latin_letters(code: str) -> None:
    kept = (
        r"%\(\w+\)s|\{\w+\}|[\w.]+@[\w.]+|3-D Secure|SMS|cookies?|choices|language"
        r"|\b(visit|visitor|seen|searches|store|kept|cart|shopper|order|note|destination|compared)\b(?=:)"
    )
    names = re.compile(kept)
    for message in catalogue(code):
        for form in forms(message) if message.id else []:
            assert not re.search(r"[A-Za-z]{3,}", names.sub("", form)), form


SAME_AS_ENGLISH = {
    **{code: {"%(n)s × %(name)s", "%(n)s × %(price)s"} for code in LANGUAGES},
    "pt": {
        *("%(n)s × %(name)s", "%(n)s × %(price)s", "“%(query)s”"),
        *("Total", "fl oz", "kg", "l", "lb", "m"),
    },
}
"""What a language says as English does."""


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_no_sentence_is_english_but_those_that_are_the_same(code: str) -> None:
    same = {
        message.id for message in catalogue(code) if message.id and message.id in forms(message)
    }

    assert same == SAME_AS_ENGLISH[code]


def test_new_sentences_are_left_empty_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for kept in MESSAGES.glob("*.po"):
        text = kept.read_text()
        gone = re.sub(r'\n(#[^\n]*\n)*msgid "Total"\nmsgstr "[^"]*"\n', "", text)
        assert gone != text
        (tmp_path / kept.name).write_text(gone)
    monkeypatch.setattr(extract, "MESSAGES", tmp_path)

    with pytest.raises(SystemExit):
        extract.main()

    others = [code for code in LANGUAGES if code != "en"]
    assert capsys.readouterr().out.splitlines() == [f"{code}: Total" for code in others]
    with (tmp_path / "ru.po").open("rb") as source:
        assert read_po(source, locale="ru").get("Total").string == ""


class _Words(HTMLParser):
    """Collects what a reader could read in the fixed parts of a template."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found += re.findall(r"[^\W\d_]{2,}", data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"alt", "title", "placeholder", "aria-label"} and value:
                self.found += re.findall(r"[^\W\d_]{2,}", value)


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.html")), ids=lambda path: path.relative_to(FOLDER).as_posix()
)
def test_no_template_speaks_one_language(path: object) -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"])
    tree = environment.parse(path.read_text())  # type: ignore[attr-defined]
    reader = _Words()

    attributes = {
        id(data)
        for block in tree.find_all(nodes.Block)
        if block.name in {"width", "sent_to", "back_to"}
        for data in block.find_all(nodes.TemplateData)
    }

    reader.feed(
        "".join(
            data.data for data in tree.find_all(nodes.TemplateData) if id(data) not in attributes
        )
    )

    assert set(reader.found) <= {"GTIN"}


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("fr,de;q=0.5", "en"),
        ("pt-BR", "pt"),
        ("", "en"),
        ("ar;q=0,he", "he"),
        ("*", "en"),
        ("x;q=abc", "en"),
    ],
)
def test_the_browser_says_which_language(header: str, code: str) -> None:
    assert language_for(None, header).code == code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", ["1 product", "2 products"]),
        ("ru", ["1 товар", "2 товара", "5 товаров", "21 товар"]),
        ("be", ["1 тавар", "3 тавары", "11 тавараў"]),
        ("pt", ["1 produto", "2 produtos"]),
        ("he", ["מוצר 1", "2 מוצרים"]),
        ("ka", ["1 პროდუქტი", "5 პროდუქტი"]),
        ("ar", ["منتجان (2)", "3 منتجات", "11 منتجًا", "100 منتج"]),
    ],
)
def test_plural_forms_are_right(code: str, words: list[str]) -> None:
    ngettext = translations_of(code).ngettext
    for phrase in words:
        number = int(re.findall(r"\d+", phrase)[0])

        assert (
            ngettext("%(shown)s product", "%(shown)s products", number) % {"shown": number}
            == phrase
        )


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_are_whole_in_every_language(reader: Reader, code: str) -> None:
    reader.client.headers["Accept-Language"] = code

    for path in (
        "/",
        "/departments",
        "/c/dairy",
        "/search?q=mlik",
        "/p/whole-milk-100000",
        "/cart",
        "/account/login",
        "/choices",
        "/nowhere",
    ):
        page = reader.open(path)

        html = dict(page.tags)["html"]
        assert (html["lang"], html["dir"]) == (code, LANGUAGES[code].direction)
        assert page.status in {200, 404}


def test_money_and_days_follow_the_reader() -> None:
    from zoneinfo import ZoneInfo

    money = Money("1234.50", 123450, "USD")  # type: ignore[arg-type]
    zone = ZoneInfo("America/New_York")
    shown = {code: Formats(LANGUAGES[code].locale, zone) for code in LANGUAGES}

    assert shown["en"].money(money) == "$1,234.50"
    assert shown["ru"].money(money) == "1\xa0234,50\xa0$"
    assert shown["he"].money(money).startswith("\u2066")
    assert shown["en"].day("2026-11-22T02:30:00+00:00") == "November 21, 2026"
    assert shown["ka"].day("2026-11-22T02:30:00+00:00") == "21 ნოემბერი, 2026"
    assert shown["en"].day("no day") == ""
