"""Days, new articles and the weather: what is known of them is found again."""

from datetime import date, timedelta

import numpy as np
import pytest

from serai_science.forecast import measures
from serai_science.forecast.calendar import calendar
from serai_science.forecast.days import day_kinds, day_shares
from serai_science.forecast.learn import learn
from serai_science.forecast.newcomers import learn_newcomers, new_at
from serai_science.forecast.panel import Panel
from serai_science.forecast.weather import NAMES, weekly_weather

MONDAY = date(2025, 1, 6)
FEASTS = [MONDAY + timedelta(7 * week + 3) for week in (6, 14, 22, 32)]


def test_days_before_a_feast_take_from_the_days_after_it():
    rng = np.random.default_rng(3)
    weekday = np.array([1.0, 1, 1, 1, 2, 2, 1]) / 9
    kinds = day_kinds(MONDAY, 33, feasts=FEASTS)
    lift = np.array([1.0, 1.2, 1.5, 1.8, 0.6, 0.6])[kinds.feast]
    share = weekday * lift / (weekday * lift).sum(axis=1, keepdims=True)
    sold = rng.poisson(70 * share[:30], (80, 30, 7)).astype(float)

    told = day_shares(sold, kinds)

    assert told.shape == (80, 3, 7)
    assert told.sum(axis=2) == pytest.approx(1.0)
    assert told[:, 0].mean(axis=0) == pytest.approx(weekday, abs=0.02)
    assert told[:, 2].mean(axis=0) == pytest.approx(share[32], abs=0.02)


def test_nothing_is_sold_on_a_day_when_all_is_closed():
    kinds = day_kinds(MONDAY, 3, closed=[MONDAY + timedelta(15)])

    told = day_shares(np.ones((2, 2, 7)), kinds)

    assert told[:, 0, 1].tolist() == [0.0, 0.0]
    assert told[:, 0, 0] == pytest.approx(1 / 6)


def test_what_is_new_fades_as_earlier_new_articles_did():
    rng = np.random.default_rng(5)
    demand = np.zeros((400, 60))
    for row in range(400):
        begun = int(rng.integers(9, 60))
        span = 60 - begun
        keeps = row % 2
        level = np.full(span, 10.0) if keeps else 10 * 0.6 ** np.arange(span)
        demand[row, begun:] = rng.poisson(level)
    newcomers = learn_newcomers(demand[:, :56])
    begun = new_at(demand, 56)

    level = newcomers.level(begun)

    came = demand[begun.row, 56:60].mean(axis=1)
    own = begun.since
    assert measures.wape(came, level) < 0.6 * measures.wape(came, own)
    assert abs(measures.bias(came, level)) < 0.15 < measures.bias(came, own)


def test_too_few_new_articles_teach_nothing():
    assert learn_newcomers(np.ones((30, 40))) is None


def test_a_known_effect_of_the_weather_is_found_in_what_comes():
    panel, came = a_shop_of_ice_and_bread()
    bare = Panel(
        panel.demand,
        panel.plan[:, :, :1],
        *(panel.price, panel.discount, panel.visits, panel.groups, panel.calendar),
        plan_names=panel.plan_names[:1],
    )

    with_, without = (learn(each, bands=False).forecast(each).mean for each in (panel, bare))

    ice = slice(20, 40)
    assert measures.wape(came[ice], with_[ice]) < 0.75 * measures.wape(came[ice], without[ice])
    assert measures.wape(came[:20], with_[:20]) < 0.12


def a_shop_of_ice_and_bread() -> tuple[Panel, np.ndarray]:
    """Return 20 breads and 20 ices over 60 weeks whose warmth swings by chance; ice doubles with ten degrees."""
    rng = np.random.default_rng(9)
    weeks, known = 64, 60
    degrees = np.repeat(rng.uniform(5, 30, weeks), 7)
    weather = weekly_weather(degrees, np.zeros(7 * weeks), known=weeks)
    leaflet = (rng.random((40, weeks)) < 0.2).astype(float)
    warm = 2 ** ((degrees[::7] - 17) / 10)
    level = rng.uniform(60, 150, 40)[:, None] * (1 + 0.5 * leaflet)
    level[20:] *= warm
    demand = rng.poisson(level).astype(float)
    plan = np.concatenate([leaflet[..., None], np.broadcast_to(weather, (40, weeks, 2))], axis=2)
    nothing = np.full((40, known), np.nan)
    kind = np.repeat([0, 1], 20)
    panel = Panel(
        demand[:, :known],
        plan,
        nothing,
        nothing,
        demand[:, :known],
        {"department": kind, "category": kind, "kind": kind},
        calendar([MONDAY + timedelta(7 * week) for week in range(weeks)]),
        plan_names=("leaflet", *NAMES),
    )
    return panel, demand[:, known:]


def test_weather_with_a_gap_in_the_past_is_left_out():
    degrees = np.full(28, 10.0)
    degrees[7:12] = np.nan

    assert weekly_weather(degrees, np.zeros(28), known=3) is None
