"""
One elasticity a product from weekly sales, beside one for all and one each alone.

Log units answer log price and what else moved them (leaflets, displays, how many came), each product around its own
level. What else moved them is common to all; the price is each product's own, drawn towards its group.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.elasticity.fixed_effects import fit
from serai_science.elasticity.shrunk import Shrunk, shrink

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
_STEADY = 1e-3
"""The least standard deviation of a log price that can tell anything: a tenth of a per cent."""
_LAGS = 3
"""Weeks over which noise is taken to hang together."""
_PRIOR_WEIGHT = 4.0
"""How many observations the common variance of noise counts as, beside a product's own."""


@dataclass(frozen=True, slots=True)
class Panel:
    """
    Weeks of products.

    Attributes:
        product: (n,), numbered from 0.
        log_units: (n,), natural logarithm.
        log_price: (n,), natural logarithm of the price of a unit.
        controls: (n, c), what else moved the units.
        group: (p,), the kind of each product, numbered from 0.

    Rows are in order of product and week.
    """

    product: Codes
    log_units: Floats
    log_price: Floats
    controls: Floats
    group: Codes

    def rows(self, chosen: NDArray[np.bool_]) -> "Panel":
        """Return the chosen rows with all products."""
        return Panel(
            self.product[chosen],
            self.log_units[chosen],
            self.log_price[chosen],
            self.controls[chosen],
            self.group,
        )


@dataclass(frozen=True, slots=True)
class Demand:
    """
    How the units of products answer: level + elasticity x (log price - usual log price) + controls.

    Attributes:
        level: (p,), log units at the usual price with controls at their means.
        usual: (p,), the mean log price.
        elasticity: (p,).
        elasticity_error: (p,), its standard deviation.
        control: (c,), coefficients, and `control_mean` (c,), what they are measured from.
        noise: (p,), the standard deviation of log units around it.
        weeks: (p,), how many rows each product had.
    """

    level: Floats
    usual: Floats
    elasticity: Floats
    elasticity_error: Floats
    control: Floats
    control_mean: Floats
    noise: Floats
    weeks: Floats

    def log_density(self, panel: Panel) -> Floats:
        """Return the log density of each row's log units, with what is not known of level and elasticity in it."""
        product = panel.product
        away = panel.log_price - self.usual[product]
        expected = (
            self.level[product]
            + self.elasticity[product] * away
            + (panel.controls - self.control_mean) @ self.control
        )
        variance = (
            self.noise[product] ** 2 * (1 + 1 / np.maximum(self.weeks[product], 1.0))
            + (self.elasticity_error[product] * away) ** 2
        )
        off = panel.log_units - expected
        density: Floats = -0.5 * (np.log(2 * np.pi * variance) + off**2 / variance)
        return density


@dataclass(frozen=True, slots=True)
class ThreeFits:
    """The same panel with one elasticity for all, with each product's alone, and with shrinkage."""

    pooled: Demand
    alone: Demand
    shrunk: Demand
    belief: Shrunk


def fit_demand(panel: Panel) -> ThreeFits:
    """
    Fit a panel three ways.

    Raises:
        ValueError: a control says the same as another, or as the price.
    """
    n_products = panel.group.size
    together = np.column_stack([panel.log_price, panel.controls])
    common = fit(panel.log_units, together, [panel.product])
    control = common.coefficients[1:]
    weeks = np.bincount(panel.product, minlength=n_products).astype(np.float64)
    safe = np.maximum(weeks, 1.0)
    control_mean = panel.controls.mean(axis=0)
    cleaned = panel.log_units - (panel.controls - control_mean) @ control
    level = np.bincount(panel.product, cleaned, n_products) / safe
    usual = np.bincount(panel.product, panel.log_price, n_products) / safe
    away = panel.log_price - usual[panel.product]
    moved: Floats = np.bincount(panel.product, away**2, n_products).astype(np.float64)
    both = np.bincount(panel.product, away * (cleaned - level[panel.product]), n_products)
    tells = moved > safe * _STEADY**2
    own = np.where(tells, both / np.where(tells, moved, 1.0), np.nan)

    def demand(elasticity: Floats, error: Floats | None = None) -> Demand:
        left = cleaned - level[panel.product] - elasticity[panel.product] * away
        noise = _noise(left, panel.product, n_products)
        if error is None:
            error = np.where(tells, _error(left, away, panel.product, noise, moved), 0.0)
        return Demand(level, usual, elasticity, error, control, control_mean, noise, weeks)

    pooled = demand(np.full(n_products, common.coefficients[0]), np.zeros(n_products))
    alone = demand(np.where(tells, own, common.coefficients[0]))
    belief = shrink(own, np.where(tells, alone.elasticity_error, np.inf), panel.group)
    return ThreeFits(pooled, alone, demand(belief.mean, belief.error), belief)


def _error(left: Floats, away: Floats, product: Codes, noise: Floats, moved: Floats) -> Floats:
    """
    Return the standard error of each product's slope when noise hangs together from week to week.

    Newey and West (1987) with Bartlett weights; never less than without that.
    """
    score = left * away
    spread: Floats = np.bincount(product, score**2, moved.size).astype(np.float64)
    for lag in range(1, _LAGS + 1):
        same = product[lag:] == product[:-lag]
        weight = 2 * (1 - lag / (_LAGS + 1))
        both = (score[lag:] * score[:-lag])[same]
        spread = spread + weight * np.bincount(product[lag:][same], both, moved.size)
    safe = np.maximum(moved, 1e-300)
    error: Floats = np.maximum(np.sqrt(np.maximum(spread, 0.0)) / safe, noise / np.sqrt(safe))
    return error


def _noise(left: Floats, product: Codes, n_products: int) -> Floats:
    """Return each product's standard deviation of noise, drawn towards that of all."""
    squares = np.bincount(product, left**2, n_products)
    free = np.maximum(np.bincount(product, minlength=n_products) - 2.0, 0.0)
    common = squares.sum() / max(free.sum(), 1.0)
    noise: Floats = np.sqrt((squares + _PRIOR_WEIGHT * common) / (free + _PRIOR_WEIGHT))
    return noise
