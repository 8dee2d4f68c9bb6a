"""What a season does is found, and not read as an answer to prices."""

import numpy as np
import pytest

from serai_science.elasticity.of_products import Panel, fit_demand
from serai_science.elasticity.season import Season, fit_season

GOODS, WEEKS, KINDS = 60, 104, 2
YEAR = 365.25 / 7


def a_market(swing: float, seed: int = 4) -> tuple[Panel, np.ndarray]:
    """Ice sells more in one half of the year, soup in the other; both are cheaper when they sell."""
    chance = np.random.default_rng(seed)
    product = np.repeat(np.arange(GOODS), WEEKS)
    week = np.tile(np.arange(WEEKS), GOODS) + 2000
    group = np.arange(GOODS) % KINDS
    wave = np.where(group[product] == 0, 1, -1) * np.cos(2 * np.pi * week / YEAR)
    price = -0.1 * wave + chance.normal(0, 0.1, product.size)
    units = 3 - 1.5 * price + swing * wave + chance.normal(0, 0.2, product.size)
    return Panel(product, units, price, np.zeros((product.size, 0)), group), week


def test_the_wave_of_each_kind_is_found():
    panel, week = a_market(0.2)
    season = fit_season(panel, week)
    assert season.wave[0, 0] > 0.08
    assert season.wave[1, 0] < -0.08
    assert np.abs(season.wave[:, 1]).max() < 0.02


def test_where_there_is_no_season_there_is_no_wave():
    panel, week = a_market(0.0)
    assert np.abs(fit_season(panel, week).wave).max() < 0.01


def test_the_answer_to_prices_is_nearer_the_truth_without_the_season():
    panel, week = a_market(0.2)
    mixed = fit_demand(panel).shrunk.elasticity.mean()
    freed = fit_demand(fit_season(panel, week).without(panel, week)).shrunk.elasticity.mean()
    assert mixed < -2.0
    assert abs(freed + 1.5) < 0.6 * abs(mixed + 1.5)


def test_a_year_that_is_held_out_is_told_better():
    panel, week = a_market(0.2)
    held = week >= 2052
    known, test = panel.rows(~held), panel.rows(held)
    season = fit_season(known, week[~held])
    freed = fit_demand(season.without(known, week[~held])).shrunk
    gain = freed.log_density(season.without(test, week[held])).mean()
    assert gain > fit_demand(known).shrunk.log_density(test).mean() + 0.02


def test_weeks_ahead_are_a_multiple_of_those_lately():
    season = Season(wave=np.array([[0.1, 0.0], [0.0, 0.0]]), usual=np.zeros((2, 2)))
    half_a_year_on = season.beside(np.array([0]), np.array([0]) + round(YEAR / 2))
    assert half_a_year_on == pytest.approx([np.exp(0.2), 1.0], rel=1e-3)
