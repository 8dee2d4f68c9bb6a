"""Shelves of one shopper: usuals with their rhythm, what is due, what is new; carts and looks."""

from typing import Any
from uuid import UUID

import msgspec
import numpy as np
import polars as pl
import pytest
from factories.discovery import TREE, a_document, a_snapshot, an_id, some_purchases

from serai.decisions.domain.decision import Decided, Decision, Explanation
from serai.decisions.public import Context as Moment
from serai.decisions.public import Mode
from serai.decisions.public import Subject as Whom
from serai.discovery.api.why_suggested import in_words
from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.document import Band
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.training import Training
from serai.discovery.ports import Purchases
from serai.discovery.queries import choosing
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.suggestions.explaining import suggestions_explained
from serai.discovery.queries.suggestions.found import Context, Subject
from serai.discovery.queries.suggestions.home import beside_cart, home
from serai.discovery.queries.suggestions.suggest import Slot, suggest
from serai.discovery.usecases.training.assortment import Assortment
from serai.discovery.usecases.training.foreseeing import foreseeing
from serai.discovery.usecases.training.foreseen import Foreseen
from serai.discovery.usecases.training.learn import Lesson
from serai_science.next_basket.log import as_log
from serai_science.next_basket.ranker import learn

BREAD, BUTTER, JAM, MILK, TEA, SOAP, SOLD_OUT, TOWEL, SPONGE = range(1, 10)
SHOP = [
    a_document(BREAD, "Bread", category="milk"),
    a_document(BUTTER, "Butter", category="cheese"),
    a_document(JAM, "Jam", category="drinks"),
    a_document(MILK, "Milk", category="milk"),
    a_document(TEA, "Tea", category="drinks"),
    a_document(SOAP, "Soap", category="paper"),
    a_document(SOLD_OUT, "Rye bread", category="milk", band=Band.OUT),
    a_document(TOWEL, "Towel", category="paper"),
    a_document(SPONGE, "Sponge", category="paper"),
]
ANN, BEN = UUID(int=7 << 100), UUID(int=8 << 100)
TODAY = 20_000
BASKETS: list[tuple[UUID | None, int, set[int]]] = [
    *[(ANN, TODAY - 8 - 9 * trip, {MILK}) for trip in range(9)],
    *[(ANN, TODAY - 1 - 30 * trip, {BREAD, BUTTER, SOLD_OUT}) for trip in range(4)],
    *[(BEN, TODAY - 7 * trip, {TEA, SOAP}) for trip in range(9)],
    *[(None, TODAY - trip, {TEA, JAM, BREAD}) for trip in range(12)],
    *[(None, TODAY - trip, {TOWEL, SPONGE, SOAP}) for trip in range(12)],
]


@pytest.fixture(scope="module")
def shop() -> Snapshot:
    return a_snapshot(SHOP, training=learnt())


def test_usuals_say_how_often_they_are_bought(shop: Snapshot):
    milk, *_ = shelf(shop, "usuals", customer_id=ANN)

    assert (milk["name"], milk["because"]) == (
        "Milk",
        {"code": "bought_every", "days": 9, "words": "You buy it about every 9 days."},
    )


def test_what_is_due_is_needed_and_what_was_bought_yesterday_is_not(shop: Snapshot):
    found = suggest(Slot.NEEDED, Subject(ANN), Context(shop), 5)

    assert names(shop, found.ordinals) == ["Milk"]


def test_two_households_see_different_shops(shop: Snapshot):
    ann, ben = (names_of(shelf(shop, "usuals", customer_id=who)) for who in (ANN, BEN))

    assert set(ann) == {"Milk", "Bread", "Butter"}
    assert set(ben) == {"Tea", "Soap"}


def test_a_stranger_has_no_personal_shelf(shop: Snapshot):
    assert not {"usuals", "needed", "new_for_you"} & set(shelves(shop, Subject()))
    assert not {"usuals", "needed", "new_for_you"} & set(shelves(shop, Subject(an_id(999))))


def test_a_cart_is_completed_and_says_by_what(shop: Snapshot):
    tea, soap = place(TEA), place(SOAP)
    body = beside_cart(shop, Subject(basket=(tea,)), 3)

    [found] = msgspec.json.decode(body)["shelves"]
    first = found["items"][0]
    assert (found["slot"], first["name"]) == ("cart", "Jam")
    assert first["because"]["words"] == "Goes with Tea."
    assert first["because"]["product"] == {"id": str(an_id(TEA)), "name": "Tea"}
    assert soap in suggest(Slot.CART, Subject(basket=(tea,)), Context(shop), 9).ordinals


