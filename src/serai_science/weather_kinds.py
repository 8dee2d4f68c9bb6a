"""Days told apart by how their weather differs from what is normal there at that time of the year."""

import numpy as np
from numpy.typing import NDArray

KINDS = 6
"""Cold, as usual, hot: 0, 1, 2 on dry days, 3, 4, 5 on wet ones."""
_YEAR, _NEAR, _LEAST_DAYS = 365.25, 15, 10
_COOLER, _WARMER = 0.2, 0.8
_LEAST_DEGREES, _LEAST_RAIN = 2.0, 1.0


def kinds_of_days(
    day: NDArray[np.integer], temperature: NDArray[np.floating], rain: NDArray[np.floating]
) -> NDArray[np.int8]:
    """
    Return the kind of weather of each day at one place, relative to its own normal for the season.

    Normal is the mean of all days within 15 days of the same day of any year. Hot and cold are the fifths of
    days that lie furthest above and below it, if by two degrees or more: what is hot in one place is cool in
    another. Wet is a day with a millimetre or more, and with no less than is normal.

    Args:
        day: (n,) sorted, each once; whole days since 1 January 1970.
        temperature: (n,) degrees Celsius, means of the days.
        rain: (n,) millimetres.

    Returns:
        (n,) numbers below `KINDS`, -1 where fewer than ten days are known around a day.

    Notes:
        Time O(n²), memory O(n); deterministic. A wet day is one of a millimetre or more as in Klein Tank, Zwiers
        and Zhang (2009), "Guidelines on Analysis of Extremes in a Changing Climate", WMO-TD No. 1500, whose
        percentiles of the days around the same day of the year are the model of the normals.

    Example:
        >>> day = np.arange(30)
        >>> warm, wet = np.where(day % 5 == 0, 25.0, 18.0), np.where(day % 2, 6.0, 0.0)
        >>> kinds_of_days(day, warm, wet)[:6].tolist()
        [2, 4, 1, 4, 1, 5]
    """
    if not day.size:
        return np.zeros(0, np.int8)
    normal = np.array([_normal(day, each, temperature, rain) for each in day])
    known = ~np.isnan(normal[:, 0])
    if not known.any():
        return np.full(day.size, -1, np.int8)
    above = temperature - normal[:, 0]
    cooler, warmer = np.quantile(above[known], (_COOLER, _WARMER))
    hot = above >= max(warmer, _LEAST_DEGREES)
    cold = above <= min(cooler, -_LEAST_DEGREES)
    wet = rain >= np.maximum(normal[:, 1], _LEAST_RAIN)
    kind = 1 + hot.astype(np.int8) - cold.astype(np.int8) + 3 * wet.astype(np.int8)
    told: NDArray[np.int8] = np.where(known, kind, -1).astype(np.int8)
    return told


def _normal(
    day: NDArray[np.integer],
    at: int,
    temperature: NDArray[np.floating],
    rain: NDArray[np.floating],
) -> tuple[float, float]:
    """Return the mean temperature and rain around a day of the year; NaN where too few days are known."""
    apart = np.abs(day - at) % _YEAR
    near = np.minimum(apart, _YEAR - apart) <= _NEAR
    if np.count_nonzero(near) < _LEAST_DAYS:
        return np.nan, np.nan
    return float(temperature[near].mean()), float(rain[near].mean())
