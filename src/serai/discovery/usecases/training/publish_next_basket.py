"""Train what foresees the next basket, and use it unless it is worse than what is there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from serai.catalog.public import channel
from serai.discovery.ports import PurchaseHistory, Purchases
from serai.discovery.usecases.generations.category_nodes import category_tree
from serai.discovery.usecases.generations.write_generation import gathered
from serai.discovery.usecases.training.assortment import Assortment
from serai.discovery.usecases.training.foreseeing import NOW, log_of
from serai.discovery.usecases.training.kept_ranker import MODEL, ranker_of
from serai.discovery.usecases.training.lines import lines_of
from serai.discovery.usecases.training.planned_offers import offers_among, plan_of
from serai.plumbing.model_registry import Card, Figure, Kept, Published, publish
from serai.plumbing.wiring import bound
from serai_science.frequency import decayed
from serai_science.next_basket.describe import describe
from serai_science.next_basket.hits import Hits, hits
from serai_science.next_basket.log import before, first_baskets
from serai_science.next_basket.ranker import (
    NextBasketRanker,
    NothingToLearn,
    learn,
    packed,
)
from serai_science.next_basket.recommend import best_for_each
from serai_science.trend import last_full_day

_HELD_OUT, _HALF_LIFE = 28, 120.0
_NOISE = 0.002
"""Of NDCG@10 over two thousand customers, one standard error of a paired difference."""


def publish_next_basket(channel_code: str, *, now: datetime) -> Published | None:
    """
    Learn from every purchase but those of the last four weeks, and measure on their first baskets.

    The trees know habits and rhythms, not products, so that one model serves every channel; the lists are made
    of all purchases each night. `None` where there is too little to learn from.
    """
    purchases = bound(PurchaseHistory).purchases(channel_code)
    log, offers = _log_and_offers(channel_code, purchases)
    cut = NOW - _HELD_OUT
    past, truth = before(log, cut), first_baskets(log, cut, NOW)
    if past.is_empty() or truth.is_empty():
        return None
    try:
        ranker = learn(past, now=cut, offers=offers)
    except NothingToLearn:
        return None
    split = _Split(past, truth, cut, offers)
    met, simple = split.hits(ranker), split.fading_count()
    card = Card(
        protocol="The first basket of each customer in the last four weeks, ten products.",
        figure=Figure(
            "NDCG@10",
            float(met.ndcg.mean()),
            float(simple.ndcg.mean()),
            "purchases counted with a half-life of 120 days",
        ),
        others=(Figure("recall@10", float(met.recall.mean()), float(simple.recall.mean())),),
        rows=past.height,
        data_until=_until(purchases),
        settings={
            "customers": int(met.ndcg.size),
            "offers": 0 if offers is None else offers.height,
        },
    )

    def write(folder: Path) -> None:
        for number, block in enumerate(packed(ranker)):
            (folder / f"{number}.ubj").write_bytes(block)

    def again(kept: Kept) -> float:
        before_it = ranker_of(kept)
        return float(split.hits(before_it).ndcg.mean()) if before_it else 0.0

    return publish(MODEL, card, write, again=again, tolerance=_NOISE, now=now)


class _Split:
    """What is known at a moment, and what was bought next."""

    def __init__(
        self, past: pl.DataFrame, truth: pl.DataFrame, now: float, offers: pl.DataFrame | None
    ) -> None:
        self._past, self._truth, self._now = past, truth, now
        self._known = describe(past, now=now, offers=offers)

    def hits(self, ranker: NextBasketRanker) -> Hits:
        """Measure a ranker."""
        return hits(best_for_each(self._known, ranker.score(self._known), self._past), self._truth)

    def fading_count(self) -> Hits:
        """Measure purchases counted with a memory that fades."""
        weight = decayed(self._now - self._past["day"].to_numpy(), half_life=_HALF_LIFE)
        weighed = self._past.select("customer", "product", pl.Series("score", weight))
        counted = weighed.group_by("customer", "product").agg(pl.col("score").sum())
        best = best_for_each(counted, counted["score"].to_numpy(), self._past)
        return hits(best, self._truth)


def _log_and_offers(
    channel_code: str, purchases: Purchases
) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    locale = channel(channel_code).locale
    _, documents = gathered(channel_code)
    assortment = Assortment.of(documents, category_tree(locale), locale)
    lines = lines_of(purchases, assortment.facts)
    return log_of(lines, assortment), offers_among(plan_of(channel_code), lines, assortment)


def _until(purchases: Purchases) -> datetime:
    day = last_full_day(purchases.day.astype(np.int64))
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)
