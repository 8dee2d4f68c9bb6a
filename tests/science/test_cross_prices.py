"""Units answer the prices of the other goods of a kind, where they do."""

import numpy as np
import pytest

from serai_science.elasticity.answers import answers_of_products
from serai_science.elasticity.cross import fit_cross, others_prices
from serai_science.elasticity.of_products import Panel, fit_demand

GOODS, WEEKS, KINDS = 60, 60, 6


def a_market(chance: np.random.Generator, cross: float) -> tuple[Panel, np.ndarray]:
    """Sixty goods of six kinds over sixty weeks, all of one size."""
    product = np.repeat(np.arange(GOODS), WEEKS)
    week = np.tile(np.arange(WEEKS), GOODS)
    group = np.arange(GOODS) % KINDS
    together = chance.normal(0, 0.1, (KINDS, WEEKS))
    price = together[group[product], week] + chance.normal(0, 0.1, product.size)
    panel = Panel(product, np.zeros(product.size), price, np.zeros((product.size, 0)), group)
    others = others_prices(panel, week, np.zeros(GOODS), np.ones(GOODS))
    units = 3 - 1.5 * price + cross * others + chance.normal(0, 0.2, product.size)
    return Panel(product, units, price, panel.controls, group), week


@pytest.mark.parametrize("cross", [0.0, 0.8])
def test_the_cross_elasticity_is_found_and_none_where_there_is_none(cross):
    panel, week = a_market(np.random.default_rng(5), cross)
    found = fit_cross(panel, week)
    assert found.belief.overall == pytest.approx(cross, abs=0.1)
    assert found.own.elasticity.mean() == pytest.approx(-1.5, abs=0.05)


def test_prices_of_others_tell_held_out_weeks_better():
    panel, week = a_market(np.random.default_rng(6), 1.5)
    held = week >= 45
    known, test = panel.rows(~held), panel.rows(held)
    crossed = fit_cross(known, week[~held]).log_density(test, week[held])
    assert crossed.mean() > fit_demand(known).shrunk.log_density(test).mean() + 0.02


def test_the_price_of_the_others_is_weighed_and_one_alone_has_none():
    panel = Panel(
        product=np.array([0, 1, 2, 3]),
        log_units=np.zeros(4),
        log_price=np.array([0.3, 0.1, -0.2, 0.5]),
        controls=np.zeros((4, 0)),
        group=np.array([0, 0, 0, 1]),
    )
    found = others_prices(panel, np.zeros(4, int), np.zeros(4), np.array([1.0, 3.0, 1.0, 1.0]))
    assert found == pytest.approx([(0.3 - 0.2) / 4, (0.3 - 0.2) / 2, (0.3 + 0.3) / 4, 0.0])


def test_what_a_price_does_to_the_margin_of_others_is_its_derivative():
    cross, weight, margin = 0.6, np.array([2.0, 1.0, 3.0]), np.array([10.0, 20.0, 5.0])
    found = answers_of_products(np.full(3, cross), np.zeros(3, np.int64), weight, margin)
    step = 1e-6
    for product in range(3):
        others = [each for each in range(3) if each != product]
        moved = sum(
            margin[j] * np.exp(cross * weight[product] / (weight.sum() - weight[j]) * step)
            for j in others
        )
        assert (moved - margin[others].sum()) / step == pytest.approx(found[product], rel=1e-4)
