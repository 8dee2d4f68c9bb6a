"""What weather does to sales: found where it is there, nothing where it is not."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from serai_science.in_weather import lifts_of_weather
from serai_science.weather_kinds import KINDS, kinds_of_days

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "in-store.md"
DAYS, PRODUCTS, LINES = 364, 60, 400
ICE, SOUP, UMBRELLA, SUNCREAM = range(4)
HOT = [2, 5]


@pytest.fixture(scope="module")
def weather() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return temperatures that follow the seasons and their own whims for days on end, and rain."""
    random = np.random.default_rng(11)
    whim = np.zeros(DAYS)
    for day in range(1, DAYS):
        whim[day] = 0.7 * whim[day - 1] + random.normal(0, 3)
    season = 10 - 12 * np.cos(2 * np.pi * np.arange(DAYS) / 365.25)
    return season + whim, np.where(random.random(DAYS) < 0.3, random.exponential(6, DAYS), 0.0)


@pytest.fixture(scope="module")
def kinds(weather) -> NDArray[np.int8]:
    return kinds_of_days(np.arange(DAYS), *weather)


def test_what_weather_moves_is_found(kinds):
    lifts = learnt(kinds, {ICE: (np.isin(kinds, HOT), 2.0), UMBRELLA: (kinds >= 3, 3.0)})

    usual = 1 + np.isin(kinds, HOT).mean()
    assert lifts[2, ICE] == pytest.approx(2 / usual, rel=0.15)
    assert lifts[3:, UMBRELLA].min() > 1.5
    others = lifts[:, [each for each in range(PRODUCTS) if each not in {ICE, UMBRELLA}]]
    assert (others > 1.1).mean() < 0.005
    assert others.max() < 1.2


@pytest.mark.parametrize("seed", range(5))
def test_where_weather_has_no_effect_nothing_is_found(kinds, seed):
    lifts = learnt(kinds, {}, seed=seed)

    assert lifts.max() < 1.1
    assert np.abs(lifts - 1).mean() < 0.01


def test_a_season_is_no_weather(kinds):
    summer = np.abs(np.arange(DAYS) - 182) < 60
    lifts = learnt(kinds, {SUNCREAM: (summer, 4.0)})

    assert lifts[:, SUNCREAM].max() < 1.1


def test_one_week_of_a_promotion_is_no_weather(kinds):
    week = np.arange(DAYS) // 7
    hottest = np.argmax(np.bincount(week, np.isin(kinds, HOT)))
    lifts = learnt(kinds, {SOUP: (week == hottest, 5.0)})

    assert lifts.max() < 1.1


def test_what_weather_does_depends_on_no_order(kinds):
    day, product = sold({ICE: (np.isin(kinds, HOT), 2.0)}, seed=1)
    mixed = np.random.default_rng(0).permutation(day.size)
    shape = (KINDS, PRODUCTS)
    known = lifts_of_weather(kinds[day], product, day, shape=shape)

    assert (
        lifts_of_weather(kinds[day[mixed]], product[mixed], day[mixed], shape=shape) == known
    ).all()
    assert (lifts_of_weather(kinds[day], product, day + 28 * 700, shape=shape) == known).all()


def test_without_sales_nothing_is_known():
    nothing = np.zeros(0, np.int64)

    assert (lifts_of_weather(nothing, nothing, nothing, shape=(2, 3)) == 1).all()


def test_a_kind_is_relative_to_the_place_and_the_season(weather, kinds):
    temperature, rain = weather
    abroad = kinds_of_days(np.arange(DAYS), temperature + 25, rain)
    hot = np.isin(kinds, HOT)

    assert (abroad == kinds).all()
    assert hot[:60].any()
    assert hot[150:210].any()
    assert temperature[hot].min() < temperature[~hot].max()


def test_days_that_hardly_differ_are_neither_hot_nor_cold():
    day = np.arange(60)
    assert set(kinds_of_days(day, 27 + 0.5 * (day % 3), np.zeros(60)).tolist()) == {1}


def test_too_few_days_tell_no_normal():
    day = np.array([0, 1, 2, 200])

    assert kinds_of_days(day, np.zeros(4), np.zeros(4)).tolist() == [-1] * 4
    assert kinds_of_days(day[:0], np.zeros(0), np.zeros(0)).size == 0


def test_other_years_tell_what_is_normal():
    day = np.r_[np.arange(100, 131), 115 + 365]
    temperature = np.r_[np.full(31, 15.0), 24.0]

    assert kinds_of_days(day, temperature, np.zeros(32)).tolist() == [1] * 31 + [2]


@pytest.mark.parametrize("effect", ["none", "1.5", "3"])
def test_the_table_of_the_docs_is_what_is_learnt(kinds, effect):
    [row] = [line for line in PAGE.read_text().splitlines() if line.startswith(f"| {effect} |")]
    hot = np.isin(kinds, HOT)
    effects = {} if effect == "none" else {ICE: (hot, float(effect))}
    found = [learnt(kinds, effects, seed=seed) for seed in range(12)]

    *_, told, others, _ = [cell.strip() for cell in row.split("|")]
    assert np.mean([each[2, ICE] for each in found]) == pytest.approx(float(told), abs=0.006)
    above = np.mean([np.count_nonzero(each[:, ICE + 1 :] > 1.1) for each in found])
    assert above == pytest.approx(float(others), abs=0.051)


def sold(
    effects: dict[int, tuple[NDArray[np.bool_], float]], *, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    random = np.random.default_rng(seed)
    rate = np.tile(1 / np.arange(5, 5 + PRODUCTS), (DAYS, 1))
    rate *= random.gamma(10, 0.1, rate.shape)
    for product, (days, times) in effects.items():
        rate[days, product] *= times
    # Sales of real products differ from day to day by more than chance.
    counts = random.poisson(LINES * rate / rate.sum(axis=1, keepdims=True))
    day, product = np.nonzero(counts)
    times = counts[day, product]
    return np.repeat(day, times), np.repeat(product, times)


def learnt(
    kinds: NDArray[np.int8],
    effects: dict[int, tuple[NDArray[np.bool_], float]],
    *,
    seed: int = 3,
) -> NDArray[np.float32]:
    day, product = sold(effects, seed=seed)
    return lifts_of_weather(kinds[day], product, day, shape=(KINDS, PRODUCTS))
