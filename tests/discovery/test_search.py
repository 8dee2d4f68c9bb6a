"""Search: words, slips, synonyms, names, sizes; filters never leave a shopper with nothing."""

from typing import Any

import msgspec
import pytest
from factories.discovery import a_document, a_snapshot, measure_of, popular
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.discovery.domain.document import Band
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.training import Training
from serai.discovery.queries.lists.searching import search, sought

SHOP = [
    a_document(1, "Whole milk", size="1 gal", brand="Blue Barn", price=399),
    a_document(2, "Whole milk", size="2 l", brand="Acme", price=289),
    a_document(3, "Chocolate milk", size="500 ml", brand="Acme", price=199),
    a_document(4, "Milk chocolate bar", category="", brand="Corner", price=149),
    a_document(5, "Cheddar cheese", category="cheese", brand="Blue Barn", price=549),
    a_document(6, "Cola", category="drinks", size="2 l", brand="Corner", price=179),
    a_document(7, "Cola zero", category="drinks", size="12 ct", brand="Corner", price=599),
    a_document(8, "Paper towels", category="paper", brand="Acme", price=899),
    a_document(9, "Tomatoes", category="", brand="", price=99),
    a_document(10, "Smartwatch", category="", brand="Acme", price=9900, band=Band.LOW),
    a_document(11, "Crème brûlée", category="", brand="Corner", price=450),
]


@pytest.fixture(scope="module")
def shop() -> Snapshot:
    return a_snapshot(SHOP)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("milk", "Whole milk"),
        ("MILK", "Whole milk"),
        ("chocolate milk", "Chocolate milk"),
        ("tomato", "Tomatoes"),
        ("towel", "Paper towels"),
        ("creme brulee", "Crème brûlée"),
        ("chedar", "Cheddar cheese"),
        ("chocolete bar", "Milk chocolate bar"),
        ("tomatos", "Tomatoes"),
        ("smart watch", "Smartwatch"),
        ("chees", "Cheddar cheese"),
        ("soft drink cola", "Cola"),
        ("kitchen roll", "Paper towels"),
        ("sku-5", "Cheddar cheese"),
        ("SKU-5", "Cheddar cheese"),
    ],
)
def test_the_first_answer_is_what_the_words_mean(shop: Snapshot, text: str, first: str):
    assert _names(shop, text)[0] == first


def test_slips_are_mended_and_shown(shop: Snapshot):
    found = _search(shop, "chedar Cheese")

    assert found["query"]["corrected"] == "cheddar cheese"
    assert found["query"]["text"] == "chedar Cheese"


def test_right_words_are_left_alone(shop: Snapshot):
    for text in ("milk", "creme", "tomato", "choco", "12345", "the milk", "7 up"):
        assert _search(shop, text)["query"]["corrected"] is None, text


def test_a_word_that_is_only_begun_finds_what_it_may_become(shop: Snapshot):
    assert set(_names(shop, "choco")) == {"Chocolate milk", "Milk chocolate bar"}


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("blue barn milk", [("brand", "blue barn", "blue-barn"), ("category", "milk", "milk")]),
        ("soft drinks", [("category", "soft drinks", "drinks")]),
        ("milk 2l", [("category", "milk", "milk"), ("size", "2l", "2l")]),
        ("cola 12 pack", [("size", "12 pack", "12 pack")]),
        ("tomatoes", []),
    ],
)
def test_names_and_sizes_are_understood(
    shop: Snapshot, text: str, understood: list[tuple[str, str, str]]
):
    found = _search(shop, text)["query"]["understood"]

    assert [(each["kind"], each["text"], each["slug"]) for each in found] == understood


def test_a_size_puts_packages_of_that_size_first(shop: Snapshot):
    found = _search(shop, "milk 2l")["items"]
    other = _search(shop, "milk 1 gallon")["items"]

    assert found[0]["price"] == 289
    assert other[0]["price"] == 399
    assert len(found) == len(other)


def test_a_size_alone_finds_everything_of_that_size(shop: Snapshot):
    assert set(_names(shop, "2 litres")) == {"Whole milk", "Cola"}


def test_a_brand_comes_first_without_hiding_the_others(shop: Snapshot):
    found = _search(shop, "acme milk")["items"]

    assert [each["price"] for each in found][:2] == [289, 199]
    assert 399 in [each["price"] for each in found]


def test_popular_products_lead_among_equals_and_never_beat_the_words():
    shop = [a_document(1, "Green tea"), a_document(2, "Green tea"), a_document(3, "Tea towel")]
    training = popular(Training.none(), shop, [0.0, 0.5, 1.0])

    found = _search(a_snapshot(shop, training=training), "green tea")["items"]

    assert [each["name"] for each in found] == ["Green tea", "Green tea", "Tea towel"]
    assert found[0]["id"] == str(shop[1].product_id)


