"""What is bought in one store, at one time of day, more than elsewhere."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import numpy as np
import pytest
from factories.discovery import TREE, a_document, a_snapshot, an_id, some_purchases

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.day_parts import Moment, part_of, parts_of
from serai.discovery.domain.document import Band
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.training import Training
from serai.discovery.queries.suggestions.found import Context, Subject
from serai.discovery.queries.suggestions.home import home
from serai.discovery.queries.suggestions.suggest import Slot, suggest
from serai.discovery.usecases.training.assortment import Assortment
from serai.discovery.usecases.training.learn import Lesson
from serai.discovery.usecases.training.store_trends import Stores

MILK, BREAD, FISH, BEER, GONE = range(1, 6)
SHOP = [
    a_document(MILK, "Milk", category="milk"),
    a_document(BREAD, "Bread", category="cheese"),
    a_document(FISH, "Fish", category="dairy"),
    a_document(BEER, "Beer", category="drinks"),
    a_document(GONE, "Sold out", category="paper", band=Band.OUT),
]
ANN, BEN = UUID(int=7 << 100), UUID(int=8 << 100)
HARBOUR, STATION, DEPOT = (UUID(int=number << 64) for number in (1, 2, 3))
TODAY, MORNING, EVENING = 20_000, 13 * 60, 22 * 60
NEW_YORK = "America/New_York"
AT_EIGHT, AT_FIVE = 0, 2


@pytest.fixture(scope="module")
def shop() -> Snapshot:
    return a_snapshot(SHOP, training=learnt())


def test_a_store_suggests_what_it_sells_more_than_others(shop: Snapshot):
    assert in_store(shop, Subject(store="harbour"), AT_EIGHT)[0] == "Fish"
    assert "Fish" not in in_store(shop, Subject(store="station"), AT_EIGHT)


def test_what_sells_as_everywhere_is_no_trend_of_a_store(shop: Snapshot):
    assert "Milk" not in in_store(shop, Subject(store="harbour"), AT_EIGHT)


def test_beer_is_suggested_after_work(shop: Snapshot):
    assert "Beer" in in_store(shop, Subject(store="station"), AT_FIVE)
    assert "Beer" not in in_store(shop, Subject(store="station"), AT_EIGHT)


def test_each_product_says_whether_the_place_or_the_hour_speaks_for_it(shop: Snapshot):
    assert because(shop, Subject(store="harbour"), AT_EIGHT)["Fish"] == "of_store"
    assert because(shop, Subject(store="station"), AT_FIVE)["Beer"] == "of_hour"


def test_what_is_sold_out_is_not_suggested(shop: Snapshot):
    assert "Sold out" not in in_store(shop, Subject(store="harbour"), AT_EIGHT)


def test_a_customer_is_shown_the_store_where_they_buy_most(shop: Snapshot):
    assert in_store(shop, Subject(ANN), AT_EIGHT) == in_store(
        shop, Subject(store="harbour"), AT_EIGHT
    )
    assert "Fish" not in in_store(shop, Subject(ANN, store="station"), AT_EIGHT)


def test_without_a_store_there_is_no_such_shelf(shop: Snapshot):
    assert in_store(shop, Subject(), AT_EIGHT) == []
    assert in_store(shop, Subject(an_id(999)), AT_EIGHT) == []
    assert in_store(shop, Subject(store="moon"), AT_EIGHT) == []
    assert in_store(shop, Subject(store="depot"), AT_EIGHT) == []


def test_a_training_of_an_earlier_release_knows_no_stores():
    assert in_store(a_snapshot(SHOP), Subject(ANN, store="harbour"), AT_EIGHT) == []


def test_the_shelf_stands_on_the_home_page(shop: Snapshot):
    shelves = msgspec.json.decode(home(shop, Subject(store="harbour"), 4, moment=Moment(AT_EIGHT)))[
        "shelves"
    ]

    assert shelves[0]["title"] == "Trending in your store"
    assert shelves[0]["items"][0]["because"] == {
        "code": "of_store",
        "words": "Bought more in this store than elsewhere.",
    }


def test_parts_of_the_day_follow_the_local_clock():
    noon = datetime(2026, 7, 1, 16, tzinfo=UTC)

    assert part_of(noon, NEW_YORK) == part_of(noon, "America/Toronto") == 1
    assert part_of(noon, "Asia/Jerusalem") == 2
    assert [part_of(datetime(2026, 7, 1, hour, tzinfo=UTC), "UTC") for hour in (4, 5, 10, 20)] == [
        3,
        0,
        0,
        3,
    ]


def test_many_instants_are_told_at_once_in_summer_and_winter():
    january, july = 20_454, 20_635
    found = parts_of(np.array([january, july]), np.array([15 * 60 + 30] * 2), NEW_YORK)

    assert found.tolist() == [0, 1]
    assert parts_of(np.zeros(0, int), np.zeros(0, int), NEW_YORK).tolist() == []


def learnt() -> Training:
    lines = []
    for number in range(120):
        place = number % 3
        night = EVENING if number % 2 else MORNING
        basket = {MILK}
        basket |= {FISH, GONE} if place == 0 else {BREAD} if place == 1 else set()
        basket |= {BEER} if number % 2 else set()
        customer = 0 if place == 0 and number < 90 else 1
        lines += [
            (customer, number, product, TODAY - number % 7, place, night) for product in basket
        ]
    purchases = some_purchases(
        lines,
        customers=[ANN, BEN],
        variants=[an_id(10_000 + number) for number in range(6)],
        places=[HARBOUR, STATION, DEPOT],
    )
    stores = Stores({HARBOUR.bytes: "harbour", STATION.bytes: "station"}, NEW_YORK)
    assortment = Assortment.of(SHOP, CategoryTree(TREE), "en")
    return Lesson(purchases, assortment).whole(stores=stores)


def in_store(shop: Snapshot, subject: Subject, part: int) -> list[str]:
    found = suggest(Slot.IN_STORE, subject, Context(shop, moment=Moment(part)), 5)
    return [name_of(shop, ordinal) for ordinal in found.ordinals]


def because(shop: Snapshot, subject: Subject, part: int) -> dict[str, str]:
    found = suggest(Slot.IN_STORE, subject, Context(shop, moment=Moment(part)), 5)
    return {name_of(shop, ordinal): found.because[ordinal].code for ordinal in found.ordinals}


def name_of(shop: Snapshot, ordinal: int) -> str:
    return str(msgspec.json.decode(shop.pages.card(ordinal))["name"])
