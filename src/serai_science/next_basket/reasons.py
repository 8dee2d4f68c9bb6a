"""Why a product is expected in a basket: which kind of knowledge speaks most for it."""

from types import MappingProxyType

import numpy as np
import polars as pl
from numpy.typing import NDArray
from xgboost import DMatrix

from serai_science.next_basket.describe import FEATURES
from serai_science.next_basket.ranker import NextBasketRanker, as_matrix

FAMILIES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "habit": tuple(
            "times share half30 half60 half120 fade95 fade80 last5 last10 last20 rank".split()
        ),
        "rhythm": tuple(
            "since trips_since gap gap_spread gap_middle overdue overdue_middle rising usual_gap"
            " trip_since trip_overdue".split()
        ),
        "kind": tuple(
            "kind_trips kind_half60 kind_since kind_products kind_gap kind_overdue group_half60"
            " group_since share_of_kind".split()
        ),
        "neighbours": ("near", "near_rank"),
        "popular": tuple("lines buyers lately half90 warming again several mean_liking".split()),
        "offer": tuple(
            "told front shown told_last shown_last told_usually shown_usually told_more"
            " told_when_bought shown_when_bought told_when_sold told_to_customer".split()
        ),
    }
)
"""What each kind of knowledge is made of. The size and pace of a customer's trips speak for no product."""


def strongest_reasons(
    ranker: NextBasketRanker, described: pl.DataFrame, *, most: int = 3
) -> NDArray[np.int8]:
    """
    Return the families that raise each pair's score most, strongest first.

    Args:
        ranker: the trees.
        described: pairs with `FEATURES`, (n,) rows.
        most: how many, >= 1.

    Returns:
        (n, most) array of places in `FAMILIES`, -1 where nothing more speaks for the product.

    Notes:
        What a feature adds is how far the expected score moves where the trees split on it, summed over a
        family. Source: Saabas (2014), "Interpreting random forests". Time O(n · trees · depth).
    """
    pairs = DMatrix(as_matrix(described), nthread=1)
    added = np.mean(
        [
            each.predict(pairs, pred_contribs=True, approx_contribs=True)[:, :-1]
            for each in ranker.trees
        ],
        axis=0,
    )
    columns = [[FEATURES.index(name) for name in names] for names in FAMILIES.values()]
    families = np.stack([added[:, each].sum(axis=1) for each in columns], axis=1)
    order = np.argsort(-families, axis=1, kind="stable")[:, :most]
    speaks = np.take_along_axis(families, order, axis=1) > 0
    return np.where(speaks, order, -1).astype(np.int8)
