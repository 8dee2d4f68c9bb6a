"""The reads in the reader's language: products, categories, attributes and our own sentences."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories.catalog import a_channel, a_product, categories, products
from factories.inventory import a_location, stocked
from factories.pricing import priced

import serai.discovery.api
from serai.catalog.public import define_attributes
from serai.discovery.api import why_suggested
from serai.discovery.domain import facets
from serai.discovery.queries.lists.answer import SORT_LABELS
from serai.discovery.queries.suggestions import because, suggest
from serai.discovery.usecases.reindex import reindex
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.caches import forget_all

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
KEY = "pk_test_languages"
MESSAGES = Path(serai.discovery.api.__file__).parent / "messages"
pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture(autouse=True)
def _goods(shop: None) -> None:
    ensure_api_key(KEY, "tests", ["shop"], "web")
    categories(
        {"slug": "dairy", "translations": {"he": {"name": "מחלבה"}}},
        {"slug": "milk", "translations": {"he": {"name": "חלב"}, "pt": {"name": "Leite"}}},
    )
    define_attributes(
        [
            {
                "code": "organic",
                "kind": "boolean",
                "label": "Organic",
                "labels": {"he": "אורגני"},
                "filterable": True,
            }
        ]
    )
    for sku, price, organic, he in (
        ("WHOLE", "2.49", True, {"name": "חלב מלא", "description": "טרי"}),
        ("SKIM", "7.99", False, None),
    ):
        product = a_product(
            sku,
            name=f"{sku} milk",
            description="Fresh.",
            category="milk",
            brand="Barn",
            attributes={"organic": organic},
            variant_attributes={"organic": organic},
            media=[] if he else [{"url": "/jug.jpg", "alt": "A jug", "alts": {"he": "כד"}}],
            **({"translations": {"he": he}} if he else {}),
        )
        priced(product.variants[0].id, price, now=LONG_AGO)
        stocked(product.variants[0].id, a_location(), 9)
    reindex()


def ask(address: str, language: str = "", **headers: str) -> Any:
    asked = {"Serai-Key": KEY, **({"Accept-Language": language} if language else {}), **headers}
    found = Client().get(f"/api/shop/{address}", headers=asked)
    assert found.status_code == 200, found.content
    return found


def test_a_list_speaks_the_readers_language():
    found = ask("products?category=dairy", "he-IL,he;q=0.9,en;q=0.5")
    listing = found.json()

    by_sku = {card["sku"]: card for card in listing["items"]}
    assert (by_sku["WHOLE"]["name"], by_sku["WHOLE"]["picture"]["alt"]) == ("חלב מלא", "חלב מלא")
    assert by_sku["SKIM"]["picture"]["alt"] == "כד"
    assert (by_sku["SKIM"]["name"], by_sku["SKIM"]["category"]["name"]) == ("SKIM milk", "חלב")
    facet = {facet["field"]: facet for facet in listing["facets"]}
    assert facet["category"]["label"] == "קטגוריה"
    assert [value["label"] for value in facet["category"]["values"]] == ["חלב"]
    assert facet["organic"]["label"] == "אורגני"
    assert {value["label"] for value in facet["organic"]["values"]} == {"כן", "לא"}
    assert {value["value"] for value in facet["organic"]["values"]} == {"yes", "no"}
    assert [value["label"] for value in facet["price"]["values"]] == ["2 עד 5", "5 עד 10"]
    assert facet["in_stock"]["values"][0]["label"] == "במלאי"
    assert listing["sorts"][0]["label"] == "פופולרי"
    assert found["Content-Language"] == "he"
    assert "Accept-Language" in found["Vary"]


def test_a_product_page_speaks_it_too():
    page = ask("products/WHOLE", "he").json()

    assert (page["name"], page["description"]) == ("חלב מלא", "טרי")
    assert [step["name"] for step in page["category_path"]] == ["Grocery", "מחלבה", "חלב"]
    assert page["attributes"] == [{"name": "organic", "label": "אורגני", "value": "כן"}]
    assert page["variants"][0]["attributes"] == page["attributes"]
    assert page["translations"] == {"he": {"name": "חלב מלא", "description": "טרי"}}


def test_suggestions_and_completions_speak_it():
    beside = ask("products/SKIM/similar", "pt").json()
    typed = ask("autocomplete?q=mil", "pt").json()

    assert beside["reason"] == "Do mesmo tipo e comprados pelas mesmas pessoas."
    assert beside["items"][0]["category"]["name"] == "Leite"
    assert [link["name"] for link in typed["categories"]] == ["Leite"]
    assert {card["category"]["name"] for card in typed["products"]} == {"Leite"}


@pytest.mark.parametrize("language", ["", "en", "fr", "ka", "*", "en-GB, he;q=0.5", "nonsense;;"])
def test_whoever_asks_for_no_other_language_of_the_channel_reads_its_own(language: str):
    plain = ask("products")
    other = ask("products", language)

    assert other.content == plain.content
    assert (other["ETag"], other["Content-Language"]) == (plain["ETag"], "en")


def test_each_language_has_its_own_tag_and_it_follows_the_words():
    plain, hebrew = ask("products"), ask("products", "he")
    assert plain["ETag"] != hebrew["ETag"]

    categories({"slug": "milk", "translations": {"he": {"name": "חלבים"}}})
    forget_all()
    again = ask("products", "he")

    assert again["ETag"] != hebrew["ETag"]
    assert again.json()["items"][0]["category"]["name"] == "חלבים"


def test_a_language_costs_nothing_once_it_is_known():
    addresses = ["products", "products/WHOLE", "search?q=milk", "autocomplete?q=mi", "suggestions"]
    for address in addresses:
        ask(address, "he")

    with CaptureQueriesContext(connection) as statements:
        for address in addresses:
            ask(address, "he")

    assert len(statements) <= 1  # whether anything has changed, at most twice a second


def test_a_shop_in_another_language_speaks_it_without_being_asked():
    a_channel("il", locale="he", locales=("en",))
    ensure_api_key("pk_il", "tests", ["shop"], "il")
    products({"sku": "WHOLE", "channels": ["il"]})
    [product] = [a_product("WHOLE", channels=["il"])]
    priced(product.variants[0].id, "5.00", channel="il", now=LONG_AGO)
    reindex()

    own = ask("products", **{"Serai-Key": "pk_il"})
    english = ask("products", "en", **{"Serai-Key": "pk_il"})

    assert own["Content-Language"] == "he"
    assert own.json()["sorts"][0]["label"] == "פופולרי"
    assert english["Content-Language"] == "en"
    assert english.json()["sorts"][0]["label"] == "Popular"


@pytest.mark.parametrize("locale", ["he", "ru", "be", "ka", "ar", "pt"])
def test_every_sentence_of_ours_is_translated(locale: str):
    with (MESSAGES / f"{locale}.po").open("rb") as file:
        catalogue = {message.id: message.string for message in read_po(file) if message.id}

    said = {*facets._LABELS.values(), *SORT_LABELS.values(), suggest._SAME_CATEGORY}
    said |= {sentence for pair in suggest._TITLES.values() for sentence in pair}
    said |= {*because.SENTENCES.values(), *why_suggested.SENTENCES.values()}
    said |= {"In stock", "yes", "no", "{low} and more", "under {high}", "{low} to {high}"}
    assert {sentence for sentence in said if not catalogue.get(sentence)} == set()
