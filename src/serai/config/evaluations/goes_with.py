"""The product that is missing from a basket, beside item neighbours weighed by BM25."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from serai.config.evaluations._purchases import TimeSplit, time_split
from serai.config.measurement import Measurement
from serai.config.plot import Plot, over
from serai_science.completion import completed
from serai_science.copurchase import basket_matrix
from serai_science.frequency import decayed
from serai_science.goes_with import goes_with
from serai_science.neighbours import Neighbours, best_of_rows

_K, _LISTED, _USUAL = 10, 100, 200
_HALF_LIFE, _WINDOW = 120.0, 28
_BM25_K1, _BM25_B, _BM25_LISTED = 1.2, 0.75, 20
_SEED = 7
_LARGEST = 12
_NOTHING = np.zeros(0, np.int64)
Numbers = NDArray[np.float64]
Score = Callable[[int], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class _Riddle:
    """
    Later baskets of two products or more that lack one, and what came before.

    Attributes:
        past: (n_orders, n_products) baskets before.
        shown: what is left of each later basket.
        missing: the product that was taken out, -1 for one never sold before.
        customer: row of the customer in `usual`, -1 for a stranger.
        people: who the baskets are of, for the standard error.
        usual: what each customer buys, with the share of their trips.
    """

    past: sparse.csr_array
    shown: list[NDArray[np.int64]]
    missing: NDArray[np.int64]
    customer: NDArray[np.int64]
    people: NDArray[np.int64]
    usual: Neighbours


def measure(data: Path) -> Iterator[Measurement]:
    """Yield how often one of ten products is the missing one; `data` may be a file of purchases."""
    yield from measure_split(time_split(data))


def measure_split(split: TimeSplit) -> Iterator[Measurement]:
    """Yield the figures of one split."""
    riddle = _riddle(split)
    near = _bm25_neighbours(riddle.past)
    base = _hits(riddle, lambda place: _summed(near, riddle.shown[place]))
    start = process_time()
    lists = goes_with(riddle.past, k=_LISTED)
    seconds = process_time() - start
    start = process_time()
    anonymous = _hits(riddle, lambda place: _completed(riddle, lists, place, known=False))
    known = _hits(riddle, lambda place: _completed(riddle, lists, place, known=True))
    each = (process_time() - start) / (2 * len(riddle.shown)) * 1000
    for name, hit in (("a stranger's basket", anonymous), ("a known customer's basket", known)):
        yield Measurement(
            f"HR@10, {name}",
            float(hit.mean()),
            "",
            reference=float(base.mean()),
            bar=float(base.mean()),
            bar_on_value=True,
            note=f"{hit.size:,} baskets; paired gain {_gain(hit - base, riddle.people)}",
            plots=() if hit is anonymous else (_by_size(riddle, anonymous, known, base),),
        )
    yield Measurement("CPU to learn what goes with what", seconds, "s")
    yield Measurement("CPU to complete a basket", each, "ms", bar=10.0, at_most=True)


def _by_size(riddle: _Riddle, anonymous: Numbers, known: Numbers, base: Numbers) -> Plot:
    size = np.minimum([each.size for each in riddle.shown], _LARGEST)
    kinds = np.unique(size)
    return over(
        "sizes",
        "Share of baskets whose missing product is among ten, by how many products are shown",
        [f"{kind}+" if kind == _LARGEST else kind for kind in kinds],
        known_customer=[known[size == kind].mean() for kind in kinds],
        stranger=[anonymous[size == kind].mean() for kind in kinds],
        item_neighbours=[base[size == kind].mean() for kind in kinds],
    )


def _riddle(split: TimeSplit) -> _Riddle:
    past = split.log.filter(pl.col("day") < split.now)
    later = split.log.filter(
        pl.col("day").is_between(split.now, split.now + _WINDOW, closed="left")
    )
    later = later.filter(pl.len().over("basket") > 1).sort("basket", "product")
    products, column = np.unique(past["product"].to_numpy(), return_inverse=True)
    orders, row = np.unique(past["basket"].to_numpy(), return_inverse=True)
    people, who = np.unique(past["customer"].to_numpy(), return_inverse=True)
    number = _places(products, later["product"].to_numpy())
    _, starts, sizes = np.unique(later["basket"].to_numpy(), return_index=True, return_counts=True)
    drawn = starts + (np.random.default_rng(_SEED).random(sizes.size) * sizes).astype(np.int64)
    left = np.ones(number.size, bool)
    left[drawn] = False
    shown = [
        number[start : start + size][left[start : start + size]]
        for start, size in zip(starts, sizes, strict=True)
    ]
    buyers = later["customer"].to_numpy()[starts]
    return _Riddle(
        past=basket_matrix(row, column, n_orders=orders.size, n_products=products.size),
        shown=[each[each >= 0] for each in shown],
        missing=number[drawn],
        customer=_places(people, buyers),
        people=buyers,
        usual=_usual(past, split.now, who, column, people.size),
    )


def _usual(
    past: pl.DataFrame,
    now: float,
    who: NDArray[np.integer],
    column: NDArray[np.integer],
    n_people: int,
) -> Neighbours:
    """Return the share of each customer's trips that held each product, recent ones counting more."""
    weight = decayed(now - past["day"].to_numpy(), half_life=_HALF_LIFE)
    first = past.select(pl.col("basket").is_first_distinct()).to_series().to_numpy()
    trips = np.bincount(who[first], weight[first], minlength=n_people)
    own = sparse.coo_array((weight / (trips[who] + 1), (who, column)))
    own.sum_duplicates()
    return best_of_rows(own.row, own.col, own.data, n_rows=n_people, k=_USUAL)


