"""Products at the largest stores, and in all others together, so that the parts make the whole."""

import numpy as np
import polars as pl

from serai.config.evaluations._demand import Demand
from serai_science.forecast.panel import Numbers
from serai_science.forecast.parts import Parts

_FLAGS = 3


def as_parts(told: Demand, products: list[int], stores: list[int], known: int) -> Parts:
    """Return the products at the stores and, as the last location, in all others together."""
    chain = told.panel(products, known)
    inside = told.grid("quantity", products, stores)[:, :, :known]
    rest = np.maximum(chain.demand - inside.sum(axis=1), 0)
    weeks = chain.calendar.periods
    flags = [told.grid(name, products, stores)[:, :, :weeks] for name in told.plan_names[:_FLAGS]]
    shares = [np.round(chain.plan[:, None, :weeks, at], 1) for at in range(len(flags))]
    flagged = [np.concatenate(pair, axis=1) for pair in zip(flags, shares, strict=True)]
    return Parts(
        chain,
        np.concatenate([inside, rest[:, None]], axis=1),
        np.stack(flagged, axis=3),
        _trade(told, stores, known),
    )


def _trade(told: Demand, stores: list[int], known: int) -> Numbers:
    past = told.sold.filter(pl.col("week") < known)
    total = past.group_by("location", "week").agg(pl.col("quantity").sum())
    trade = np.zeros((len(stores) + 1, known))
    place = {store: at for at, store in enumerate(stores)}
    at = np.array([place.get(store, len(stores)) for store in total["location"]])
    np.add.at(trade, (at, total["week"].to_numpy()), total["quantity"].to_numpy())
    return trade
