"""Demand of products that were first sold at most eight weeks ago."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from serai.config.evaluations._demand import HORIZON, Demand
from serai.config.evaluations._errors import lower_line
from serai.config.measurement import Measurement
from serai.config.plot import over
from serai_science.forecast import measures
from serai_science.forecast.learn import learn
from serai_science.forecast.newcomers import learn_newcomers, new_at, with_newcomers
from serai_science.forecast.panel import Numbers

_NEW = 300


def new_beside_averages(told: Demand, known: int, *, learned: int) -> Iterator[Measurement]:
    """
    Yield errors of the 300 new products that sold most until then, five units at least.

    Args:
        told: what was sold and planned.
        known: how many weeks are known.
        learned: how many other products the chain's model learns on.
    """
    products, demand = _everything(told)
    begun = new_at(demand, known, most=_NEW)
    newcomers = learn_newcomers(demand[:, :known])
    if newcomers is None or not begun.row.size:
        return
    new = [products[at] for at in begun.row]
    series = list(dict.fromkeys([*told.best_sellers(known, learned), *new]))
    place = {product: at for at, product in enumerate(series)}
    rows = np.array([place[product] for product in new])
    panel = told.panel(series, known)
    trees = learn(panel, bands=False).forecast(panel).mean
    ours = with_newcomers(trees, rows, newcomers.level(begun))[rows]
    came = demand[begun.row, known : known + HORIZON]
    eight = _flat(demand[begun.row, known - 8 : known].mean(axis=1))
    beside = {"their weeks so far": _flat(begun.since), "trees alone": trees[rows]}
    age = begun.columns[:, 0]
    ages = [age <= 2, (age > 2) & (age <= 4), (age > 4) & (age <= 6), age > 6]
    yield lower_line(
        f"new products, {known} weeks known: WAPE",
        measures.wape(came, ours),
        measures.wape(came, eight),
        note=f"{rows.size} products, bias {measures.bias(came, ours):+.3f}; baseline: mean of 8 weeks,"
        f" bias {measures.bias(came, eight):+.3f}; "
        + ", ".join(f"{name} {measures.wape(came, flat):.3f}" for name, flat in beside.items()),
        plots=(
            over(
                "newcomers",
                "Units of four weeks of new products, by weeks since the first sale",
                ("1 to 2", "3 to 4", "5 to 6", "7 to 8"),
                sold=[came[each].sum() for each in ages],
                ours=[ours[each].sum() for each in ages],
                mean_of_8_weeks=[eight[each].sum() for each in ages],
                trees_alone=[trees[rows][each].sum() for each in ages],
            ),
        ),
    )


def _everything(told: Demand) -> tuple[list[int], Numbers]:
    """Return every product that was ever sold and its units by week."""
    products = told.sold["product"].unique().sort()
    placed = told.sold.join(
        pl.DataFrame({"product": products}).with_row_index("place"), on="product"
    )
    demand = np.zeros((len(products), len(told.weeks)))
    np.add.at(
        demand,
        (placed["place"].to_numpy(), placed["week"].to_numpy()),
        placed["quantity"].to_numpy(),
    )
    return products.to_list(), demand


def _flat(level: Numbers) -> Numbers:
    return np.repeat(level[:, None], HORIZON, axis=1)
