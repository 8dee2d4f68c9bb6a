from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
import numpy as np
import pytest
from factories.discovery import a_document, a_snapshot, an_id, popular
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.training import Training
from serai.discovery.queries.autocomplete import autocomplete

SHOP = [
    a_document(1, "Whole milk", brand="Blue Barn"),
    a_document(2, "Acme whole milk", brand="Acme"),
    a_document(3, "Chocolate milk", brand="Acme"),
    a_document(4, "Chocolate milk", brand="Corner"),
    a_document(5, "Cola", category="drinks", brand="Corner"),
]

ANN = UUID(int=7 << 100)


@pytest.fixture(scope="module")
def shop() -> Snapshot:
    return a_snapshot(SHOP, training=popular(Training.none(), SHOP, [0.2, 0.9, 0.5, 0.1, 0.3]))


def test_the_beginning_of_a_word_completes_to_queries_categories_brands_and_products(
    shop: Snapshot,
):
    found = _complete(shop, "mil")

    assert found["queries"] == ["whole milk", "chocolate milk"]
    assert found["categories"] == [{"slug": "milk", "name": "Milk"}]
    assert [card["name"] for card in found["products"]] == [
        "Acme whole milk",
        "Chocolate milk",
        "Whole milk",
        "Chocolate milk",
    ]


def test_brands_are_completed(shop: Snapshot):
    assert _complete(shop, "blue b")["brands"] == [{"slug": "blue-barn", "name": "Blue Barn"}]


def test_every_word_counts(shop: Snapshot):
    found = _complete(shop, "chocolate mi")

    assert found["queries"] == ["chocolate milk"]
    assert {card["name"] for card in found["products"]} == {"Chocolate milk"}


def test_a_slip_is_forgiven(shop: Snapshot):
    found = _complete(shop, "chocolatte")

    assert found["queries"] == ["chocolate milk"]
    assert found["products"]


def test_a_right_word_is_not_taken_for_a_slip():
    shop = a_snapshot([a_document(1, "Angel food cake"), a_document(2, "Cold cream")])

    assert _complete(shop, "coke")["products"] == []
    assert [card["name"] for card in _complete(shop, "ceke")["products"]] == ["Angel food cake"]


def test_products_are_at_most_five():
    found = _complete(a_snapshot([a_document(n, "Tea") for n in range(1, 20)]), "tea")

    assert len(found["products"]) == 5


@pytest.mark.parametrize("text", ["", " ", "'", "zzzzzzz", "חלב", "x" * 1000])
def test_nothing_is_suggested_for_nothing(shop: Snapshot, text: str):
    assert _complete(shop, text) == {"products": [], "queries": [], "categories": [], "brands": []}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text: str):
    found = _complete(a_snapshot(SHOP[:2]), text)

    assert len(found["products"]) <= 5


def _complete(snapshot: Snapshot, text: str, customer: UUID | None = None) -> dict[str, Any]:
    return msgspec.json.decode(autocomplete(snapshot, text, customer))


def test_what_a_customer_buys_comes_first(shop: Snapshot):
    names = [card["name"] for card in _complete(own(shop), "mil", ANN)["products"]]

    assert names == ["Whole milk", "Acme whole milk", "Chocolate milk", "Chocolate milk"]


def test_what_a_customer_buys_says_why_it_is_there(shop: Snapshot):
    first, second = _complete(own(shop), "mil", ANN)["products"][:2]

    assert first["because"]["words"] == "You buy it about every 9 days."
    assert "because" not in second


def test_a_habit_comes_up_only_where_it_matches(shop: Snapshot):
    assert [card["name"] for card in _complete(own(shop), "choc", ANN)["products"]] == [
        "Chocolate milk",
        "Chocolate milk",
    ]
    assert _complete(own(shop), "mil", an_id(99)) == _complete(shop, "mil")


def own(shop: Snapshot) -> Snapshot:
    """Return the shop to which Ann comes for milk and cola."""
    training = replace(
        shop.training,
        customer=np.array([ANN.bytes], "S16"),
        usual=np.array([[4, 0, -1]], np.int32),
        usual_every=np.array([[0, 9, 0]], np.float32),
    )
    return replace(shop, training=training)
