"""From the weather of days to columns of a plan."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_COLD, _SPAN = -20.0, 60.0
_WET, _LEAST_DAYS = 1.0, 3
NAMES = ("warmth", "rain")


def weekly_weather(temperature: Numbers, rain: Numbers, *, known: int) -> Numbers | None:
    """
    Return how warm and how wet each week is, on a scale from 0 to 1; `None` where too little is known.

    Args:
        temperature: (7 N,), degrees Celsius of the days of N weeks; NaN where nothing is known.
        rain: (7 N,), millimetres; NaN likewise.
        known: how many of the weeks are over. Of each at least three days must be known, else the weather cannot
            be learned from.

    Returns:
        (N, 2): the mean temperature from -20 to 40 degrees, and the share of days with a millimetre or more. A
        week ahead that nobody has forecast is taken to be like the one before it.

    Example:
        >>> days = np.r_[np.full(7, 10.0), np.full(7, 25.0), np.full(7, np.nan)]
        >>> weekly_weather(days, np.where(days > 20, 0.0, 5.0) + 0 * days, known=2).tolist()
        [[0.5, 1.0], [0.75, 0.0], [0.75, 0.0]]
    """
    warm, wet = temperature.reshape(-1, 7), rain.reshape(-1, 7)
    told = ~(np.isnan(warm) | np.isnan(wet))
    days = told.sum(axis=1)
    if (days[:known] < _LEAST_DAYS).any() or known == 0:
        return None
    shown = np.maximum(days, 1)
    weeks = np.column_stack(
        [
            (np.where(told, warm, 0).sum(axis=1) / shown - _COLD) / _SPAN,
            (told & (np.nan_to_num(wet) >= _WET)).sum(axis=1) / shown,
        ]
    )
    latest = np.maximum.accumulate(np.where(days >= _LEAST_DAYS, np.arange(days.size), 0))
    carried: Numbers = np.clip(weeks, 0, 1)[latest]
    return carried
