"""What the next baskets will hold, by a trained model."""

import numpy as np
import polars as pl

from serai.discovery.usecases.training.assortment import Assortment
from serai.discovery.usecases.training.foreseen import Foresee, Foreseen, foresees_nothing
from serai.discovery.usecases.training.lines import Lines
from serai.discovery.usecases.training.planned_offers import offers_among
from serai_science.next_basket.describe import describe
from serai_science.next_basket.log import as_log
from serai_science.next_basket.ranker import NextBasketRanker
from serai_science.next_basket.reasons import strongest_reasons

_LISTED = 60
_REASONS = 3
NOW = 1.0
"""The present in a log whose last day is 0."""


def foreseeing(ranker: NextBasketRanker, plan: pl.DataFrame | None = None) -> Foresee:
    """
    Return what foresees by a trained model.

    Args:
        ranker: the model.
        plan: what is on offer and when, as `plan_of` returns it; `None` where nobody knows.
    """

    def foresee(lines: Lines, assortment: Assortment) -> Foreseen:
        log = log_of(lines, assortment)
        if log.is_empty():
            return foresees_nothing(lines, assortment)
        offers = None if plan is None else offers_among(plan, lines, assortment)
        known = describe(log, now=NOW, offers=offers)
        return _listed(known, ranker, lines.customers.size)

    return foresee


def log_of(lines: Lines, assortment: Assortment) -> pl.DataFrame:
    """Return the purchases of known customers; the kind of a product is its category, wider: the one above."""
    category = assortment.categories()
    parents = np.array([*assortment.tree.parent, -1], np.int64)
    known = lines.customer >= 0
    kind = category[lines.product[known]]
    above = np.where(kind >= 0, parents[kind], -1)
    return as_log(
        pl.DataFrame(
            {
                "customer": lines.customer[known],
                "basket": lines.order[known],
                "product": lines.product[known],
                "day": -lines.age[known],
                "kind": kind,
                "group": np.where(above >= 0, above, kind),
            }
        )
    )


def _listed(known: pl.DataFrame, ranker: NextBasketRanker, n_customers: int) -> Foreseen:
    scored = known.with_columns(pl.Series("score", ranker.score(known), pl.Float32))
    best = scored.sort(
        ["customer", "score", "product"], descending=[False, True, False]
    ).with_columns(pl.int_range(pl.len()).over("customer").alias("place"))
    best = best.filter(pl.col("place") < _LISTED)
    row, place = best["customer"].to_numpy(), best["place"].to_numpy()
    product = np.full((n_customers, _LISTED), -1, np.int32)
    score = np.zeros((n_customers, _LISTED), np.float32)
    why = np.full((n_customers, _LISTED, _REASONS), -1, np.int8)
    product[row, place] = best["product"].to_numpy()
    score[row, place] = best["score"].to_numpy()
    why[row, place] = strongest_reasons(ranker, best, most=_REASONS)
    return Foreseen(product, score, why)
