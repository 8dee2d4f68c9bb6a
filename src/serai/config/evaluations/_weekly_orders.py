"""Two ways to order every week, played on what was really sold."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.config.evaluations._demand import HORIZON, Demand
from serai_science.forecast.learn import Forecaster, learn
from serai_science.forecast.panel import Numbers
from serai_science.forecast.split import lumpiness, shares
from serai_science.replenish.level_out import level_out
from serai_science.replenish.order_up_to import Terms, order
from serai_science.replenish.protection import Protection, protection
from serai_science.replenish.simulate import Played, Roads, play

__all__ = ["Played", "WeekByWeek", "last_weeks_sales", "ours", "weeks_of_average"]

_LEAD, _SPAN, _EVERY = 1, 2, 10


@dataclass(frozen=True, slots=True)
class WeekByWeek:
    """
    What is played, and what was foreseen at the end of every week from what was known then.

    Attributes:
        demand: (S, N), units a week, S products at stores.
        ahead: (S, N, 3), the mean of the three weeks after each week.
        lumpiness: (S,), see `protection`, from the weeks before the first one played.
        first: the first week that is played.
        stores: how many series belong to one product.
    """

    demand: Numbers
    ahead: Numbers
    lumpiness: Numbers
    first: int
    stores: int

    @classmethod
    def of(
        cls, told: Demand, products: list[int], stores: list[int], *, first: int
    ) -> "WeekByWeek":
        """Forecast the chain, learning anew every ten weeks, and share it out as the stores sold lately."""
        sold = told.grid("quantity", products, stores)
        weeks = sold.shape[2]
        ahead = np.zeros((*sold.shape, HORIZON - 1))
        model: Forecaster | None = None
        for week in range(first - 1, weeks - 1):
            panel = told.panel(products, week + 1)
            if model is None or (week + 1 - first) % _EVERY == 0:
                model = learn(panel, horizon=HORIZON - 1, bands=False)
            horizon = min(HORIZON - 1, panel.ahead)
            chain = model.forecast(panel, horizon).mean
            share = shares(sold[:, :, : week + 1], panel.demand)
            ahead[:, :, week, :horizon] = share[:, :, None] * chain[:, None, :]
        series = len(products) * len(stores)
        return cls(
            sold.reshape(series, weeks),
            ahead.reshape(series, weeks, -1),
            np.repeat(lumpiness(sold[:, :, :first]), len(stores)),
            first,
            len(stores),
        )


def last_weeks_sales(weeks: WeekByWeek, cover: float, *, late: NDArray[np.bool_] | None) -> Played:
    """Begin with some weeks of what used to be sold, then order every week what was sold in it."""
    start = np.maximum(np.round(cover * weeks.demand[:, : weeks.first].mean(axis=1)), 1)
    return play(
        weeks.demand,
        start,
        lambda week, position, sold: sold,
        first=weeks.first,
        roads=Roads(_LEAD, late),
    )


def weeks_of_average(weeks: WeekByWeek, cover: float, *, late: NDArray[np.bool_] | None) -> Played:
    """Order every week up to some weeks of the mean of the last eight."""

    def policy(week: int, position: Numbers, sold: Numbers) -> Numbers:
        usual = weeks.demand[:, week - 7 : week + 1].mean(axis=1)
        units: Numbers = np.maximum(np.ceil(cover * usual) - position, 0)
        return units

    start = np.ceil(cover * weeks.demand[:, weeks.first - 8 : weeks.first].mean(axis=1))
    return play(weeks.demand, start, policy, first=weeks.first, roads=Roads(_LEAD, late))


def ours(
    weeks: WeekByWeek,
    service: float,
    *,
    late: NDArray[np.bool_] | None,
    journey: float | None = None,
) -> Played:
    """
    Order every week up to what is enough, with that chance, until the next order's goods are there.

    Where a `journey` costs so much of what a sale earns, stores help each other out at the end of every week.
    """
    variance = 0.0 if late is None else 0.16

    def level(week: int) -> Numbers:
        span = weeks.ahead[:, week, :_SPAN]
        return protection(span, lumpiness=weeks.lumpiness, lead_variance=variance).quantile(service)

    def policy(week: int, position: Numbers, sold: Numbers) -> Numbers:
        if week + 1 >= weeks.demand.shape[1]:
            return np.zeros_like(position)
        up_to = level(week)
        return order(position, reorder_point=up_to, up_to=up_to, terms=Terms()).units

    def between(week: int, stock: Numbers, comes: Numbers) -> Numbers:
        next_week = protection(weeks.ahead[:, week, :1], lumpiness=weeks.lumpiness)
        of_a_product = (-1, weeks.stores)
        demand = Protection(
            next_week.mean.reshape(of_a_product), next_week.variance.reshape(of_a_product)
        )
        there, left = (stock + comes).reshape(of_a_product), stock.reshape(of_a_product)
        return level_out(demand, there, left, cost=journey or 0.0).ravel()

    start = np.maximum(level(weeks.first - 1), 1)
    roads = Roads(_LEAD, late, None if journey is None else between)
    return play(weeks.demand, start, policy, first=weeks.first, roads=roads)
