"""Bands that are checked on periods they were not learned from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast.lessons import Lessons
from serai_science.forecast.trees import Trees, grow

Numbers = NDArray[np.float64]
Rows = NDArray[np.float32]
_BLOCK, _FLOOR = 4, 0.05


@dataclass(frozen=True, slots=True)
class Band:
    """
    Two quantiles, each learned on half of the periods and widened until the other half fits.

    Attributes:
        halves: the trees of each half; both quantiles in one.
        below: how far the low end moves down for each period ahead, in widths of the band.
        above: how far the high end moves up.
    """

    halves: tuple[Trees, Trees]
    below: tuple[float, ...]
    above: tuple[float, ...]

    def around(self, rows: Rows, ahead: int) -> tuple[Numbers, Numbers]:
        """Return both ends as multiples of the level, `ahead` periods after the first one ahead."""
        low, high = _ends((self.halves[0].predict(rows) + self.halves[1].predict(rows)) / 2)
        at, width = min(ahead, len(self.below) - 1), high - low + _FLOOR
        return np.maximum(low - self.below[at] * width, 0), high + self.above[at] * width


def learn_band(past: Lessons, *, low: float = 0.1, high: float = 0.9) -> Band:
    """
    Learn a band that holds the share high - low of what comes, checked period by period.

    Args:
        past: what was known and what came; blocks of four periods go to one half or the other.
        low: the lower quantile.
        high: the upper quantile.

    Notes:
        Conformalised quantile regression, each tail for itself, crosswise over blocks of time. Source: Romano,
        Patterson, Candès (2019), NeurIPS 32; crosswise: Vovk (2015), Ann. Math. Artif. Intell. 74.
    """
    rows, target, weight, ahead = past.rows, past.target, past.weight, past.ahead
    side = (past.period // _BLOCK) % 2
    halves = tuple(
        grow(
            rows[side == half],
            target[side == half],
            np.sqrt(weight[side == half]),
            objective="",
            rounds=100,
            quantiles=(low, high),
        )
        for half in (0, 1)
    )
    told = np.empty((target.size, 2))
    for half in (0, 1):
        other = side != half
        told[other] = halves[half].predict(rows[other])
    bottom, top = _ends(told)
    width = top - bottom + _FLOOR
    under, over = (bottom - target) / width, (target - top) / width
    below = [float(np.quantile(under[ahead == at], 1 - low)) for at in np.unique(ahead)]
    above = [float(np.quantile(over[ahead == at], high)) for at in np.unique(ahead)]
    return Band((halves[0], halves[1]), tuple(below), tuple(above))


def _ends(told: Numbers) -> tuple[Numbers, Numbers]:
    return told.min(axis=1), told.max(axis=1)
