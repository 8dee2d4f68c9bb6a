"""What it is worth to know the prices of the weeks ahead: a merchant does, the public protocol does not."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import polars as pl

from serai.config.evaluations._demand import HORIZON, Demand
from serai.config.evaluations._errors import lower_line
from serai.config.measurement import Measurement
from serai_science.forecast import measures
from serai_science.forecast.learn import learn
from serai_science.forecast.panel import Numbers, Panel


def prices_beside_none(
    told: Demand, products: list[int], known: int, came: Numbers, without: Numbers
) -> Iterator[Measurement]:
    """
    Yield the error where the share taken off each price is planned, beside the one without.

    What was taken off in the weeks ahead stands for the merchant's plan of it; the bars are held without it.

    Args:
        told: what was sold and planned.
        products: that are learned from, the best first.
        known: how many weeks are known.
        came: (P, 4), what the first P sold.
        without: (P, 4), what was expected of them without prices.
    """
    if not (told.sold["discount"] > 0).any():
        return
    panel = told.panel(products, known)
    cut = _price_cuts(told, products, known + HORIZON)
    priced = replace(
        panel,
        plan=np.concatenate([panel.plan, cut[:, : panel.plan.shape[1], None]], axis=2),
        plan_names=(*panel.plan_names, "price cut"),
    )
    mean = _mean(priced)[: len(came)]
    yield lower_line(
        f"chain, {known} weeks known, prices planned: WAPE",
        measures.wape(came, mean),
        measures.wape(came, without),
        note=f"baseline: ours without; bias {measures.bias(came, mean):+.3f}",
    )


def _mean(panel: Panel) -> Numbers:
    return learn(panel, bands=False).forecast(panel).mean


def _price_cuts(told: Demand, products: list[int], weeks: int) -> Numbers:
    """Return (P, weeks) shares taken off the prices; where nothing was sold, what is usual of the product."""
    place = pl.DataFrame({"product": products, "place": range(len(products))})
    lines = (
        told.sold.filter(pl.col("week") < weeks)
        .join(place, on="product")
        .group_by("place", "week")
        .agg(pl.col("amount").sum(), pl.col("discount").sum())
        .filter(pl.col("amount") + pl.col("discount") > 0)
    )
    share = (lines["discount"] / (lines["amount"] + lines["discount"])).to_numpy()
    cut = np.full((len(products), weeks), np.nan)
    cut[lines["place"].to_numpy(), lines["week"].to_numpy()] = share
    past = (row[~np.isnan(row)] for row in cut[:, : weeks - HORIZON])
    usual = np.array([np.median(seen) if seen.size else 0.0 for seen in past])
    filled: Numbers = np.clip(np.where(np.isnan(cut), usual[:, None], cut), 0, 1)
    return filled
