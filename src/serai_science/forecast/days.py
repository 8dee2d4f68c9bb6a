"""From weeks to days: an article's own weekdays, the days around a feast, the part of the month."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]

_BEFORE, _AFTER = 3, 1
_FEAST_KINDS, _MONTH_KINDS = _BEFORE + _AFTER + 2, 6
_MEMORY, _OWN, _KIND, _ROUNDS = 0.98, 150.0, 500.0, 4


@dataclass(frozen=True, slots=True)
class DayKinds:
    """
    What N whole weeks of days are.

    Attributes:
        feast: (N, 7), 1 to 5 from three days before a feast to the day after it, else 0.
        month: (N, 7), the fifth of the month that a day lies in, 0 to 5; the last one has six days at most.
        is_open: (N, 7), whether shops are open.
    """

    feast: Codes
    month: Codes
    is_open: NDArray[np.bool_]

    def until(self, weeks: int) -> "DayKinds":
        """Return the first weeks of them."""
        return DayKinds(self.feast[:weeks], self.month[:weeks], self.is_open[:weeks])


def day_kinds(
    monday: date, weeks: int, *, feasts: Collection[date] = (), closed: Collection[date] = ()
) -> DayKinds:
    """
    Describe the days of whole weeks.

    Args:
        monday: the first day.
        weeks: N.
        feasts: days that people cook for.
        closed: days on which no shop is open.

    Example:
        >>> kinds = day_kinds(date(2017, 11, 20), 1, feasts=[date(2017, 11, 23)])
        >>> kinds.feast.tolist(), kinds.month.tolist()
        ([[1, 2, 3, 4, 5, 0, 0]], [[3, 4, 4, 4, 4, 4, 5]])
    """
    days = [monday + timedelta(at) for at in range(7 * weeks)]
    near = {
        feast + timedelta(away): away + _BEFORE + 1
        for feast in sorted(feasts)
        for away in range(-_BEFORE, _AFTER + 1)
    }
    return DayKinds(
        np.array([near.get(day, 0) for day in days], np.int64).reshape(weeks, 7),
        np.array([min((day.day - 1) // 5, 5) for day in days], np.int64).reshape(weeks, 7),
        np.array([day not in closed for day in days], bool).reshape(weeks, 7),
    )


def day_shares(sold: Numbers, kinds: DayKinds) -> Numbers:
    """
    Return which share of each coming week every day will make.

    An article's weekdays, recent weeks counting more, are drawn to everybody's. They are multiplied by what the
    days around feasts and each part of the month sold beside the same weekdays, all articles together, and
    brought to one.

    Args:
        sold: (S, T, 7), units a day in the known weeks, Monday first.
        kinds: of T + H weeks.

    Returns:
        (S, H, 7), each week's sum is 1.

    Notes:
        Strengths were chosen on the demo's weeks before 42 and 46; see `docs/algorithms/forecast.md`.

    Example:
        >>> sold = np.zeros((1, 2, 7))
        >>> sold[..., 0], sold[..., 5] = 300, 100
        >>> day_shares(sold, day_kinds(date(2017, 3, 6), 3)).round(2).tolist()
        [[[0.75, 0.0, 0.0, 0.0, 0.0, 0.25, 0.0]]]
    """
    known = sold.shape[1]
    usual = usual_weekdays(sold)
    lift = _lifts(sold, usual, kinds)
    ahead = usual[:, None, :] * lift[known:]
    return _to_one(ahead)


def usual_weekdays(sold: Numbers) -> Numbers:
    """Return (S, 7), which share of a week of (S, T, 7) sold units each weekday usually makes; rows sum to 1."""
    fading = _MEMORY ** np.arange(sold.shape[1])[::-1]
    units = np.einsum("stw,t->sw", sold, fading)
    everybody = (units.sum(axis=0) + 1e-6) / (units.sum() + 7e-6)
    own: Numbers = (units + _OWN * everybody) / (units.sum(axis=1, keepdims=True) + _OWN)
    return own


def _lifts(sold: Numbers, usual: Numbers, kinds: DayKinds) -> Numbers:
    """Return (T + H, 7) factors, each kind of day measured while the other is taken into account."""
    known = sold.shape[1]
    weeks, came = sold.sum(axis=2), sold.sum(axis=0)
    feast, month = np.ones(_FEAST_KINDS), np.ones(_MONTH_KINDS)
    for _ in range(_ROUNDS):
        for factors, codes in ((feast, kinds.feast), (month, kinds.month)):
            lift = _lift(kinds, feast, month)[:known]
            told = np.einsum("st,stw->tw", weeks, _to_one(usual[:, None, :] * lift))
            seen = np.bincount(codes[:known].ravel(), came.ravel(), factors.size)
            wished = np.bincount(codes[:known].ravel(), told.ravel(), factors.size)
            np.multiply(factors, (seen + _KIND) / (wished + _KIND), out=factors)
        feast[0] = 1.0
    return _lift(kinds, feast, month)


def _lift(kinds: DayKinds, feast: Numbers, month: Numbers) -> Numbers:
    lift: Numbers = feast[kinds.feast] * month[kinds.month] * kinds.is_open
    return lift


def _to_one(shares: Numbers) -> Numbers:
    """Return shares whose weeks sum to one; a week in which every day is closed is shared out evenly."""
    total = shares.sum(axis=-1, keepdims=True)
    brought: Numbers = np.where(total > 0, shares / np.where(total > 0, total, 1), 1 / 7)
    return brought
