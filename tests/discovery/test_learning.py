"""Suggestions: what purchases teach, and what is shown of it."""

from typing import Any
from uuid import UUID

import msgspec
import numpy as np
import pytest
from factories.discovery import TREE, a_document, a_snapshot, an_id, some_purchases

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.document import Band, Document
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.training import Training
from serai.discovery.ports import Purchases
from serai.discovery.queries.suggestions.beside_product import beside_product
from serai.discovery.queries.suggestions.found import Context, Subject
from serai.discovery.queries.suggestions.home import home
from serai.discovery.queries.suggestions.suggest import Slot, suggest
from serai.discovery.usecases.training.learn import Assortment, Lesson

BREAD, BUTTER, JAM, COLA, CRISPS, OTHER_BREAD, TOWEL, SOLD_OUT = range(1, 9)
SHOP = [
    a_document(BREAD, "White bread", category="cheese"),
    a_document(BUTTER, "Butter", category="dairy"),
    a_document(JAM, "Jam", category="drinks"),
    a_document(COLA, "Cola", category="drinks"),
    a_document(CRISPS, "Crisps", category="paper"),
    a_document(OTHER_BREAD, "Brown bread", category="cheese"),
    a_document(TOWEL, "Towel", category="paper"),
    a_document(SOLD_OUT, "Rye bread", category="cheese", band=Band.OUT),
]
ADA, BOB = UUID(int=7 << 100), UUID(int=8 << 100)
TODAY = 20_000


@pytest.fixture(scope="module")
def shop() -> Snapshot:
    baskets = [
        *[(ADA, TODAY - 7 * week, {BREAD, BUTTER, SOLD_OUT}) for week in range(10)],
        *[(BOB, TODAY - 7 * week, {COLA, CRISPS}) for week in range(10)],
        *[(None, TODAY - 40 - day, {BREAD, COLA}) for day in range(3)],
        *[(BOB, TODAY - day, {JAM}) for day in range(20)],
        (ADA, TODAY - 300, {TOWEL}),
    ]
    return a_snapshot(SHOP, training=_learnt(_purchases(baskets), SHOP))


def test_what_shares_baskets_is_bought_together(shop: Snapshot):
    assert _beside(shop, BREAD, Slot.BOUGHT_TOGETHER) == ["Butter"]
    assert _beside(shop, CRISPS, Slot.BOUGHT_TOGETHER) == ["Cola"]
    assert _beside(shop, TOWEL, Slot.BOUGHT_TOGETHER) == []


def test_what_is_alike_is_similar_and_what_is_sold_out_is_not_offered(shop: Snapshot):
    assert _beside(shop, BREAD, Slot.SIMILAR)[0] == "Brown bread"
    assert "Rye bread" not in _beside(shop, BREAD, Slot.SIMILAR)


def test_usuals_are_what_a_customer_buys_most_lately(shop: Snapshot):
    shelves = _home(shop, ADA)

    assert shelves["usuals"] == ["White bread", "Butter", "Towel"]
    assert _home(shop, BOB)["usuals"][0] == "Jam"
    assert "usuals" not in _home(shop, None)
    assert "usuals" not in _home(shop, an_id(999))


def test_trending_is_what_rises(shop: Snapshot):
    found = suggest(Slot.TRENDING, Subject(), Context(shop), 5)

    assert _names(shop, found.ordinals) == ["Jam"]


def test_a_product_stands_on_one_shelf_only(shop: Snapshot):
    shelves = _home(shop, BOB)

    shown = [name for names in shelves.values() for name in names]
    assert len(shown) == len(set(shown))


def test_what_nobody_bought_has_similar_products_of_its_category():
    fresh = [a_document(1, "Alpha", category="milk"), a_document(2, "Beta", category="milk")]
    found = msgspec.json.decode(beside_product(a_snapshot(fresh), 0, Slot.SIMILAR, 5))

    assert [card["name"] for card in found["items"]] == ["Beta"]
    assert found["reason"] == "Popular in the same category."


def test_a_shop_without_history_learns_nothing_and_still_answers():
    training = _learnt(Purchases.none(), SHOP)

    assert training.popularity.tolist() == [0] * len(SHOP)
    assert (training.together == -1).all()
    assert _home(a_snapshot(SHOP, training=training), ADA) == {}


def test_an_empty_assortment_can_be_learnt_from():
    training = _learnt(_purchases([(ADA, TODAY, {BREAD})]), [])

    assert training.product.size == 0
    assert (training.usual == -1).all()


def test_fuel_by_the_thousandth_of_a_gallon_does_not_count():
    lines = _purchases([(ADA, TODAY, {BREAD}), (BOB, TODAY, {BUTTER})])
    lines.quantity[:] = [9_137, 1]

    training = _learnt(lines, SHOP)

    assert training.popularity_of(_ids([BREAD])).tolist() == [0]
    assert training.popularity_of(_ids([BUTTER])).tolist() == [1]


def test_popularity_counts_orders_not_pieces():
    baskets = [(ADA, TODAY, {BREAD}), (ADA, TODAY, {BUTTER}), (BOB, TODAY, {BUTTER})]
    lines = _purchases(baskets)
    lines.quantity[0] = 99

    training = _learnt(lines, SHOP)

    bread, butter = training.popularity_of(_ids([BREAD, BUTTER])).tolist()
    assert bread < butter == 1


def _learnt(purchases: Purchases, documents: list[Document]) -> Training:
    lesson = Lesson(purchases, Assortment.of(documents, CategoryTree(TREE), "en"))
    training = lesson.whole()
    ids = training.product
    assert lesson.popularity_of(ids).tolist() == training.popularity_of(ids).tolist()
    return training


def _purchases(baskets: list[tuple[UUID | None, int, set[int]]]) -> Purchases:
    customers = sorted(
        {who for who, _, _ in baskets if who}, key=lambda who: who.bytes, reverse=True
    )
    lines = [
        (customers.index(who) if who else -1, order, product, day)
        for order, (who, day, products) in enumerate(baskets)
        for product in sorted(products)
    ]
    variants = [an_id(10_000 + number) for number in range(9)]
    return some_purchases(lines, customers=customers, variants=variants)


def _beside(shop: Snapshot, number: int, slot: Slot) -> list[str]:
    found = msgspec.json.decode(beside_product(shop, number - 1, slot, 5))
    return [card["name"] for card in found["items"]]


def _home(shop: Snapshot, customer: UUID | None) -> dict[str, list[str]]:
    shelves: list[dict[str, Any]] = msgspec.json.decode(home(shop, Subject(customer), 4))["shelves"]
    return {shelf["slot"]: [card["name"] for card in shelf["items"]] for shelf in shelves}


def _names(shop: Snapshot, ordinals: list[int]) -> list[str]:
    return [msgspec.json.decode(shop.pages.card(ordinal))["name"] for ordinal in ordinals]


def _ids(numbers: list[int]) -> np.ndarray:
    return np.array([an_id(number).bytes for number in numbers], "S16")
