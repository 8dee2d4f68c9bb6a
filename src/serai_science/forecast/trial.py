"""A forecast beside what came: how it did in all, for some, and week by week."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast import measures

Numbers = NDArray[np.floating]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Trial:
    """
    What was foreseen of periods that were held back, and what came: (S, B) arrays, units per period.

    Attributes:
        mean: what was expected.
        low: one in ten should sell less.
        high: one in ten should sell more.
        came: what was sold.
        usual: what the mean of the eight periods before would have said.
    """

    mean: Numbers
    low: Numbers
    high: Numbers
    came: Numbers
    usual: Numbers

    def of(self, chosen: Chosen) -> "Trial":
        """Return the trial of some series."""
        return Trial(*(getattr(self, name)[chosen] for name in self.__slots__))

    def within_by_tenths(self) -> tuple[float, ...]:
        """Return the share of periods within their bands, by tenths of series, the smallest first."""
        inside = ((self.came >= self.low) & (self.came <= self.high)).mean(axis=1)
        tenths = np.array_split(np.argsort(self.mean.sum(axis=1), kind="stable"), 10)
        return tuple(float(inside[each].mean()) for each in tenths if each.size)

    def at(self, period: int) -> "Trial":
        """Return the trial of one period ahead, from 0."""
        one = slice(period, period + 1)
        return Trial(*(getattr(self, name)[:, one] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    How a trial ended.

    Attributes:
        series: how many.
        sold: units.
        wape: the sum of absolute errors over what was sold.
        usual_wape: the same of the mean of eight periods.
        bias: how much more was expected than sold, over what was sold.
        within: the share of periods within their band; eight of ten are meant to be.
    """

    series: int
    sold: float
    wape: float
    usual_wape: float
    bias: float
    within: float


def verdict(trial: Trial) -> Verdict | None:
    """
    Return how a trial ended; `None` where nothing was sold.

    Example:
        >>> ten = np.array([[10.0]])
        >>> verdict(Trial(0.9 * ten, 0.5 * ten, 2 * ten, ten, 0.8 * ten))
        Verdict(series=1, sold=10.0, wape=0.1, usual_wape=0.2, bias=-0.1, within=1.0)
    """
    came = trial.came.astype(np.float64)
    if came.sum() <= 0:
        return None
    return Verdict(
        len(came),
        float(came.sum()),
        measures.wape(came, trial.mean),
        measures.wape(came, trial.usual),
        measures.bias(came, trial.mean),
        measures.coverage(came, trial.low, trial.high),
    )
