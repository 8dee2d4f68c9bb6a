"""A chain run by plain rules or by ours, under assumptions where the data say nothing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.config.evaluations._loop_rules import (
    Foreseen,
    Proposed,
    keep_prices,
    last_weeks_sales,
    weeks_of_the_mean,
)
from serai.config.evaluations._loop_shop import Shop
from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai_science.forecast.panel import Numbers
from serai_science.simulated.chain import Chain, Earned, Lived, Rules, earned, live

SEEDS = (20_261_122, 20_261_123, 20_261_124)
ON_TIME, COST, HOLDING = 0.8, 0.7, 0.005
_MOST_LATE = 4
_ENOUGH = 0.9
"""The share of the orders so far that were not later than what a promise allows for."""


@dataclass(frozen=True, slots=True)
class Case:
    """
    What is assumed where the data say nothing.

    Attributes:
        seed: of chance, of how late orders come and of what the elasticities really are.
        cost: what a unit costs, as a share of its price before the cut.
        answers: by how much stronger shoppers answer prices than was estimated.
        waits: the share of those who find nothing and wait for what is promised.
        holding: what it costs to hold a unit for a week, as a share of its cost.
    """

    seed: int = SEEDS[0]
    cost: float = COST
    answers: float = 1.0
    waits: float = 0.0
    holding: float = HOLDING


@dataclass(frozen=True, slots=True)
class Told:
    """Units and money of one way to run the chain."""

    lived: Lived
    earned: Earned

    @property
    def margin(self) -> float:
        """Return what was paid less what the goods sold cost."""
        return float(self.earned.margin.sum())

    @property
    def holding(self) -> float:
        """Return what it cost to hold the stock."""
        return float(self.earned.holding.sum())

    @property
    def profit(self) -> float:
        """Return the margin less the cost of holding."""
        return self.margin - self.holding


def plain(shop: Shop, case: Case, cover: float, *, prices: bool = False) -> Told:
    """Begin with some weeks of what used to be sold, then order every week what was sold in it."""
    usual = shop.sold[:, : shop.first].mean(axis=1)
    start = np.maximum(np.round(cover * usual), 1)
    moves = Proposed(shop, _cost(shop, case), PriceTerms()).prices if prices else keep_prices
    return _told(shop, case, Rules(start, last_weeks_sales, moves))


def by_the_mean(shop: Shop, case: Case, cover: float) -> Told:
    """Order every week up to some weeks of the mean of the last eight."""
    start = np.ceil(cover * shop.sold[:, shop.first - 8 : shop.first].mean(axis=1))
    return _told(shop, case, Rules(start, weeks_of_the_mean(cover), keep_prices))


def ours(shop: Shop, case: Case, service: float, *, prices: bool = False) -> Told:
    """Order up to what is foreseen to be enough, and promise what is on the way; `prices`: move prices, too."""
    late = _late(shop, case)[:, : shop.first]
    foreseen = Foreseen(shop, service, float(late.var()))
    moves = Proposed(shop, _cost(shop, case), PriceTerms()).prices if prices else keep_prices
    within = 1 + int(np.quantile(late, _ENOUGH))
    return _told(shop, case, Rules(foreseen.start(), foreseen.orders, moves, promise=within))


def _told(shop: Shop, case: Case, rules: Rules) -> Told:
    chain = Chain(
        wanted=shop.sold,
        article=shop.article,
        price=shop.price,
        cost=_cost(shop, case),
        elasticity=_true_answers(shop, case),
        late=_late(shop, case),
        waits=case.waits,
        seed=case.seed,
    )
    lived = live(chain, rules, first=shop.first, until=shop.until)
    return Told(lived, earned(chain, lived, first=shop.first, holding=case.holding))


def _cost(shop: Shop, case: Case) -> Numbers:
    cost: Numbers = case.cost * shop.now
    return cost


def _true_answers(shop: Shop, case: Case) -> Numbers:
    """Return elasticities as they may really be: drawn around those learned with the weeks that are played."""
    chance = np.random.default_rng(case.seed).standard_normal(len(shop.now))
    drawn = shop.truth.elasticity + shop.truth.elasticity_error * chance
    true: Numbers = case.answers * np.minimum(drawn, 0)
    return true


def _late(shop: Shop, case: Case) -> NDArray[np.int64]:
    """Return (S, T) weeks by which orders are late: each week with the same chance to be the one they come."""
    drawn = np.random.default_rng(case.seed).geometric(ON_TIME, shop.sold.shape) - 1
    late: NDArray[np.int64] = np.minimum(drawn, _MOST_LATE)
    return late
