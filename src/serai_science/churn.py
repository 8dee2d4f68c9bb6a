"""Who will not come back: the chance that a customer buys nothing in the time ahead."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai_science.buying.moments import examples, moments
from serai_science.linear.logistic import LogisticLine, fit_logistic

_RIDGE = 30.0


class NobodyLeft(ValueError):
    """In the past everybody came back, or nobody did: there is nothing to tell apart."""

    def __init__(self) -> None:
        super().__init__("Everybody came back, or nobody did: there is nothing to tell apart.")


@dataclass(frozen=True, slots=True)
class Churn:
    """
    The chance of no purchase within `ahead` days, from `buying.describe.FEATURES`.

    `rows` examples taught it.
    """

    line: LogisticLine
    ahead: int
    rows: int


def learn_churn(days: pl.DataFrame, *, now: int, start: int, ahead: int) -> Churn:
    """
    Learn from who came back after six moments of the past, and who did not.

    Args:
        days: purchase days before `now`, see `buying.days.as_days`.
        now: the present, a whole day.
        start: the first day of the history.
        ahead: days without a purchase that count as gone.

    Raises:
        TooLittleHistory: fewer than `ahead` + 28 days.
        NobodyLeft: everybody came back, or nobody did.
    """
    known = examples(days, moments(now=now, start=start, ahead=ahead), start=start, ahead=ahead)
    gone = (known.days == 0).astype(np.float64)
    if gone.min() == gone.max():
        raise NobodyLeft
    line = fit_logistic(known.features, gone, ridge=_RIDGE, logs=True)
    return Churn(line, ahead, gone.size)


def gap_by_frequency(described: pl.DataFrame) -> NDArray[np.float64]:
    """Return the rule that needs no learning: days since the last purchase / purchase days; (n,)."""
    return (described["since"] / described["days"]).to_numpy()
