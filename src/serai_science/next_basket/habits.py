"""What each customer does with each product, each kind and each group: how often, how lately, in which rhythm."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from serai_science.frequency import decayed
from serai_science.next_basket.purchases import Purchases
from serai_science.runs import Codes, Numbers, Runs, at

FADING, LATEST = {"fade95": 0.95, "fade80": 0.8}, (5, 10, 20)
HALF_LIVES = (30, 60, 120)
Columns = dict[str, Numbers]


@dataclass(frozen=True, slots=True)
class Habits:
    """
    Every customer with every product that they bought.

    Attributes:
        customer, product: (p,) codes, sorted.
        runs: the pairs; a key is customer times the number of products, plus product.
        columns: (p,) arrays by the names of features.
        first: (p,) days since the first purchase.
    """

    customer: Codes
    product: Codes
    runs: Runs
    columns: Columns
    first: Numbers

    def liking(self, bought: Purchases) -> sparse.csr_array:
        """Return how much each customer buys each product, purchases fading by half in 120 days; float32."""
        shape = bought.customers.size, bought.products.size
        end = np.searchsorted(self.customer, np.arange(shape[0] + 1))
        return sparse.csr_array(
            (self.columns["half120"].astype(np.float32), self.product, end), shape=shape
        )


def habits(bought: Purchases) -> Habits:
    """Return what each customer does with each product. Time O(n log n)."""
    n_products = max(bought.products.size, 1)
    deep = int(bought.ago.max(initial=0)) + 1
    pair = bought.customer * n_products + bought.product
    order = np.argsort(pair * deep + (deep - 1 - bought.ago))
    runs = Runs.of(pair[order])
    age, ago = bought.age[order], bought.ago[order]
    last = runs.start + runs.size - 1
    columns = {
        "times": runs.size.astype(np.float64),
        **{f"half{days}": runs.sum(decayed(age, half_life=days)) for days in HALF_LIVES},
        **{name: runs.sum((share ** np.arange(deep))[ago]) for name, share in FADING.items()},
        **{f"last{trips}": runs.sum(ago < trips) for trips in LATEST},
        "since": age[last],
        "trips_since": ago[last].astype(np.float64),
        "told_when_bought": runs.sum(bought.told[order]) / runs.size,
        "shown_when_bought": runs.sum(bought.shown[order]) / runs.size,
        **_rhythm(age, runs),
    }
    customer, product = np.divmod(runs.key, n_products)
    return Habits(customer, product, runs, columns, age[runs.start])


def _rhythm(age: Numbers, runs: Runs) -> Columns:
    """Return mean, spread and median of the pauses between purchases, NaN where there are too few."""
    again = np.ones(age.size, bool)
    again[runs.start] = False
    pause = (np.roll(age, 1) - age)[again]
    several = np.flatnonzero(runs.size > 1)
    size = runs.size[several] - 1
    pauses = Runs(several, np.cumsum(size) - size, size)
    mean = pauses.sum(pause) / size
    off = pauses.sum((pause - np.repeat(mean, size)) ** 2)
    spread = np.sqrt(off / np.where(size > 1, size - 1, np.nan))
    found = {"gap": mean, "gap_spread": spread, "gap_middle": pauses.middle(pause)}
    columns = {name: np.full(runs.size.size, np.nan) for name in found}
    for name, values in found.items():
        columns[name][several] = values
    return columns


def of_kinds(bought: Purchases, known: Habits, customer: Codes, product: Codes) -> Columns:
    """Say how customers buy the kind of products, whichever of it, and the wider group; (m,) pairs."""
    n_kinds = int(bought.kind_of.max(initial=0)) + 1
    n_groups = int(bought.group_of.max(initial=0)) + 1
    key = known.customer * n_kinds + bought.kind_of[known.product]
    order = np.argsort(key, kind="stable")
    runs = Runs.of(key[order])
    place = runs.find(customer * n_kinds + bought.kind_of[product])
    since = runs.least(known.columns["since"][order])
    trips = _kind_trips(bought, n_kinds)
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = (runs.most(known.first[order]) - since) / (trips - 1)
    found = {
        "kind_trips": trips,
        "kind_half60": runs.sum(known.columns["half60"][order]),
        "kind_since": since,
        "kind_products": runs.size.astype(np.float64),
        "kind_gap": gap,
    }
    key = known.customer * n_groups + bought.group_of[known.product]
    order = np.argsort(key, kind="stable")
    wide = Runs.of(key[order])
    within = wide.find(customer * n_groups + bought.group_of[product])
    return {
        **{name: at(values, place) for name, values in found.items()},
        "group_half60": at(wide.sum(known.columns["half60"][order]), within),
        "group_since": at(wide.least(known.columns["since"][order]), within),
    }


def _kind_trips(bought: Purchases, n_kinds: int) -> Numbers:
    """Return in how many baskets each customer had each kind, by customer and kind."""
    deep = int(bought.ago.max(initial=0)) + 1
    key = (bought.customer * n_kinds + bought.kind_of[bought.product]) * deep + bought.ago
    return Runs.of(Runs.of(np.sort(key)).key // deep).size.astype(np.float64)
