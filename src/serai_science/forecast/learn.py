"""One model for many series: learned over every past origin, told as mean, median and bands."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast.bands import Band, learn_band
from serai_science.forecast.described import Described, describe
from serai_science.forecast.lessons import FIRST, lessons
from serai_science.forecast.lift import feast_lifts
from serai_science.forecast.panel import Panel
from serai_science.forecast.trees import COUNTS, MEAN, MEDIAN, Trees, grow

Numbers = NDArray[np.float64]
_RECENT = 13


class TooShort(ValueError):
    """Fewer periods are known than can be learned from."""

    def __init__(self, known: int, needed: int) -> None:
        self.known, self.needed = known, needed
        super().__init__(f"{known} periods are known; {needed} are needed to learn from.")


@dataclass(frozen=True, slots=True)
class Forecast:
    """
    What will be sold: (S, H) arrays, units per period.

    Attributes:
        mean: what is sold on average: for sums, money and stock.
        low: one in ten sells less.
        high: one in ten sells more.
    """

    mean: Numbers
    low: Numbers
    high: Numbers


@dataclass(frozen=True, slots=True)
class Forecaster:
    """What was learned: several trees, each corrected to the mean, and a band."""

    means: tuple[Trees, ...]
    scales: tuple[float, ...]
    shares: tuple[float, ...]
    band: Band | None

    def forecast(self, panel: Panel, horizon: int = 4) -> Forecast:
        """
        Return what the periods after the known ones will sell.

        Args:
            panel: with at least `horizon` periods planned ahead.
            horizon: how many periods, >= 1.
        """
        usual, factor = ordinary(panel)
        told = [self._one(usual, target) for target in range(panel.known, panel.known + horizon)]
        factors = factor[:, panel.known : panel.known + horizon]
        return Forecast(
            *(np.stack([one[part] for one in told], axis=1) * factors for part in range(3))
        )

    def _one(self, panel: Panel, target: int) -> tuple[Numbers, Numbers, Numbers]:
        known = describe(panel, panel.known, target)
        mean = self.ratio(known) * known.level
        if self.band is None:
            return mean, mean, mean
        low, high = self.band.around(known.columns, target - panel.known)
        return mean, low * known.level, high * known.level

    def ratio(self, known: Described) -> Numbers:
        """Return the mean as a multiple of the level, (S,)."""
        parts = zip(self.means, self.scales, self.shares, strict=True)
        blended: Numbers = np.sum(
            [share * scale * trees.predict(known.columns) for trees, scale, share in parts], axis=0
        )
        return blended


def learn(panel: Panel, *, horizon: int = 4, bands: bool = True) -> Forecaster:
    """
    Learn from every origin of the past how much the periods after it sold.

    Trees for the mean, for counts and for the median, each multiplied by what makes its sum right over the last
    quarter, are blended: the median errs least on a single period but is too low on average, so it is corrected.

    Args:
        panel: the series; more of them than will be forecast help.
        horizon: how many periods ahead it will be asked for, >= 1.
        bands: learn the band too, which takes half of the time.

    Raises:
        TooShort: fewer than eight periods and twice the horizon are known.

    Notes:
        Deterministic. 1,500 series over 48 weeks take about a minute of one core with bands.
    """
    if panel.known < FIRST + 2 * horizon:
        raise TooShort(panel.known, FIRST + 2 * horizon)
    usual, _ = ordinary(panel)
    past = lessons(usual, horizon)
    means, scales = [], []
    recent = past.period >= panel.known - _RECENT
    for objective in (MEDIAN, COUNTS, MEAN):
        trees = grow(past.rows, past.target, past.weight, objective=objective)
        told = trees.predict(past.rows[recent]) * past.weight[recent]
        means.append(trees)
        scales.append(float((past.target * past.weight)[recent].sum() / max(told.sum(), 1e-9)))
    band = learn_band(past) if bands else None
    return Forecaster(tuple(means), tuple(scales), (1 / 3, 1 / 3, 1 / 3), band)


def ordinary(panel: Panel) -> tuple[Panel, Numbers]:
    """Return the panel freed of feasts, season and closed days, and the (S, T + H) factors that bring them back."""
    swing = panel.calendar.open_share * panel.calendar.season
    calm = replace(panel, demand=panel.demand / swing[: panel.known])
    factor = feast_lifts(calm) * swing
    return replace(panel, demand=panel.demand / factor[:, : panel.known]), factor
