"""Demand is learned from facts, checked on weeks held back, and read from files."""

from datetime import timedelta
from uuid import UUID

import polars as pl
import pytest
from factories.catalog import a_variant
from inventory.demand.conftest import NOW, _lines, tell_sales

from serai.config.back_office.backtest_report import backtest_report
from serai.inventory.queries.demand.forecast_of import demand_forecast
from serai.inventory.queries.demand.foreseen import MODEL
from serai.inventory.usecases.demand.backtest_demand import backtest_demand
from serai.inventory.usecases.demand.learn_demand import learn_demand
from serai.plumbing import facts
from serai.plumbing.caches import forget_all
from serai.plumbing.model_registry import in_use

pytestmark = pytest.mark.django_db


@pytest.fixture
def variants():
    return [a_variant(f"SKU-{number}").id for number in range(12)]


def test_a_shop_without_sales_learns_nothing():
    assert learn_demand(now=NOW) is None
    assert demand_forecast(UUID(int=7)) is None


def test_what_is_planned_is_foreseen_and_the_parts_sum_up(stores, variants):
    tell_sales(variants, stores)

    published = learn_demand(now=NOW)
    forget_all()

    assert published is not None
    assert not published.refused_because
    card = in_use(MODEL).card
    assert card.figure.name == "WAPE"
    assert card.figure.value < 0.7 * card.figure.baseline
    told = demand_forecast(variants[3])
    assert told.value_class == "A"
    assert not told.is_new
    assert told.weeks[0].starts_on.weekday() == 0
    assert NOW.date() - timedelta(7) <= told.weeks[0].starts_on <= NOW.date()
    assert all(week.low <= week.high for week in told.weeks)
    first = sum(each.weeks[0].mean for each in told.locations)
    assert first == pytest.approx(told.weeks[0].mean, rel=0.05)
    assert [each.location for each in told.locations] == ["S1", "S2", ""]
    assert len(told.days) == 28
    assert sum(units for _, units in told.days[:7]) == pytest.approx(told.weeks[0].mean, abs=0.1)
    assert [day.weekday() for day, _ in told.days[:8]] == [0, 1, 2, 3, 4, 5, 6, 0]
    assert [(day.on, day.mean) for day in told.day_bands] == list(told.days)
    assert all(day.low <= day.high for day in told.day_bands)
    assert any(day.low < day.mean < day.high for day in told.day_bands)
    assert "coverage of single days, P10 to P90" in {each.name for each in card.others}
    assert len(told.tried) == 4
    assert len(told.reasons) == 3


def test_the_same_weeks_learned_again_are_no_worse(stores, variants):
    tell_sales(variants, stores)
    learn_demand(now=NOW)

    again = learn_demand(now=NOW + timedelta(hours=1))

    assert again.before == pytest.approx(again.card.figure.value)
    assert not again.refused_because


def test_a_shop_that_stood_still_is_foreseen_from_where_it_stopped(stores, variants):
    tell_sales(variants, stores, until=NOW - timedelta(weeks=200))
    late = _lines([(variants[0], None, NOW - timedelta(days=9))])
    facts.write_rows("sale_line", late.with_columns(event_id=pl.lit("late")), now=NOW)

    learn_demand(now=NOW)
    forget_all()

    assert demand_forecast(variants[0]).weeks[0].starts_on < NOW.date() - timedelta(weeks=195)


def test_earlier_forecasts_are_held_against_what_came(stores, variants):
    tell_sales(variants, stores)

    trials = backtest_demand(now=NOW, origins=2)

    assert [each.first_on.weekday() for each in trials] == [0, 0]
    assert trials[1].first_on - trials[0].first_on == timedelta(weeks=4)
    assert all(each.verdict.wape < 0.8 * each.verdict.usual_wape for each in trials)
    assert all(len(each.sold) == len(each.expected) == 4 for each in trials)
    page = backtest_report(trials)
    assert page.count("<svg") == 2
    assert f"{trials[0].verdict.wape:.1%}" in page


def test_a_shop_with_few_weeks_cannot_go_back(stores, variants):
    tell_sales(variants, stores, weeks=14)

    assert backtest_demand(now=NOW, origins=3) == []
