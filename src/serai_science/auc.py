"""How well scores tell two kinds apart, and whether chances mean what they say."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from serai_science.linear.logistic import likeliest

Numbers = NDArray[np.float64]


def auc(happened: Numbers, score: Numbers) -> float:
    """
    Return the chance that who it happened to is scored above who it did not; ties count half.

    Raises:
        ValueError: it happened to everybody or to nobody.

    Example:
        >>> auc(np.array([0.0, 1.0, 1.0]), np.array([0.1, 0.1, 0.9]))
        0.75
    """
    yes = happened > 0
    n, m = int(yes.sum()), int((~yes).sum())
    if not n or not m:
        raise ValueError("It happened to everybody or to nobody.")
    return float((rankdata(score)[yes].sum() - n * (n + 1) / 2) / (n * m))


def log_loss(happened: Numbers, chance: Numbers) -> float:
    """Return the mean surprise in nats; chances are kept 1/10,000 away from 0 and 1."""
    sure = np.clip(chance, 1e-4, 1 - 1e-4)
    return float(-(happened * np.log(sure) + (1 - happened) * np.log(1 - sure)).mean())


def calibration(happened: Numbers, log_odds: Numbers) -> tuple[float, float]:
    """Return (slope, intercept) of what happened on the log-odds: 1 and 0 where chances mean what they say."""
    rows = np.c_[log_odds, np.ones(log_odds.size)]
    slope, intercept = likeliest(rows, happened, np.full(2, 1e-9))
    return float(slope), float(intercept)