def test_nothing_of_the_cart_and_nothing_sold_out_is_suggested_beside_it(shop: Snapshot):
    cart = (place(BREAD), place(BUTTER))

    found = names(shop, suggest(Slot.CART, Subject(basket=cart), Context(shop), 9).ordinals)

    assert not {"Bread", "Butter", "Rye bread"} & set(found)


def test_an_empty_cart_has_no_shelf(shop: Snapshot):
    assert msgspec.json.decode(beside_cart(shop, Subject(), 5)) == {"shelves": []}


def test_a_stranger_is_suggested_by_the_first_look(shop: Snapshot):
    items = shelf(shop, "seen", seen=(place(TOWEL),))

    assert {"Soap", "Sponge"} == set(names_of(items))
    assert items[0]["because"]["words"] == "Because you looked at Towel."


def test_a_look_takes_nothing_away_from_the_usuals(shop: Snapshot):
    assert "Milk" in names_of(shelf(shop, "usuals", customer_id=ANN, seen=(place(MILK),)))


def test_the_latest_look_counts_most(shop: Snapshot):
    late, early = ((place(TOWEL), place(JAM)), (place(JAM), place(TOWEL)))

    first = [
        names(shop, suggest(Slot.SEEN, Subject(seen=seen), Context(shop), 1).ordinals)
        for seen in (late, early)
    ]

    assert first[0] != first[1]


def test_a_product_that_nobody_bought_still_leads_to_its_like():
    fresh = [
        a_document(1, "Blue towel", category="paper"),
        a_document(2, "Red towel", category="paper"),
    ]
    lesson = Lesson(Purchases.none(), Assortment.of(fresh, CategoryTree(TREE), "en"))
    snapshot = a_snapshot(fresh, training=lesson.whole())

    assert names_of(shelf(snapshot, "seen", seen=(0,))) == ["Red towel"]


def test_a_product_that_came_today_leads_to_its_category(shop: Snapshot):
    today = a_snapshot([*SHOP, a_document(30, "Napkin", category="paper")], training=shop.training)
    napkin = len(SHOP)

    items = shelf(today, "seen", seen=(napkin,))

    assert {item["name"] for item in items} == {"Towel", "Sponge", "Soap"}
    assert {item["because"]["words"] for item in items} == {"Because you looked at Napkin."}


def test_the_latest_look_leads_whether_it_is_new_or_not(shop: Snapshot):
    today = a_snapshot([*SHOP, a_document(30, "Napkin", category="paper")], training=shop.training)
    napkin, tea = len(SHOP), place(TEA)

    new_last, new_first = (
        names(today, suggest(Slot.SEEN, Subject(seen=seen), Context(today), 9).ordinals)
        for seen in ((napkin, tea), (tea, napkin))
    )

    assert new_last[0] in {"Towel", "Sponge", "Soap"}
    assert new_first[0] not in {"Towel", "Sponge"}
    assert set(new_last) == set(new_first)
    assert not {"Napkin", "Tea"} & set(new_last)


def test_third_products_of_a_category_stand_behind_others(shop: Snapshot):
    found = suggest(Slot.POPULAR, Subject(), Context(shop), 9)

    first = [shop.columns.category[each] for each in found.ordinals[:6]]
    assert max(first.count(code) for code in first) <= 2


def test_on_a_slot_that_is_on_the_models_order_is_shown(shop: Snapshot, monkeypatch):
    monkeypatch.setattr(choosing, "decide", _by_score)
    chooser = Chooser(Whom("account", str(ANN)), Moment("web", None, np.random.default_rng(1)))
    foreseen = a_snapshot(SHOP, training=learnt(lambda *given: _prefers(BUTTER, *given)))

    off = suggest(Slot.USUALS, Subject(ANN), Context(foreseen), 3)
    on = suggest(Slot.USUALS, Subject(ANN), Context(foreseen, chooser=chooser), 3)

    assert names(foreseen, off.ordinals)[0] == "Milk"
    assert names(foreseen, on.ordinals)[0] == "Butter"


def test_what_is_new_is_what_sells_best_until_a_model_decides(shop: Snapshot, monkeypatch):
    chooser = Chooser(Whom("account", str(ANN)), Moment("web", None, np.random.default_rng(1)))
    foreseen = a_snapshot(SHOP, training=learnt(lambda *given: _prefers(SPONGE, *given)))
    off = suggest(Slot.NEW_FOR_YOU, Subject(ANN), Context(foreseen), 2)
    monkeypatch.setattr(choosing, "decide", _by_score)
    on = suggest(Slot.NEW_FOR_YOU, Subject(ANN), Context(foreseen, chooser=chooser), 2)

    assert "Sponge" not in names(foreseen, off.ordinals)
    assert names(foreseen, on.ordinals)[0] == "Sponge"
    assert on.because[place(SPONGE)].code == "kind"


