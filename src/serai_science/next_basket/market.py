"""What is known of each customer and of each product, whoever buys it."""

import numpy as np
from numpy.typing import NDArray

from serai_science.frequency import decayed
from serai_science.next_basket.habits import Columns, Habits
from serai_science.next_basket.purchases import Purchases
from serai_science.runs import Codes, Numbers, Runs

_LATELY = 10


def of_customers(bought: Purchases) -> Columns:
    """Return the trips of each customer; (customers,) arrays."""
    trips = bought.trips
    runs, lately = Runs.of(trips.customer), trips.ago < _LATELY
    timed = ~np.isnan(trips.pause)
    pause = np.where(timed, trips.pause, 0)
    lines = np.bincount(bought.customer, minlength=runs.size.size)
    with np.errstate(invalid="ignore"):
        return {
            "trips": runs.size.astype(np.float64),
            "size": runs.sum(trips.size) / runs.size,
            "size_lately": runs.sum(trips.size * lately) / runs.sum(lately),
            "gap_of_trips": runs.sum(pause) / runs.sum(timed),
            "gap_lately": runs.sum(pause * lately) / runs.sum(timed & lately),
            "trip_since": trips.age[runs.start],
            "told_to_customer": _sums(bought.customer, bought.told, runs.size.size) / lines,
        }


def of_products(bought: Purchases, known: Habits) -> Columns:
    """Return how much each product is bought, by how many, and how often again; (products,) arrays."""
    n = bought.products.size
    buyers = np.bincount(known.product, minlength=n)
    lines = np.bincount(bought.product, minlength=n)
    times = known.columns["times"]
    return {
        "lines": lines.astype(np.float64),
        "buyers": buyers.astype(np.float64),
        "lately": _sums(bought.product, decayed(bought.age, half_life=14), n),
        "half90": _sums(bought.product, decayed(bought.age, half_life=90), n),
        "again": 1 - buyers / lines,
        "usual_gap": _usual_gap(known, n),
        "several": _sums(known.product, times > 1, n) / buyers,
        "mean_liking": _sums(known.product, known.columns["half120"], n) / buyers,
        "told_when_sold": _sums(bought.product, bought.told, n) / lines,
    }


def _sums(code: Codes, values: NDArray[np.generic], n: int) -> Numbers:
    return np.bincount(code, values, n).astype(np.float64, copy=False)


def _usual_gap(known: Habits, n_products: int) -> Numbers:
    """Return the median over the customers who bought a product again of their mean pauses."""
    repeated = known.columns["times"] > 1
    product, gap = known.product[repeated], known.columns["gap"][repeated]
    order = np.argsort(product, kind="stable")
    runs = Runs.of(product[order])
    usual = np.full(n_products, np.nan)
    usual[runs.key] = runs.middle(gap[order])
    return usual
