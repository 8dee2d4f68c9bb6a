"""What one run shows of an offer: those who were sent it beside those whom the lot kept from it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.cuped import adjusted

Numbers = NDArray[np.float64]
NAMES = ("wins_back", "lifts", "used_by")
"""What an `Effect` tells, in this order."""
LEAST, LEAST_OF_A_KIND = 20, 5
"""So many in each arm; so many of those kept from the offer must have bought, and so many must not have."""
_SHARPEST = 0.005


class NothingToCompare(ValueError):
    """Too few were sent the offer or kept from it, or too few of these did the one thing or the other."""

    def __init__(self) -> None:
        super().__init__(
            f"Each arm needs {LEAST}, and {LEAST_OF_A_KIND} of those kept back to buy and not to."
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """
    What an offer does, as a normal distribution.

    Attributes:
        mean: (3,) shares in the order of `NAMES`: how many more of those who would buy nothing buy because of it,
            by what share those who buy anyway spend more, how many of these use it all the same.
        covariance: (3, 3) of the same.
    """

    mean: Numbers
    covariance: Numbers

    @property
    def error(self) -> Numbers:
        """Return (3,): standard deviations."""
        found: Numbers = np.sqrt(np.diag(self.covariance))
        return found


@dataclass(frozen=True, slots=True)
class Seen:
    """
    What became of the people of a run, each once, from the day it began over the same days for all.

    Attributes:
        sent: (n,) who was sent the offer; the others were kept from it by lot.
        bought: (n,) 1 for who bought anything.
        spend: (n,) money, >= 0; what they spent.
        used: (n,) 1 for who used the offer; 0 for everybody who was kept from it.
        known: (n, k) what was known of each before: it takes noise out and changes nothing else.
    """

    sent: NDArray[np.bool_]
    bought: Numbers
    spend: Numbers
    used: Numbers
    known: Numbers


def seen_effect(seen: Seen) -> Effect:
    """
    Return what a run shows.

    Of those kept from the offer a share h bought and spent H each (all of them counted); of those sent it s and
    T, and u used it. Whoever was won back used it and spends what a buyer spends. So

        wins_back = (s - h) / (1 - h),  lifts = T / H - s / h,  used_by = (u - s + h) / h,

    with errors by the delta method. What was known before is taken out of h, s, H and T first (CUPED).

    Raises:
        NothingToCompare: fewer than `LEAST` in an arm, or `LEAST_OF_A_KIND` of those kept from it.

    Notes:
        O(n k^2). Source: Deng, Xu, Kohavi & Walker (2013), WSDM, for the adjustment.

    Example:
        >>> sent = np.repeat([False, True], 100)
        >>> bought = np.concatenate([np.arange(100) < 40, np.arange(100) < 52]).astype(float)
        >>> used = np.where(sent, np.tile(np.arange(100) < 22, 2), 0.0)
        >>> found = seen_effect(Seen(sent, bought, bought * 50, used, np.empty((200, 0))))
        >>> found.mean.round(3).tolist(), found.error.round(3).tolist()
        ([0.2, 0.0, 0.25], [0.106, 0.005, 0.148])
    """
    away = ~seen.sent
    stayed = float(seen.bought[away].sum())
    if (
        min(seen.sent.sum(), away.sum()) < LEAST
        or min(stayed, away.sum() - stayed) < LEAST_OF_A_KIND
    ):
        raise NothingToCompare
    mean, covariance = _means(seen)
    h, big_h, s, t, u = mean
    slope = np.array(
        [
            [(s - 1) / (1 - h) ** 2, 0.0, 1 / (1 - h), 0.0, 0.0],
            [s / h**2, -t / big_h**2, -1 / h, 1 / big_h, 0.0],
            [(s - u) / h**2, 0.0, -1 / h, 0.0, 1 / h],
        ]
    )
    found = np.array([(s - h) / (1 - h), t / big_h - s / h, (u - s + h) / h])
    return Effect(found, slope @ covariance @ slope.T + _SHARPEST**2 * np.eye(3))


def extra_spend(seen: Seen) -> tuple[float, float]:
    """
    Return what everybody whom the offer was sent to spent more than those kept from it, and its standard error.

    Raises:
        NothingToCompare: fewer than `LEAST` in an arm.

    Example:
        >>> sent = np.repeat([False, True], 50)
        >>> spend = np.where(sent, 12.0, 10.0) + np.tile([-1.0, 1.0], 50)
        >>> mean, error = extra_spend(Seen(sent, spend / spend, spend, 0 * spend, np.empty((100, 0))))
        >>> round(mean, 3), round(error, 3)
        (2.0, 0.202)
    """
    if min(seen.sent.sum(), (~seen.sent).sum()) < LEAST:
        raise NothingToCompare
    mean, covariance = _means(seen)
    error = covariance[1, 1] + covariance[3, 3] - 2 * covariance[1, 3]
    return float(mean[3] - mean[1]), float(np.sqrt(error))


def _means(seen: Seen) -> tuple[Numbers, Numbers]:
    """Return h, H, s, T and u, and their covariance."""
    arm = seen.sent.astype(np.int64)
    values = np.column_stack(
        [adjusted(each, seen.known, arm, n_arms=2).value for each in (seen.bought, seen.spend)]
        if seen.known.shape[1]
        else [seen.bought, seen.spend]
    )
    foretold = np.column_stack([seen.bought, seen.spend]) - values
    common = np.atleast_2d(np.cov(foretold.T)) / len(values)
    kept, sent = values[~seen.sent], np.column_stack([values, seen.used])[seen.sent]
    covariance = np.zeros((5, 5))
    covariance[:2, :2] = np.cov(kept.T) / len(kept)
    covariance[2:, 2:] = np.cov(sent.T) / len(sent)
    both = np.tile(common, (2, 2))
    covariance[:4, :4] += both
    mean = np.concatenate([kept.mean(axis=0), sent.mean(axis=0)])
    mean[[0, 2]] = np.clip(mean[[0, 2]], 1e-3, 1 - 1e-3)
    return mean, covariance
