"""Weather that the merchant tells reaches the shelf of the reader's store."""

from datetime import date, timedelta
from uuid import UUID

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.catalog import a_product
from factories.discovery import some_purchases
from factories.inventory import a_location, stocked
from factories.pricing import priced

from serai.discovery.api.reads import SUGGESTIONS, answer_read
from serai.discovery.queries.shelves.current import forget_shelves
from serai.discovery.usecases.learn_and_arrange import learn_and_arrange
from serai.discovery.usecases.reindex import reindex
from serai.inventory.public import LocationView, read_weather, tell_weather
from serai.kernel.clock import now
from serai.plumbing.auth import Caller
from serai.plumbing.caches import forget_all
from serai.plumbing.facts.spool import spool

LONG_AGO = now().replace(year=2024)
DAYS = 112
ALWAYS = ("Bread", "Butter", "Cheese", "Milk", "Tea")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


@pytest.fixture(autouse=True)
def facts_of_its_own(var: None):
    forget_all()
    yield
    spool().close()


@pytest.fixture
def store(history) -> str:
    """Sell in one store: five things every day, ice cream on every eighth."""
    place = a_location("S1", kind="store")
    variants = [_on_sale(name, place) for name in ("Ice", *ALWAYS)]
    today = (now().date() - date(1970, 1, 1)).days
    lines = [
        (0, 20 * age + basket, product, today - age, 0, 12 * 60)
        for age in range(2, DAYS)
        for basket in range(20)
        for product in range(0 if age % 8 == 0 and basket < 16 else 1, len(variants))
    ]
    history.made = some_purchases(lines, customers=[place.id], variants=variants, places=[place.id])
    reindex()
    return place.code


def test_weather_that_is_told_is_used_from_the_next_training_on(store: str):
    assert _because(store) == {}

    _tell(hot_today=True)
    learn_and_arrange("web")
    forget_shelves()

    assert _because(store) == {"Ice": "of_weather"}
    with CaptureQueriesContext(connection) as statements:
        _because(store)
    assert len(statements) <= 1  # whether anything has changed, at most twice a second


def test_on_a_day_as_usual_nothing_is_shown(store: str):
    _tell(hot_today=False)
    learn_and_arrange("web")
    forget_shelves()

    assert _because(store) == {}


def _on_sale(name: str, place: LocationView) -> UUID:
    [variant] = a_product(name, name=name, category="milk").variants
    priced(variant.id, "2.00", now=LONG_AGO)
    stocked(variant.id, place, 99)
    return variant.id


def _tell(*, hot_today: bool) -> None:
    """Tell of every day since the first purchase and of two to come; yesterday to tomorrow are alike."""
    rows = [
        f"{now().date() - timedelta(age)},{30 if hot else 15},0"
        for age in range(-2, DAYS)
        for hot in [hot_today if age < 2 else age % 8 == 0]
    ]
    tell_weather(read_weather("on,temperature,rain\n" + "\n".join(rows)), now=now())


def _because(store: str) -> dict[str, str]:
    """Return why each product is on the shelf of the store, to a stranger."""
    caller = Caller(UUID(int=1), "web", frozenset())
    body = answer_read(SUGGESTIONS, caller, query_string=f"store={store}").body
    shelves = msgspec.json.decode(body)["shelves"]
    [cards] = [each["items"] for each in shelves if each["slot"] == "in_store"] or [[]]
    return {card["name"]: card["because"]["code"] for card in cards}
