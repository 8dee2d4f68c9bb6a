"""
One wave a year for each kind of product, drawn towards none.

What is left of log units once level, own price and controls are out follows a cosine and a sine of the year, one pair
a kind. What a season does is so not read as an answer to prices that moved with it.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from serai_science.elasticity.of_products import Demand, Panel, fit_demand

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
_YEAR = 365.25 / 7
_SPREAD = 0.05
"""The standard deviation, among kinds, of each half of a wave of log units; chosen on earlier weeks."""
_TOGETHER = 3.0
"""Of how many rows of a kind one tells something: the others are of the same week."""


@dataclass(frozen=True, slots=True)
class Season:
    """
    The waves of kinds.

    Attributes:
        wave: (g, 2), the cosine's and the sine's part of log units of each kind.
        usual: (p, 2), the mean of both over the weeks in which each product was seen.
    """

    wave: Floats
    usual: Floats

    def without(self, panel: Panel, week: Codes) -> Panel:
        """Return the panel as it would be in a usual week; `week` (n,) is the week of each row."""
        away = _circle(week) - self.usual[panel.product]
        swing = (away * self.wave[panel.group[panel.product]]).sum(axis=1)
        return replace(panel, log_units=panel.log_units - swing)

    def beside(self, ahead: Codes, lately: Codes) -> Floats:
        """Return (g,), by how much the units of some weeks are a multiple of those of others, by season alone."""
        turn = _circle(ahead).mean(axis=0) - _circle(lately).mean(axis=0)
        multiple: Floats = np.exp(self.wave @ turn)
        return multiple


def fit_season(panel: Panel, week: Codes) -> Season:
    """
    Fit a wave of each kind.

    Args:
        panel: weeks of products.
        week: (n,), the week of each row, counted from any week.

    Raises:
        ValueError: a control says the same as another, or as the price.

    Notes:
        Ridge regression of what `fit_demand` leaves, each product's rows weighed by its noise.
    """
    demand = fit_demand(panel).shrunk
    product = panel.product
    count = np.maximum(np.bincount(product, minlength=panel.group.size), 1.0)
    circle = _circle(week)
    usual: Floats = (
        np.stack([np.bincount(product, side, panel.group.size) for side in circle.T], axis=1)
        / count[:, None]
    )
    noise = demand.noise[product]
    away = (circle - usual[product]) / noise[:, None]
    kinds, kind = int(panel.group.max()) + 1, panel.group[product]
    square, both = np.zeros((kinds, 2, 2)), np.zeros((kinds, 2))
    np.add.at(square, kind, away[:, :, None] * away[:, None, :])
    np.add.at(both, kind, away * (_left(panel, demand) / noise)[:, None])
    drawn = square / _TOGETHER + np.eye(2) / _SPREAD**2
    wave = np.linalg.solve(drawn, both[:, :, None] / _TOGETHER)[:, :, 0]
    return Season(wave.astype(np.float64), usual)


def _left(panel: Panel, demand: Demand) -> Floats:
    product = panel.product
    away = panel.log_price - demand.usual[product]
    told = demand.level[product] + demand.elasticity[product] * away
    left: Floats = panel.log_units - told - (panel.controls - demand.control_mean) @ demand.control
    return left


def _circle(week: Codes) -> Floats:
    """Return (n, 2), where each week lies in the year."""
    angle = 2 * np.pi * np.asarray(week) / _YEAR
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)
