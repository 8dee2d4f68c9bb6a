"""What is bought in a store, at a time of day, beside what sells best everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.evaluations._purchases import StoreSplit, store_split
from serai.config.measurement import Measurement
from serai.discovery.domain.day_parts import PARTS
from serai.discovery.queries.suggestions.in_store import MORE
from serai_science.frequency import decayed
from serai_science.in_store import InStores, in_stores, lifts_of_parts

_WEEKS, _FOLDS = 4, 5
_SHELF, _LISTED, _HALF_LIFE = 12, 150, 60.0
Shelf = NDArray[np.int64]


def measure(data: Path) -> Iterator[Measurement]:
    """
    Yield how much of later baskets is on the shelves; `data` may be a file of purchases.

    Each basket is a stranger's: what its buyer bought before is no part of what is learnt for it.
    """
    split = store_split(data)
    start = process_time()
    met = [
        found
        for week in range(_WEEKS)
        for fold in range(_FOLDS)
        if (found := _measured(split, split.now + 7.0 * week, fold)) is not None
    ]
    seconds = (process_time() - start) / (_WEEKS * _FOLDS)
    people = np.concatenate([each.people for each in met])
    popular, local, more_popular, both = np.concatenate([each.recall for each in met]).T
    yield _beside("recall@12, most bought in the store at this hour", local, popular, people)
    yield _beside("recall@24, twelve best sellers, twelve of the store", both, more_popular, people)
    yield Measurement("CPU for a fifth of the customers in a week", seconds, "s")


@dataclass(frozen=True, slots=True)
class _Met:
    """
    Baskets, and which share of each is on the shelves.

    Attributes:
        people: (n,) whose they are.
        recall: (n, 4) of twelve best sellers, of twelve of the store at the hour, of 24 best sellers, and of
            twelve best sellers with twelve others that the store sells more of.
    """

    people: NDArray[np.int64]
    recall: NDArray[np.float64]


def _measured(split: StoreSplit, now: float, fold: int) -> _Met | None:
    """Measure the baskets of a week of every fifth customer by what the others bought."""
    mine, day = pl.col("customer") % _FOLDS == fold, pl.col("day")
    past = split.lines.filter((day < now) & ~mine)
    week = split.lines.filter((day >= now) & (day < now + 7) & mine)
    if past.is_empty() or week.is_empty():
        return None
    product, age = past["product"].to_numpy(), now - past["day"].to_numpy()
    weight = decayed(age, half_life=_HALF_LIFE)
    popular = np.argsort(-np.bincount(product, weight), kind="stable")[: 2 * _SHELF]
    shape = split.n_stores, split.n_products
    here = in_stores(past["store"].to_numpy(), product, age, shape=shape, k=_LISTED)
    parts = past["part"].to_numpy()
    lifts = lifts_of_parts(parts, product, age, shape=(PARTS, split.n_products))
    shelves = {
        (store, part): _shelves(here, lifts[part], store, popular)
        for store, part in week.select("store", "part").unique().iter_rows()
    }
    baskets = week.group_by("basket", "customer", "store", "part").agg("product").sort("basket")
    rows = [
        [_recall(shelf, np.array(bought)) for shelf in shelves[store, part]]
        for _, _, store, part, bought in baskets.iter_rows()
    ]
    return _Met(baskets["customer"].to_numpy(), np.array(rows))


def _shelves(here: InStores, lifts: NDArray[np.float32], store: int, popular: Shelf) -> list[Shelf]:
    """Return the shelves that are compared, in the order of `_Met.recall`."""
    listed = here.product[store][here.product[store] >= 0]
    now = lifts[listed]
    order = np.argsort(-here.rate[store][: listed.size] * now, kind="stable")
    more = (here.lift[store][: listed.size] * now)[order] >= MORE
    local = listed[order].astype(np.int64)
    best = popular[:_SHELF]
    own = local[more & ~np.isin(local, best)][:_SHELF]
    return [best, local[:_SHELF], popular, np.concatenate([best, own])]


def _recall(shelf: Shelf, bought: Shelf) -> float:
    length = _SHELF if shelf.size <= _SHELF else 2 * _SHELF
    return float(np.isin(bought, shelf).sum()) / min(length, bought.size)


def _beside(
    name: str, ours: NDArray[np.float64], base: NDArray[np.float64], people: NDArray[np.int64]
) -> Measurement:
    paired, reference = ours - base, float(base.mean())
    _, who = np.unique(people, return_inverse=True)
    # Baskets of one customer are not independent.
    error = np.sqrt((np.bincount(who, paired - paired.mean()) ** 2).sum()) / paired.size
    return Measurement(
        name,
        float(ours.mean()),
        "",
        reference=reference,
        bar=reference,
        bar_on_value=True,
        note=f"{paired.size:,} baskets; paired gain {paired.mean():+.4f} (s.e. {error:.4f})",
    )