def test_sold_out_products_come_last_among_equals():
    shop = [a_document(1, "Green tea", band=Band.OUT), a_document(2, "Green tea", band=Band.LOW)]

    found = _search(a_snapshot(shop), "green tea")["items"]

    assert [each["id"] for each in found] == [str(shop[1].product_id), str(shop[0].product_id)]


def test_filters_narrow_what_was_found(shop: Snapshot):
    found = _search(shop, "milk", ("brand", "acme"), ("price_max", "2.50"))

    assert [each["name"] for each in found["items"]] == ["Chocolate milk"]
    assert found["query"]["relaxed"] == []


def test_filters_that_would_leave_nothing_are_left_out_and_named(shop: Snapshot):
    found = _search(shop, "cheddar", ("brand", "acme"), ("price_max", "6.00"))

    assert [each["name"] for each in found["items"]] == ["Cheddar cheese"]
    assert found["query"]["relaxed"] == ["brand"]


def test_what_the_shop_does_not_have_is_not_found(shop: Snapshot):
    found = _search(shop, "zzzzzz qqqqqq", ("brand", "acme"))

    assert (found["items"], found["total"]) == ([], 0)
    assert found["query"]["relaxed"] == []


def test_when_few_have_all_words_those_with_some_follow(shop: Snapshot):
    found = _names(shop, "cheddar towels")

    assert set(found) == {"Cheddar cheese", "Paper towels"}
    assert _names(shop, "cola zero chocolate")[0] == "Cola zero"


@pytest.mark.parametrize("sort", ["price", "-price", "name", "newest", "popular"])
def test_results_can_be_sorted_and_paged(shop: Snapshot, sort: str):
    whole = _search(shop, "milk", ("sort", sort))
    first = _search(shop, "milk", ("sort", sort), ("limit", "2"))
    rest = _search(shop, "milk", ("sort", sort), ("cursor", first["next_cursor"]))

    assert _ids(first) + _ids(rest) == _ids(whole)
    assert len(_ids(whole)) == whole["total"] == 4


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 5), st.sampled_from(["milk", "acme", "cola milk", "2 l", "blue barn cheese"]))
def test_pages_by_relevance_are_the_whole_list_once(limit: int, text: str):
    shop = a_snapshot(SHOP)
    whole = _ids(_search(shop, text))
    cursor, found = "", []

    while cursor is not None:
        page = _search(shop, text, ("limit", str(limit)), ("cursor", cursor))
        found += _ids(page)
        cursor = page["next_cursor"]

    assert found == whole


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str):
    found = _search(a_snapshot(SHOP[:4]), text)

    assert found["total"] >= len(found["items"]) >= 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "the",
        "'",
        '"',
        "a" * 5000,
        "milk " * 500,
        "+-!(){}[]^~*?:\\/",
        "🥛",
        "חלב",
        "%",
        "0",
    ],
)
def test_odd_queries_get_an_answer(shop: Snapshot, text: str):
    assert _search(shop, text)["total"] >= 0


def _search(snapshot: Snapshot, text: str, *parameters: tuple[str, str]) -> dict[str, Any]:
    return msgspec.json.decode(search(snapshot, text, parameters, measure_of))


def _names(snapshot: Snapshot, text: str) -> list[str]:
    return [each["name"] for each in _search(snapshot, text)["items"]]


def _ids(found: dict[str, Any]) -> list[str]:
    return [each["id"] for each in found["items"]]


def test_what_would_find_nothing_is_mended_more_boldly(shop: Snapshot):
    assert sought(shop, "mlk", measure_of).reading.corrected == "milk"
    assert sought(shop, "mlk acme", measure_of).reading.corrected is None


CAKES = [
    a_document(1, "Angel food cake", category="", brand="Acme"),
    a_document(2, "Carrot cakes", category="", brand="Acme"),
    a_document(3, "Soft drink, bottles", category="drinks", brand="Corner"),
    a_document(4, "Cold cream", category="", brand="Corner"),
]


@pytest.mark.parametrize("text", ["coke", "cola", "COKE"])
def test_a_right_word_is_not_taken_for_a_slip_of_another(text: str):
    """A shop without cola but with cakes and cold cream shows soft drinks: that is what cola is."""
    shop = a_snapshot(CAKES)

    assert _search(shop, text)["query"]["corrected"] is None
    assert _names(shop, text) == ["Soft drink, bottles"]


def test_a_right_word_that_the_shop_has_nothing_of_finds_nothing():
    shop = a_snapshot([each for each in CAKES if "drink" not in each.facts.name])

    found = _search(shop, "coke")

    assert (found["query"]["corrected"], found["items"]) == (None, [])


def test_the_word_itself_wins_over_what_it_is_a_kind_of(shop: Snapshot):
    assert all("Cola" in name for name in _names(shop, "coke"))
    assert _names(shop, "cheddar") == ["Cheddar cheese"]


def test_what_is_no_word_of_the_language_is_still_mended():
    shop = a_snapshot(CAKES)

    assert _search(shop, "ceke")["query"]["corrected"] == "cake"
    assert _search(shop, "carot")["query"]["corrected"] == "carrot"
