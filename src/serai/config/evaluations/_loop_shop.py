"""A chain's weeks as they were, and what may be learned from those before a cut."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.evaluations._demand import HORIZON, Demand
from serai_science.elasticity.of_products import Demand as Answers
from serai_science.elasticity.of_products import Panel as PricePanel
from serai_science.elasticity.of_products import fit_demand
from serai_science.forecast.learn import Forecaster, learn
from serai_science.forecast.panel import Numbers, Panel
from serai_science.forecast.split import lumpiness

_AHEAD = HORIZON - 1
_BY_WEIGHT = 0.9
"""Where nearly every store and week has a price of its own, goods are weighed and a price of a piece is none."""


@dataclass(frozen=True, slots=True)
class Shop:
    """
    The weeks before and after a cut: P articles at L stores, S = P x L, T weeks.

    Attributes:
        wanted: (P, L, T), units a week.
        chain: all stores of the chain, with plans and prices.
        price: (P, T), what a unit cost, in money; the usual price where none was sold.
        now: (P,), the usual price of the eight weeks before the cut.
        by_piece: (P,), whether a price of a piece is known.
        model: forecasts, learned before the cut.
        lumpy: (S,), see `serai_science.replenish.protection`, from before the cut.
        answers: how units answer prices, learned before the cut.
        truth: the same, learned with the weeks that are played.
        first: the cut: the first week that is played.
        until: the week after the last one.
    """

    wanted: Numbers
    chain: Panel
    price: Numbers
    now: Numbers
    by_piece: NDArray[np.bool_]
    model: Forecaster
    lumpy: Numbers
    answers: Answers
    truth: Answers
    first: int
    until: int

    @property
    def article(self) -> NDArray[np.int64]:
        """Return (S,), the article of each series."""
        articles, stores, _ = self.wanted.shape
        return np.repeat(np.arange(articles), stores)

    @property
    def sold(self) -> Numbers:
        """Return (S, T), units a week."""
        return self.wanted.reshape(-1, self.wanted.shape[2])


def shop(told: Demand, *, articles: int, stores: int, first: int, until: int) -> Shop:
    """Return the best sellers before the cut at the largest stores before it, with what was learned by then."""
    products = told.best_sellers(first, articles)
    locations = told.largest(first, stores)
    wanted = told.grid("quantity", products, locations)
    chain = told.panel(products, len(told.weeks))
    past = chain.until(first)
    price, now = _prices(chain, first)
    return Shop(
        wanted=wanted,
        chain=chain,
        price=price,
        now=now,
        by_piece=_by_piece(told, products, first) & (now > 0),
        model=learn(past, horizon=_AHEAD, bands=False),
        lumpy=np.repeat(lumpiness(wanted[:, :, :first]), len(locations)),
        answers=_answers(past),
        truth=_answers(chain.until(until)),
        first=first,
        until=until,
    )


def _answers(known: Panel) -> Answers:
    """Return how units answer prices in the known weeks, each article drawn towards its kind."""
    return fit_demand(_price_panel(known)).shrunk


def _price_panel(known: Panel) -> PricePanel:
    paid = known.price * (1 - known.discount)
    product, week = np.nonzero((known.demand > 0) & (np.nan_to_num(paid) > 0))
    plan = known.plan[product, week]
    trips = np.log(np.maximum(known.visits.sum(axis=0), 1.0))[week, None]
    controls = np.concatenate([plan, trips], axis=1)
    groups = list(known.groups.values())
    return PricePanel(
        product=product.astype(np.int64),
        log_units=np.log(known.demand[product, week]),
        log_price=np.log(paid[product, week]),
        controls=controls[:, controls.std(axis=0) > 1e-9],
        group=np.unique(groups[len(groups) // 2], return_inverse=True)[1].astype(np.int64),
    )


def _prices(chain: Panel, first: int) -> tuple[Numbers, Numbers]:
    paid = chain.price * (1 - chain.discount)
    usual = np.array([_middle(row[:first]) for row in paid])
    lately = np.array([_middle(row[first - 8 : first], usual[at]) for at, row in enumerate(paid)])
    known = np.nan_to_num(paid) > 0
    return np.where(known, paid, usual[:, None]), lately


def _middle(row: Numbers, otherwise: float = 0.0) -> float:
    seen = row[np.nan_to_num(row) > 0]
    return float(np.median(seen)) if seen.size else otherwise


def _by_piece(told: Demand, products: list[int], first: int) -> NDArray[np.bool_]:
    shelf = ((pl.col("amount") + pl.col("discount")) / pl.col("quantity")).round(2)
    weighed = (
        told.sold.filter(pl.col("week") < first, pl.col("product").is_in(products))
        .group_by("product", "week")
        .agg(shelf.n_unique().alias("prices"), pl.len().alias("stores"))
        .filter(pl.col("stores") > 1)
        .group_by("product")
        .agg((pl.col("prices") / pl.col("stores")).mean().alias("share"))
        .filter(pl.col("share") >= _BY_WEIGHT)
    )
    return ~np.isin(products, weighed["product"].to_numpy())
