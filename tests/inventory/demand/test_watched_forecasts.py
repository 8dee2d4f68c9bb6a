"""How near forecasts come is told to decisions, learned and usual ones alike."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest
from factories.catalog import a_variant
from factories.decisions import a_policy
from factories.demand import NOW, foresee

from serai.decisions.public import Mode, SwitchSlot, switch_slot
from serai.decisions.queries.running import forget_plans
from serai.decisions.queries.slot_readings import slot_reading
from serai.inventory.models import WatchedForecast
from serai.inventory.public import StockEntry, receive
from serai.inventory.queries.demand.foreseen import Arrays, foreseen
from serai.inventory.usecases.demand.choose_forecast import FORECAST, chosen_forecast
from serai.inventory.usecases.demand.report_forecasts import report_forecasts
from serai.plumbing.db import execute, rows

pytestmark = pytest.mark.django_db
ARTICLES = 40
STARTS = datetime.combine(NOW.date(), time(), UTC)
OVER = STARTS + timedelta(weeks=3)


@pytest.fixture
def learned(stores) -> Arrays:
    """Return a model by which each of 40 articles sells ten a week, where they sold four; ninety are there."""
    forget_plans()
    ids = sorted((a_variant(f"S-{each}").id for each in range(ARTICLES)), key=lambda id_: id_.bytes)
    receive([StockEntry(each, stores[0].id, 90) for each in ids], now=NOW - timedelta(days=30))
    foresee(ids, [stores[0].id], [[10.0]] * ARTICLES)
    yield replace(foreseen(), past=np.full((ARTICLES, 26), 4.0, np.float32))
    forget_plans()


def switched(mode: Mode, holdout: float = 0.0) -> None:
    switch_slot(SwitchSlot(FORECAST.code, "web", mode, a_policy(), holdout=holdout), now=NOW)
    forget_plans()


def sold(units: int, at: datetime = STARTS + timedelta(days=5)) -> None:
    """Let every article sell so many units."""
    execute(
        "INSERT INTO inventory_movement (balance_id, quantity, reason, occurred_at)"
        " SELECT id, %s, 'sale', %s FROM inventory_balance",
        [-units, at],
    )


def told() -> list[tuple[bool, float]]:
    return rows(
        "SELECT DISTINCT holdout, value FROM decisions_outcome WHERE kind = 'hit' ORDER BY 1"
    )


def test_off_nothing_is_waited_for(learned):
    chosen_forecast(learned, now=NOW)

    assert not WatchedForecast.objects.exists()


def test_learned_and_held_out_articles_are_told_alike(learned):
    switched(Mode.ON, holdout=0.5)
    chosen_forecast(learned, now=NOW)
    sold(20)
    sold(4)
    sold(50, at=STARTS - timedelta(hours=1))
    sold(50, at=OVER)

    early = report_forecasts(now=OVER - timedelta(hours=1))
    there, again = report_forecasts(now=OVER), report_forecasts(now=OVER)

    assert (early, there, again) == (0, ARTICLES, 0)
    assert told() == [(False, 0.8), (True, 0.5)], "24 of 30 foreseen, and 12 of the 24 that came"
    found = slot_reading(FORECAST.code, "web", now=OVER)
    assert found.held_out + found.shown == ARTICLES
    [hits] = found.metrics
    assert hits.metric == "hits"
    assert (hits.held_out_mean, hits.mean) == pytest.approx((0.5, 0.8))


def test_an_article_is_waited_for_once_and_anew_when_the_slot_is_switched(learned):
    switched(Mode.SHADOW)
    chosen_forecast(learned, now=NOW)
    first = WatchedForecast.objects.first()
    chosen_forecast(learned, now=NOW + timedelta(days=1))
    assert WatchedForecast.objects.first().token == first.token

    switched(Mode.ON)
    chosen_forecast(learned, now=NOW + timedelta(days=1))

    anew = WatchedForecast.objects.first()
    assert (first.foreseen, anew.foreseen) == (12.0, 30.0)


def test_a_forecast_that_is_old_is_left_alone(learned):
    switched(Mode.ON)

    chosen_forecast(learned, now=NOW + timedelta(days=8))

    assert not WatchedForecast.objects.exists()


def test_where_nothing_was_foreseen_and_nothing_sold_it_came_exactly(learned):
    switched(Mode.ON)
    chosen_forecast(replace(learned, mean=np.zeros_like(learned.mean)), now=NOW)

    report_forecasts(now=OVER)

    assert told() == [(False, 1.0)]
