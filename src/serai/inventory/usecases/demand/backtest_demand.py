"""Learn as it would have been learned earlier, and hold it against what came."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from serai.inventory.queries.demand.sold import monday_of
from serai.inventory.usecases.demand.lay_out import HORIZON, lay_out
from serai.inventory.usecases.demand.learn_demand import MOST_ARTICLES, foresee
from serai_science.forecast.intermittent import moving_average
from serai_science.forecast.learn import TooShort
from serai_science.forecast.trial import Trial, Verdict, verdict


@dataclass(frozen=True, slots=True)
class DemandTrial:
    """
    Four weeks that were held back.

    Attributes:
        first_on: the first Monday of them.
        verdict: how the forecasts did.
        sold: units of all articles in each week.
        expected: what was expected of them.
        within: the share of weeks within their bands, by tenths of articles, the smallest first.
    """

    first_on: date
    verdict: Verdict
    sold: tuple[float, ...]
    expected: tuple[float, ...]
    within: tuple[float, ...]


def backtest_demand(*, now: datetime, origins: int, most: int = MOST_ARTICLES) -> list[DemandTrial]:
    """
    Return how forecasts would have done, the earliest first; those for which too little is known are left out.

    Args:
        now: the instant.
        origins: how many times to go four weeks further back, >= 1.
        most: how many articles, those that sold most until now.
    """
    laid = lay_out(now=now, most=most)
    if laid is None:
        return []
    found = []
    for back in range(origins, 0, -1):
        known = laid.panel.known - back * HORIZON
        if known < 1:
            continue
        before = laid.panel.until(known)
        try:
            told = foresee(before, laid.ever)
        except TooShort:
            continue
        came = laid.panel.demand[:, known : known + HORIZON]
        usual = np.repeat(moving_average(before.demand)[:, None], HORIZON, axis=1)
        trial = Trial(told.mean, told.low, told.high, came, usual)
        if (ended := verdict(trial)) is not None:
            found.append(
                DemandTrial(
                    monday_of(laid.first_week - back * HORIZON),
                    ended,
                    tuple(came.sum(axis=0).tolist()),
                    tuple(told.mean.sum(axis=0).tolist()),
                    trial.within_by_tenths(),
                )
            )
    return found
