"""What a new article will sell: as earlier new articles did that had begun like it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast.trees import COUNTS, Trees, grow

Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]
_LEAST_EXAMPLES, _ROUNDS, _MOST = 200, 60, 300


@dataclass(frozen=True, slots=True)
class Begun:
    """
    Articles that are new at an origin: n of them.

    Attributes:
        row: (n,), which articles.
        since: (n,), what each sold a period since its first sale, units.
        columns: (n, 6): periods since the first sale; `since`; the last period, the last two and the last four,
            each over `since`; the share of periods with a sale.
    """

    row: Rows
    since: Numbers
    columns: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Trees that tell what share of its first pace a new article keeps."""

    trees: Trees

    def level(self, begun: Begun) -> Numbers:
        """Return what each will sell a period, (n,)."""
        level: Numbers = begun.since * self.trees.predict(begun.columns)
        return level


def new_at(
    demand: Numbers, origin: int, *, young: int = 8, least: int = 5, most: int | None = None
) -> Begun:
    """
    Return the articles that were first sold at most `young` periods before an origin.

    Args:
        demand: (A, T), units per period of every article that was ever sold, also of those that are gone.
        origin: how many periods are known.
        young: periods. What was sold in the first ones of all is not new: nobody knows since when it sells.
        least: units sold by then; fewer tell nothing.
        most: only those that sold most.

    Example:
        >>> demand = np.zeros((2, 12))
        >>> demand[0], demand[1, 10:] = 3, (9, 3)
        >>> begun = new_at(demand, 12)
        >>> begun.row.tolist(), begun.since.tolist(), begun.columns[0].tolist()
        ([1], [6.0], [2.0, 6.0, 0.5, 1.0, 1.0, 1.0])
    """
    past = demand[:, :origin]
    sold = past > 0
    first, total = sold.argmax(axis=1), past.sum(axis=1)
    row = np.flatnonzero((first >= max(origin - young, young)) & (total >= least))
    row = row[np.argsort(-total[row], kind="stable")][:most]
    age = (origin - first[row]).astype(np.float64)
    since = total[row] / age
    lately = [past[row, -back:].sum(axis=1) / np.minimum(age, back) / since for back in (1, 2, 4)]
    often = sold[row, -young:].sum(axis=1) / np.minimum(age, young)
    columns = np.column_stack([age, since, *lately, often]).astype(np.float32)
    return Begun(row, since, columns)


def learn_newcomers(demand: Numbers, *, young: int = 8, horizon: int = 4) -> Newcomers | None:
    """
    Learn from every earlier origin how those that were new then went on; `None` where too few were.

    Most of what is new fades: it was tried, given away or of one season. What came of those that have already
    gone tells it, so `demand` holds them too.

    Args:
        demand: (A, T), see `new_at`.
        young: periods.
        horizon: periods that are told together.
    """
    columns, target, weight = [], [], []
    for origin in range(2 * young, demand.shape[1] - horizon + 1):
        begun = new_at(demand, origin, young=young, most=_MOST)
        came = demand[begun.row, origin : origin + horizon].mean(axis=1)
        columns.append(begun.columns)
        target.append(came / begun.since)
        weight.append(begun.since)
    if sum(map(len, target)) < _LEAST_EXAMPLES:
        return None
    rows = np.concatenate(columns), np.concatenate(target), np.concatenate(weight)
    return Newcomers(grow(*rows, objective=COUNTS, rounds=_ROUNDS))


def with_newcomers(mean: Numbers, rows: Rows, level: Numbers) -> Numbers:
    """
    Return forecasts in which new articles keep their shape over the periods, at another level.

    Args:
        mean: (S, H), units per period.
        rows: (n,), the series that are new.
        level: (n,), what each sells a period on average.

    Example:
        >>> with_newcomers(np.array([[2.0, 6.0], [5.0, 5.0]]), np.array([0]), np.array([2.0])).tolist()
        [[1.0, 3.0], [5.0, 5.0]]
    """
    told = mean.copy()
    usual = np.maximum(mean[rows].mean(axis=1), 1e-9)
    told[rows] = mean[rows] * (level / usual)[:, None]
    return told