def test_without_a_model_there_is_nothing_new(shop: Snapshot):
    assert suggest(Slot.NEW_FOR_YOU, Subject(ANN), Context(shop), 2).ordinals == []


def test_a_model_foresees_for_every_customer_and_says_why():
    lesson = Lesson(purchases(), Assortment.of(SHOP, CategoryTree(TREE), "en"))
    rng = np.random.default_rng(1)
    rows = [
        (person, 100 * person + trip, product, 7.0 * trip - 140)
        for person in range(40)
        for trip in range(20)
        for product in {1, *rng.integers(10, 99, size=4).tolist()}
    ]
    log = as_log(pl.DataFrame(rows, ["customer", "basket", "product", "day"], orient="row"))
    training = lesson.whole(foreseeing(learn(log, now=0.0)))

    assert training.foreseen.shape == (2, 60)
    assert training.foreseen_why.shape == (2, 60, 3)
    known = training.foreseen[training.customer_row(ANN.bytes)]
    assert place(MILK) in known[known >= 0]
    assert (np.diff(training.foreseen_score[0][training.foreseen[0] >= 0]) <= 0).all()


def test_staff_see_what_is_expected_and_why(shop: Snapshot):
    counted = suggestions_explained(shop, ANN, limit=2)
    foreseen = suggestions_explained(
        a_snapshot(SHOP, training=learnt(lambda *given: _prefers(MILK, *given))), ANN, limit=5
    )

    [milk, _] = counted.items
    assert (counted.model, milk.name, milk.bought_before) == (False, "Milk", True)
    assert [(why.code, why.days) for why in milk.reasons] == [("habit", None), ("rhythm", 9)]
    assert 0 < (milk.reasons[0].share or 0) < 1
    assert (foreseen.model, [each.name for each in foreseen.items]) == (True, ["Milk"])
    assert [why.code for why in foreseen.items[0].reasons] == ["kind", "kind", "kind"]


def test_of_who_never_bought_nothing_is_expected(shop: Snapshot):
    assert suggestions_explained(shop, an_id(999), limit=5).items == []


def test_reasons_are_told_in_words(shop: Snapshot):
    told = in_words(suggestions_explained(shop, ANN, limit=1), None)

    assert told["items"][0]["reasons"][1]["text"] == "It is bought about every 9 days."


def _prefers(number: int, lines: Any, assortment: Assortment) -> Foreseen:
    """Foresee one product for everybody."""
    n = lines.customers.size
    product = np.full((n, 2), -1, np.int32)
    product[:, 0] = place(number)
    return Foreseen(product, np.ones((n, 2), np.float32), np.full((n, 2, 3), 2, np.int8))


def _by_score(slot: str, subject: Any, context: Any, candidates: Any, *, limit: int) -> Any:
    order = np.argsort(-candidates.scores, kind="stable")[:limit].tolist()
    return Decision(
        tuple(Decided(candidates.items[each], each, at, 1.0, "") for at, each in enumerate(order)),
        Explanation(slot, "web", Mode.ON, "score", 1),
    )


def learnt(foresee: Any = None) -> Training:
    lesson = Lesson(purchases(), Assortment.of(SHOP, CategoryTree(TREE), "en"))
    return lesson.whole(foresee) if foresee else lesson.whole()


def purchases() -> Purchases:
    customers = [ANN, BEN]
    lines = [
        (customers.index(who) if who else -1, order, product, day)
        for order, (who, day, products) in enumerate(BASKETS)
        for product in sorted(products)
    ]
    variants = [an_id(10_000 + number) for number in range(10)]
    return some_purchases(lines, customers=customers, variants=variants)


def place(number: int) -> int:
    return number - 1


def shelves(shop: Snapshot, subject: Subject) -> dict[str, list[dict[str, Any]]]:
    found = msgspec.json.decode(home(shop, subject, 4))["shelves"]
    return {each["slot"]: each["items"] for each in found}


def shelf(shop: Snapshot, slot: str, **subject: Any) -> list[dict[str, Any]]:
    return shelves(shop, Subject(**subject))[slot]


def names_of(items: list[dict[str, Any]]) -> list[str]:
    return [item["name"] for item in items]


def names(shop: Snapshot, ordinals: list[int]) -> list[str]:
    return [msgspec.json.decode(shop.pages.card(ordinal))["name"] for ordinal in ordinals]