def _bm25_neighbours(past: sparse.csr_array) -> Neighbours:
    """Return item neighbours as the library implicit makes them: BM25 over products, inner product, 20 each."""
    by_product = past.T.tocoo()
    length = np.asarray(past.sum(axis=0)).ravel()
    idf = np.log(past.shape[1]) - np.log1p(np.bincount(by_product.col, minlength=past.shape[0]))
    norm = 1 - _BM25_B + _BM25_B * length / length.mean()
    weight = (_BM25_K1 + 1) / (_BM25_K1 * norm[by_product.row] + 1) * idf[by_product.col]
    weighed = sparse.csr_array((weight, (by_product.row, by_product.col)), shape=by_product.shape)
    best = Neighbours.none(past.shape[1], _BM25_LISTED)
    for start in range(0, past.shape[1], 8192):
        alike = (weighed[start : start + 8192] @ weighed.T).tocoo()
        part = best_of_rows(
            alike.row,
            alike.col,
            alike.data,
            n_rows=min(8192, past.shape[1] - start),
            k=_BM25_LISTED,
        )
        best.index[start : start + 8192] = part.index
        best.score[start : start + 8192] = part.score
    return best


def _summed(near: Neighbours, basket: NDArray[np.int64]) -> NDArray[np.int64]:
    index, score = near.index[basket].ravel(), near.score[basket].ravel()
    found, place = np.unique(index[index >= 0], return_inverse=True)
    total = np.bincount(place, score[index >= 0], minlength=found.size).astype(np.float64)
    total[np.isin(found, basket)] = -np.inf
    return found[np.argsort(-total, kind="stable")[:_K]].astype(np.int64)


def _completed(riddle: _Riddle, lists: Neighbours, place: int, *, known: bool) -> NDArray[np.int64]:
    row = riddle.customer[place] if known else -1
    own = riddle.usual.index[row] if row >= 0 else _NOTHING
    share = riddle.usual.score[row] if row >= 0 else _NOTHING.astype(np.float64)
    return completed(riddle.shown[place], lists, own, share)[0][:_K]


def _hits(riddle: _Riddle, best: Score) -> NDArray[np.float64]:
    missing = riddle.missing
    return np.array(
        [
            float(missing[place] >= 0 and missing[place] in best(place))
            for place in range(missing.size)
        ]
    )


def _gain(paired: NDArray[np.float64], people: NDArray[np.int64]) -> str:
    """Return the mean difference and its standard error; baskets of one customer are not independent."""
    _, who = np.unique(people, return_inverse=True)
    error = np.sqrt((np.bincount(who, paired - paired.mean()) ** 2).sum()) / paired.size
    return f"{paired.mean():+.4f} (s.e. {error:.4f})"


def _places(among: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    found = np.searchsorted(among, wanted).clip(0, among.size - 1)
    return np.where(among[found] == wanted, found, -1).astype(np.int64)
