"""How demand answers prices: effects taken out exactly, beliefs drawn to their kind as far as is right."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from serai_science.elasticity.fixed_effects import fit, without_effects
from serai_science.elasticity.of_products import Panel, fit_demand
from serai_science.elasticity.shrunk import shrink

JUICE = Path(__file__).parents[3] / "shared/data/price-elasticity/orangeJuice_yx.parquet"


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(7)


def dummies(codes: np.ndarray) -> np.ndarray:
    return (codes[:, None] == np.arange(codes.max() + 1)).astype(float)


def test_effects_taken_out_give_what_a_column_for_each_would(chance):
    store, week = chance.integers(0, 6, 400), chance.integers(0, 9, 400)
    x = chance.normal(size=(400, 2)) + store[:, None] * 0.3
    y = x @ [-2.0, 0.5] + store * 1.0 - week * 0.2 + chance.normal(size=400) * (1 + np.abs(x[:, 0]))

    got = fit(y, x, [store, week])

    whole = np.column_stack([x, dummies(store), dummies(week)[:, 1:]])
    inverse = np.linalg.inv(whole.T @ whole)
    coefficients = inverse @ whole.T @ y
    left = y - whole @ coefficients
    meat = (whole * left[:, None] ** 2).T @ whole
    spread = inverse @ meat @ inverse * 400 / (400 - whole.shape[1])
    assert got.coefficients == pytest.approx(coefficients[:2])
    assert got.errors == pytest.approx(np.sqrt(np.diag(spread))[:2])
    assert got.residuals == pytest.approx(left)


def test_every_group_of_every_kind_has_mean_nothing(chance):
    kinds = [chance.integers(0, 5, 200), chance.integers(0, 7, 200)]
    rest = without_effects(chance.normal(size=(200, 3)), kinds)
    for kind in kinds:
        for column in rest.T:
            assert np.bincount(kind, column) == pytest.approx(0, abs=1e-7)


def test_columns_that_say_the_same_are_refused(chance):
    x = chance.normal(size=(50, 1))
    with pytest.raises(ValueError, match="say the same"):
        fit(chance.normal(size=50), np.column_stack([x, 2 * x]))


def test_a_published_panel_gives_the_published_elasticity():
    if not JUICE.is_file():
        pytest.skip("the panel of orange juice is not here")
    rows = pl.read_parquet(JUICE)
    prices = rows.select([f"price{brand}" for brand in range(1, 12)]).to_numpy()
    own = np.log(prices[np.arange(len(rows)), rows["brand"].to_numpy() - 1])
    x = np.column_stack([own, rows["deal"].to_numpy(), rows["feat"].to_numpy()])
    kinds = [
        np.unique(rows[name].to_numpy(), return_inverse=True)[1]
        for name in ("brand", "store", "week")
    ]
    got = {
        count: fit(rows["logmove"].to_numpy(), x, kinds[:count]).coefficients[0]
        for count in (1, 2, 3)
    }
    assert got == pytest.approx({1: -2.37, 2: -2.49, 3: -3.21}, abs=0.006)


def test_spreads_that_are_there_are_found(chance):
    group = np.repeat(np.arange(60), 20)
    truth = (-2 + chance.normal(0, 0.8, 60))[group] + chance.normal(0, 0.5, 1200)
    error = chance.uniform(0.2, 1.5, 1200)

    belief = shrink(truth + chance.normal(size=1200) * error, error, group)

    assert belief.overall == pytest.approx(-2, abs=0.3)
    assert (belief.within, belief.between) == pytest.approx((0.5, 0.8), abs=0.15)
    away = np.abs(belief.mean - truth) / belief.error
    assert np.mean(away < 1.645) == pytest.approx(0.9, abs=0.03)


@pytest.mark.parametrize("trust", [0.01, 100.0])
def test_a_sure_estimate_stays_and_an_unsure_one_goes_to_its_group(trust):
    estimate = np.array([-1.0, -3.0, -2.0, -2.5, -1.5, -4.0])
    belief = shrink(estimate, np.full(6, trust), np.array([0, 0, 0, 1, 1, 1]))
    wanted = estimate if trust < 1 else np.full(6, belief.overall)
    assert belief.mean == pytest.approx(wanted, abs=0.02)


def test_a_product_whose_price_never_moved_is_believed_to_be_like_its_group():
    estimate = np.array([-1.0, -1.1, -0.9, np.nan, -3.0, -3.1, -2.9])
    error = np.array([0.1, 0.1, 0.1, np.inf, 0.1, 0.1, 0.1])
    belief = shrink(estimate, error, np.array([0, 0, 0, 0, 1, 1, 1]))
    assert belief.mean[3] == pytest.approx(-1.0, abs=0.1)
    assert belief.error[3] > belief.error[0]


def a_panel(chance: np.random.Generator) -> tuple[Panel, np.ndarray]:
    """150 products of 10 kinds over 40 weeks; the price of the last never moves."""
    group = np.arange(150) % 10
    truth = -1.5 + chance.normal(0, 0.5, 10)[group] + chance.normal(0, 0.4, 150)
    product = np.repeat(np.arange(150), 40)
    price = chance.normal(0, 0.08, product.size) + product * 0.01
    price[product == 149] = 1.0
    control = chance.normal(size=(product.size, 1))
    units = 3 + truth[product] * price + 0.7 * control[:, 0] + chance.normal(0, 0.6, product.size)
    return Panel(product, units, price, control, group), truth


def test_shrinkage_tells_the_held_out_weeks_best_and_the_truth_closest(chance):
    panel, truth = a_panel(chance)
    held = np.tile(np.arange(40) >= 32, 150)

    fits = fit_demand(panel.rows(~held))

    tells = {
        name: getattr(fits, name).log_density(panel.rows(held)).mean()
        for name in ("pooled", "alone", "shrunk")
    }
    assert tells["shrunk"] > max(tells["pooled"], tells["alone"])
    off = {
        name: np.abs(getattr(fits, name).elasticity - truth).mean()
        for name in ("pooled", "alone", "shrunk")
    }
    assert off["shrunk"] < min(off["pooled"], off["alone"])
    assert fits.shrunk.control == pytest.approx([0.7], abs=0.03)
    unmoved = fits.shrunk.elasticity[149]
    assert unmoved == pytest.approx(fits.belief.group_mean[149 % 10])


def test_log_densities_are_densities(chance):
    panel, _ = a_panel(chance)
    shrunk = fit_demand(panel).shrunk
    units = np.linspace(-12, 18, 6001)
    one = np.zeros(units.size, np.int64) + 3
    row = Panel(one, units, np.full(units.size, 0.3), np.zeros((units.size, 1)), panel.group)
    density = np.exp(shrunk.log_density(row))
    assert float(density.sum() * (units[1] - units[0])) == pytest.approx(1, abs=1e-4)
