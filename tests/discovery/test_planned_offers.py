"""What merchants planned and promotions lowered, as the trees of the next basket see it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from factories.catalog import a_product
from factories.discovery import some_purchases
from factories.pricing import priced

from serai.catalog.public import channel
from serai.discovery.usecases.generations.category_nodes import category_tree
from serai.discovery.usecases.generations.write_generation import gathered
from serai.discovery.usecases.reindex import reindex
from serai.discovery.usecases.training.assortment import Assortment
from serai.discovery.usecases.training.lines import lines_of
from serai.discovery.usecases.training.planned_offers import offers_among, plan_of
from serai.inventory.usecases.demand.plan_promotions import PlannedPromotion, plan_promotions
from serai.kernel.money import Money
from serai.plumbing.facts.spool import spool
from serai.plumbing.facts.writer import write_waiting
from serai.pricing.public import note_promoted_prices

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
WEDNESDAY, LAST_DAY = date(2026, 11, 25), 20_779
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shop")]


@pytest.fixture(autouse=True)
def spools() -> Iterator[None]:
    """Close the spool of the test's folder."""
    yield
    spool().close()


def test_a_plan_is_an_offer_of_its_week_on_the_clock_of_the_purchases():
    milk = _product("MILK")
    _plan(
        PlannedPromotion("MILK", WEDNESDAY, "leaflet", 0.5),
        PlannedPromotion("MILK", WEDNESDAY, "leaflet A", 0.2),
        PlannedPromotion("MILK", WEDNESDAY, "leaflet D", 0.1),
        PlannedPromotion("MILK", WEDNESDAY, "display", 0.25),
    )

    [offer] = _offers(milk)

    assert offer == (0, 1.0, 8.0, 0.5, pytest.approx(0.3), 0.25)


def test_a_price_cut_is_told_of_everywhere():
    milk = _product("MILK")
    _plan(PlannedPromotion("MILK", WEDNESDAY, "price cut", 0.15))

    [offer] = _offers(milk)

    assert offer[3:] == (1.0, 0.0, 0.0)


def test_of_a_plan_what_was_said_last_counts():
    milk = _product("MILK")
    _plan(PlannedPromotion("MILK", WEDNESDAY, "leaflet", 0.5))
    _plan(PlannedPromotion("MILK", WEDNESDAY, "leaflet", 0.0), now=NOW + timedelta(hours=1))

    assert _offers(milk) == []


def test_a_price_that_promotions_lower_is_an_offer_until_they_end():
    milk = _product("MILK")
    note_promoted_prices({milk: Money(90, "USD")}, "web", "USD", now=NOW - timedelta(days=9))
    note_promoted_prices({milk: None}, "web", "USD", now=NOW - timedelta(days=2, hours=10.5))
    note_promoted_prices({milk: Money(80, "USD")}, "web", "USD", now=NOW)

    first, still = _offers(milk)

    assert first == (0, -9.0, -2.0, 1.0, 0.0, 0.0)
    assert still[1] == 0.0
    assert still[2] > 3_650


def test_what_is_no_longer_shown_is_on_offer_nowhere():
    _product("MILK")
    tea = _product("TEA")
    _plan(PlannedPromotion("MILK", WEDNESDAY, "leaflet", 0.5))

    lines = _lines(tea)
    tea_alone = Assortment(lines[1].ids[:0], [], lines[1].tree, lines[1].analyser)

    assert offers_among(plan_of("web"), lines[0], tea_alone) is None


def _product(sku: str) -> UUID:
    [variant] = a_product(sku, name=sku.title(), category="milk").variants
    priced(variant.id, "2.00", now=NOW - timedelta(days=30))
    return variant.id


def _plan(*planned: PlannedPromotion, now: datetime = NOW) -> None:
    plan_promotions(planned, now=now)
    write_waiting(now=now)


def _offers(bought: UUID) -> list[tuple[float, ...]]:
    offers = offers_among(plan_of("web"), *_lines(bought))
    return [] if offers is None else offers.rows()


def _lines(bought: UUID):
    """Return one purchase on the last day, and the assortment."""
    reindex()
    _, documents = gathered("web")
    assortment = Assortment.of(documents, category_tree(channel("web").locale), "en")
    purchases = some_purchases([(0, 0, 0, LAST_DAY)], customers=[UUID(int=1)], variants=[bought])
    return lines_of(purchases, assortment.facts), assortment
