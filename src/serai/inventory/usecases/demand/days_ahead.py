"""What every day of the weeks ahead will sell, with the band that eight days of ten lie in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.inventory.usecases.demand.lay_out import HORIZON, LaidOut
from serai_science.forecast.day_bands import DayBands, day_lumpiness, learn_day_bands
from serai_science.forecast.days import usual_weekdays
from serai_science.forecast.panel import Numbers

_MOST = 65_535


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """
    The days of the weeks ahead of V articles.

    Attributes:
        shares: (V, H, 7), which part of its week each day makes.
        low: (V, H, 7), one day in ten sells less, whole units.
        high: (V, H, 7), one day in ten sells more.
        held: which share of the days that were held back lay in bands that were learned from other articles.
    """

    shares: NDArray[np.float32]
    low: NDArray[np.uint16]
    high: NDArray[np.uint16]
    held: float


def days_ahead(laid: LaidOut, *, tried: Numbers, mean: Numbers) -> DaysAhead:
    """
    Return the days of the weeks ahead; how far they may be off is learned from the weeks that were held back.

    Args:
        laid: what is learned from.
        tried: (V, H), units a week that were expected of the last weeks, which were held back.
        mean: (V, H), units a week that are expected.
    """
    known = laid.panel.known
    before = known - HORIZON
    expected = tried[:, :, None] * laid.day_shares(before)
    came = laid.daily[:, before:]
    shares = laid.day_shares(known)
    low, high = learn_day_bands(expected, came, _lumpiness(laid.daily[:, :before])).around(
        mean[:, :, None] * shares, _lumpiness(laid.daily)
    )
    return DaysAhead(
        shares.astype(np.float32),
        np.minimum(low, _MOST).astype(np.uint16),
        np.minimum(high, _MOST).astype(np.uint16),
        _held(expected, came, _lumpiness(laid.daily[:, :before])),
    )


def _lumpiness(daily: Numbers) -> Numbers:
    return day_lumpiness(daily, usual_weekdays(daily))


def _held(expected: Numbers, came: Numbers, lumpiness: Numbers) -> float:
    """Learn from every second article, and look at the others; then the other way round."""
    held = []
    for half in (0, 1):
        learned, asked = slice(half, None, 2), slice(1 - half, None, 2)
        bands: DayBands = learn_day_bands(expected[learned], came[learned], lumpiness[learned])
        held.append(bands.held(expected[asked], lumpiness[asked], came[asked]))
    return float(np.mean(held))
