"""Lists: every order is total, and pages by cursor make up the whole."""

import msgspec
import pytest
from discovery.strategies import documents
from factories.discovery import a_document, a_snapshot, an_id, gone, names_in, popular
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.discovery.domain.document import Band, Document
from serai.discovery.domain.overlay import overlaid, overlay_of
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.training import Training
from serai.discovery.queries.lists.asked import BadParameter, CategoryNotFound
from serai.discovery.queries.lists.listing import listing
from serai.kernel.pages import BadCursor, encode_cursor

SORTS = ["popular", "price", "-price", "name", "newest"]


@settings(max_examples=40, deadline=None)
@given(documents(), st.sampled_from(SORTS), st.integers(1, 7), st.booleans())
def test_pages_by_cursor_are_the_whole_list_once(
    shop: list[Document], sort: str, limit: int, in_stock: bool
):
    snapshot = a_snapshot(shop, training=_training(shop))
    asked = [("sort", sort), *([("in_stock", "1")] if in_stock else [])]

    pages = list(_pages(snapshot, [*asked, ("limit", str(limit))]))
    whole = _ids(snapshot, [*asked, ("limit", "100")])

    assert [product_id for page in pages for product_id in page] == whole
    assert all(len(page) == limit for page in pages[:-1])
    assert sorted(whole) == sorted(
        str(each.product_id) for each in shop if not in_stock or each.facts.band > Band.OUT
    )


@settings(max_examples=40, deadline=None)
@given(documents(), st.sampled_from(SORTS))
def test_a_list_is_sorted_by_its_key_and_then_by_id(shop: list[Document], sort: str):
    training = _training(shop)
    keys = {
        "popular": lambda each: -_popularity(training, each),
        "price": lambda each: each.facts.price,
        "-price": lambda each: -each.facts.price,
        "name": lambda each: each.facts.name.casefold(),
        "newest": lambda each: -(each.product_id.int >> 80),
    }

    found = _ids(a_snapshot(shop, training=training), [("sort", sort), ("limit", "100")])

    ordered = sorted(shop, key=lambda each: (keys[sort](each), each.product_id))
    assert found == [str(each.product_id) for each in ordered]


def test_a_cursor_goes_on_where_its_product_stood_when_that_is_gone():
    shop = [a_document(number, price=number) for number in range(1, 7)]
    before = a_snapshot(shop)
    first = msgspec.json.decode(listing(before, [("sort", "price"), ("limit", "3")]))

    overlay = overlay_of(before, [gone(shop[2])])
    after = overlaid(before, overlay, before.texts, seq=2)

    rest = _ids(after, [("sort", "price"), ("cursor", first["next_cursor"])])
    assert rest == [str(an_id(4)), str(an_id(5)), str(an_id(6))]


def test_a_category_holds_what_is_below_it():
    shop = [
        a_document(1, "Milk", category="milk"),
        a_document(2, "Gouda", category="cheese"),
        a_document(3, "Cola", category="drinks"),
        a_document(4, "Towel", category="paper"),
        a_document(5, "Stray", category=""),
    ]
    snapshot = a_snapshot(shop)

    assert set(names_in(listing(snapshot, [("category", "dairy")]))) == {"Milk", "Gouda"}
    assert set(names_in(listing(snapshot, [("category", "grocery")]))) == {"Milk", "Gouda", "Cola"}
    assert len(names_in(listing(snapshot, []))) == 5


def test_an_empty_shop_has_an_empty_list():
    found = msgspec.json.decode(listing(a_snapshot(), []))

    assert (found["items"], found["total"], found["facets"], found["next_cursor"]) == (
        [],
        0,
        [],
        None,
    )
    assert [option["value"] for option in found["sorts"]] == SORTS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "-1"),
        ("limit", "ten"),
        ("limit", "٣"),
        ("sort", "relevance"),
        ("sort", "upside down"),
        ("price_min", "-1"),
        ("price_min", "1e9"),
        ("price_max", "NaN"),
        ("price_max", "1.999"),
        ("in_stock", "perhaps"),
        ("brand", "b" * 501),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name: str, value: str):
    with pytest.raises(BadParameter) as refusal:
        listing(a_snapshot([a_document()]), [(name, value)])

    assert refusal.value.name == name


def test_an_unknown_category_is_not_found():
    with pytest.raises(CategoryNotFound):
        listing(a_snapshot(), [("category", "nowhere")])


@pytest.mark.parametrize(
    "cursor",
    [
        "rubbish",
        encode_cursor("price", 5, "00"),
        encode_cursor("name", 5, "0" * 32),
        encode_cursor("price", 2**70, "0" * 32),
        encode_cursor("price", 5, "z" * 32),
    ],
)
def test_a_cursor_of_another_list_is_refused(cursor: str):
    with pytest.raises(BadCursor):
        listing(a_snapshot([a_document()]), [("sort", "price"), ("cursor", cursor)])


def test_parameters_that_nobody_knows_are_ignored():
    snapshot = a_snapshot([a_document()])

    assert listing(snapshot, [("utm_source", "letter")]) == listing(snapshot, [])


def _pages(snapshot: Snapshot, asked: list[tuple[str, str]]):
    cursor = ""
    while cursor is not None:
        found = msgspec.json.decode(listing(snapshot, [*asked, ("cursor", cursor)]))
        yield [card["id"] for card in found["items"]]
        cursor = found["next_cursor"]


def _ids(snapshot: Snapshot, asked: list[tuple[str, str]]) -> list[str]:
    return [card["id"] for card in msgspec.json.decode(listing(snapshot, asked))["items"]]


def _training(shop: list[Document]) -> Training:
    scores = [(each.product_id.int % 4) / 4 for each in shop]
    return popular(Training.none(), shop, scores)


def _popularity(training: Training, document: Document) -> float:
    import numpy as np

    return float(training.popularity_of(np.array([document.product_id.bytes], "S16"))[0])
