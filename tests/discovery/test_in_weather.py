"""What is bought in the reader's store in weather like today's."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import msgspec
import numpy as np
import pytest
from factories.discovery import TREE, a_document, a_snapshot, an_id, some_purchases

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.day_parts import Moment, days_of, moment_of
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.training import Training
from serai.discovery.queries.suggestions.found import Context, Subject
from serai.discovery.queries.suggestions.home import home
from serai.discovery.queries.suggestions.suggest import Slot, suggest
from serai.discovery.usecases.training.assortment import Assortment
from serai.discovery.usecases.training.learn import Lesson
from serai.discovery.usecases.training.store_trends import Stores
from serai.discovery.usecases.training.weather_trends import NO_SKIES, Skies
from serai.inventory.ports import WeatherDay
from serai.kernel.clock import now

MILK, BREAD, ICE, SOUP = range(1, 5)
SHOP = [
    a_document(MILK, "Milk", category="milk"),
    a_document(BREAD, "Bread", category="cheese"),
    a_document(ICE, "Ice cream", category="dairy"),
    a_document(SOUP, "Soup", category="drinks"),
]
HARBOUR, STATION = (UUID(int=number << 64) for number in (1, 2))
FIRST, DAYS = date(2026, 4, 1), 112
YESTERDAY, TODAY = FIRST + timedelta(DAYS - 1), FIRST + timedelta(DAYS)
MILD, HOT = WeatherDay(15.0, 0.0), WeatherDay(25.0, 0.0)

Days = Mapping[date, WeatherDay]


def every_fourth_day_is_hot(today: WeatherDay) -> Days:
    days = {FIRST + timedelta(at): HOT if at % 4 == 0 else MILD for at in range(DAYS)}
    return days | {TODAY: today}


def test_what_is_bought_on_hot_days_is_suggested_on_a_hot_day():
    shop = a_shop({"": every_fourth_day_is_hot(HOT)})

    assert because(shop, "harbour") == {"Ice cream": "of_weather"}
    assert because(shop, "harbour", YESTERDAY) == {}


def test_on_another_day_it_is_not():
    assert because(a_shop({"": every_fourth_day_is_hot(MILD)}), "harbour") == {}


def test_where_weather_moves_nothing_nothing_is_suggested():
    shop = a_shop({"": every_fourth_day_is_hot(HOT)}, iced=lambda day: day % 3 == 0)

    assert because(shop, "harbour") == {}


def test_without_any_weather_nothing_is_learnt():
    training = learnt(NO_SKIES)

    assert (training.by_weather.size, training.weather.size, training.weather_from.size) == (
        0,
        0,
        0,
    )
    assert because(a_snapshot(SHOP, training=training), "harbour") == {}


def test_days_that_nobody_foretells_have_no_weather():
    days = {on: day for on, day in every_fourth_day_is_hot(HOT).items() if on < TODAY}
    shop = a_shop({"": days})

    assert because(shop, "harbour") == {}
    assert because(shop, "harbour", TODAY + timedelta(400)) == {}


def test_each_store_has_its_own_weather():
    shop = a_shop(
        {"harbour": every_fourth_day_is_hot(HOT), "station": every_fourth_day_is_hot(MILD)}
    )

    assert because(shop, "harbour") == {"Ice cream": "of_weather"}
    assert because(shop, "station") == {}


def test_the_weather_of_one_store_is_not_that_of_others():
    shop = a_shop({"harbour": every_fourth_day_is_hot(HOT)})

    assert because(shop, "harbour") == {"Ice cream": "of_weather"}
    assert because(shop, "station") == {}


def test_the_reader_is_told_why():
    shop = a_shop({"": every_fourth_day_is_hot(HOT)})
    body = home(shop, Subject(store="harbour"), 4, moment=Moment(day=number(TODAY)))

    shelf = msgspec.json.decode(body)["shelves"][0]
    assert shelf["title"] == "Trending in your store"
    [ice] = [card for card in shelf["items"] if card["name"] == "Ice cream"]
    assert ice["because"] == {
        "code": "of_weather",
        "words": "Bought more in weather like today's.",
    }


def test_a_training_of_an_earlier_release_knows_no_weather():
    training = learnt(Skies({"": every_fourth_day_is_hot(HOT)}, TODAY))
    nothing = Training.none()
    earlier = replace(
        training,
        by_weather=nothing.by_weather,
        weather=nothing.weather,
        weather_from=nothing.weather_from,
    )

    assert because(a_snapshot(SHOP, training=earlier), "harbour") == {}


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Jerusalem", "UTC"])
def test_a_day_is_that_of_the_local_clock(zone: str):
    instant = now()
    minutes = int(instant.timestamp()) // 60
    day, minute = np.array([minutes // 1440]), np.array([minutes % 1440])

    assert days_of(day, minute, zone).tolist() == [moment_of(instant, zone).day]


def test_late_purchases_are_of_the_evening_of_their_store():
    one_in_the_night = np.array([number(TODAY)]), np.array([60])

    assert days_of(*one_in_the_night, "America/New_York").tolist() == [number(YESTERDAY)]


def a_shop(places: Mapping[str, Days], iced=lambda day: day % 4 == 0) -> Snapshot:
    return a_snapshot(SHOP, training=learnt(Skies(places, TODAY), iced))


def learnt(skies: Skies, iced=lambda day: day % 4 == 0) -> Training:
    """Learn of a store in which milk is in every basket, bread or soup too, and ice cream on some days."""
    lines = []
    for day in range(DAYS):
        for basket in range(20):
            products = {MILK, BREAD if basket % 2 else SOUP}
            products |= {ICE} if iced(day) and basket < 16 else set()
            order, place = day * 20 + basket, basket % 2
            at = number(FIRST) + day
            lines += [(0, order, product, at, place, 12 * 60) for product in products]
    purchases = some_purchases(
        lines,
        customers=[an_id(1)],
        variants=[an_id(10_000 + each) for each in range(5)],
        places=[HARBOUR, STATION],
    )
    stores = Stores({HARBOUR.bytes: "harbour", STATION.bytes: "station"}, "UTC")
    assortment = Assortment.of(SHOP, CategoryTree(TREE), "en")
    return Lesson(purchases, assortment).whole(stores=stores, skies=skies)


def because(shop: Snapshot, store: str, on: date = TODAY) -> dict[str, str]:
    context = Context(shop, moment=Moment(day=number(on)))
    found = suggest(Slot.IN_STORE, Subject(store=store), context, 5)
    told = {name_of(shop, each): found.because[each].code for each in found.ordinals}
    return {name: code for name, code in told.items() if code == "of_weather"}


def number(on: date) -> int:
    return (on - date(1970, 1, 1)).days


def name_of(shop: Snapshot, ordinal: int) -> str:
    return str(msgspec.json.decode(shop.pages.card(ordinal))["name"])
