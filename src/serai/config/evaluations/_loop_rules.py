"""The plain rules, and the platform's, for orders and prices of a chain."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from serai.config.evaluations._loop_shop import Shop
from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai.pricing.domain.proposals.propose_price import Demand, Inputs, propose_price
from serai_science.forecast.panel import Numbers
from serai_science.forecast.split import shares
from serai_science.replenish.order_up_to import Terms, order
from serai_science.replenish.protection import protection
from serai_science.simulated.chain import Known

_SPAN, _LATELY = 2, 8
_MOVES_A_WEEK = 7 * 20
"""How many prices of a channel may move in a week; see `docs/algorithms/price-proposals.md`."""


def last_weeks_sales(known: Known) -> Numbers:
    """Order what was sold in the week."""
    return known.sold[:, -1]


def weeks_of_the_mean(cover: float) -> Callable[[Known], Numbers]:
    """Order up to so many weeks of the mean of the last eight."""

    def orders(known: Known) -> Numbers:
        usual = known.sold[:, -_LATELY:].mean(axis=1)
        units: Numbers = np.maximum(np.ceil(cover * usual) - known.position, 0)
        return units

    return orders


def keep_prices(known: Known) -> Numbers:
    """Leave every price as it was."""
    return known.factor[:, -1]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """
    Order up to what is enough, with a chance, until the next order's goods are there.

    What was sold at prices of our own is turned into what the prices as they were would have sold, as far as the
    believed elasticity says; the forecast is turned back.
    """

    shop: Shop
    service: float
    late_variance: float

    def start(self) -> Numbers:
        """Return what to begin with."""
        sold = self.shop.sold[:, : self.shop.first]
        even = np.ones((len(self.shop.now), self.shop.first + 1))
        known = Known(self.shop.first - 1, sold, np.zeros(len(sold)), even)
        return np.maximum(self._level(known), 1)

    def orders(self, known: Known) -> Numbers:
        """Return what to order at the end of a week; nothing that could not come before the last."""
        if known.week + _SPAN >= self.shop.until:
            return np.zeros_like(known.position)
        level = self._level(known)
        return order(known.position, reorder_point=level, up_to=level, terms=Terms()).units

    def _level(self, known: Known) -> Numbers:
        shop, weeks = self.shop, known.week + 1
        answer = known.factor ** np.minimum(shop.answers.elasticity, 0)[:, None]
        articles, stores, _ = shop.wanted.shape
        usual = known.sold.reshape(articles, stores, weeks) / answer[:, None, :weeks]
        elsewhere = shop.chain.demand[:, :weeks] - shop.wanted[:, :, :weeks].sum(axis=1)
        panel = replace(
            shop.chain.until(weeks), demand=np.maximum(elsewhere, 0) + usual.sum(axis=1)
        )
        chain = shop.model.forecast(panel, _SPAN).mean * answer[:, weeks, None]
        here = shares(usual, panel.demand)[:, :, None] * chain[:, None, :]
        span = protection(
            here.reshape(articles * stores, _SPAN),
            lumpiness=shop.lumpy,
            lead_variance=self.late_variance,
        )
        return span.quantile(self.service)


class Proposed:
    """Take the price proposals of each week that bring most, as many as may move, each within its terms."""

    def __init__(self, shop: Shop, cost: Numbers, terms: PriceTerms) -> None:
        self.shop, self.cost, self.terms = shop, cost, terms
        self.moved = np.full(len(shop.now), -np.inf)

    def prices(self, known: Known) -> Numbers:
        """Return multiples of the prices as they were, for the next week."""
        factor = known.factor[:, -1].copy()
        due = known.week - self.moved >= self.terms.days_between / 7
        gains = []
        for place in np.flatnonzero(due & self.shop.by_piece):
            minor, gain = self._proposal(known, int(place))
            if gain > 0:
                gains.append((-gain, int(place), minor))
        for _, chosen, minor in sorted(gains)[:_MOVES_A_WEEK]:
            factor[chosen] = minor / (100 * self.shop.now[chosen])
            self.moved[chosen] = known.week
        return factor

    def _proposal(self, known: Known, place: int) -> tuple[int, float]:
        shop, answers = self.shop, self.shop.answers
        stores = shop.wanted.shape[1]
        rows = slice(place * stores, (place + 1) * stores)
        now = max(round(100 * shop.now[place] * known.factor[place, -1]), 1)
        proposal = propose_price(
            Inputs(
                now_minor=now,
                cost_minor=Decimal(round(100 * self.cost[place], 2)),
                demand=Demand(
                    units=float(known.sold[rows, -_LATELY:].sum()) / _LATELY,
                    elasticity=float(answers.elasticity[place]),
                    error=float(answers.elasticity_error[place]),
                    usual_minor=float(100 * np.exp(answers.usual[place])),
                ),
                terms=self.terms,
            )
        )
        better = proposal.because in {"better", "below_floor"} and proposal.minor != now
        return proposal.minor, proposal.gain if better else 0.0
