"""What each store's shoppers buy these weeks, and when in the day."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ids
from serai.discovery.domain.day_parts import PARTS, parts_of
from serai.discovery.usecases.training.lines import Lines
from serai_science.frequency import decayed
from serai_science.in_store import in_stores, lifts_of_parts
from serai_science.neighbours import best_of_rows

_LISTED, _HALF_LIFE = 150, 120.0


@dataclass(frozen=True, slots=True)
class Stores:
    """
    The stores that are told apart.

    Attributes:
        codes: by the 16-byte id of the location; purchases from elsewhere are of no store.
        time_zone: of their clocks.
    """

    codes: Mapping[bytes, str]
    time_zone: str


NO_STORES = Stores({}, "UTC")


@dataclass(frozen=True, slots=True)
class StoreTrends:
    """Arrays of a training; see `domain.training.Training`."""

    store: Ids
    in_store: NDArray[np.int32]
    in_store_rate: NDArray[np.float32]
    in_store_lift: NDArray[np.float32]
    by_part: NDArray[np.float32]
    time_zone: NDArray[np.bytes_]
    own_store: NDArray[np.int32]


def store_trends(lines: Lines, n_products: int, stores: Stores) -> StoreTrends:
    """Return what sells in each store, and in each part of the day wherever it was sold."""
    codes, store = rows_of_stores(lines, stores.codes)
    known = store >= 0
    here = in_stores(
        store[known],
        lines.product[known],
        lines.age[known],
        shape=(codes.size, n_products),
        k=_LISTED,
    )
    day = (lines.until - lines.age).astype(np.int64)
    return StoreTrends(
        store=codes,
        in_store=here.product,
        in_store_rate=here.rate,
        in_store_lift=here.lift,
        by_part=lifts_of_parts(
            parts_of(day, lines.minute, stores.time_zone),
            lines.product,
            lines.age,
            shape=(PARTS, n_products),
        ),
        time_zone=np.array([stores.time_zone.encode()], "S64"),
        own_store=_own_stores(lines, store, codes.size),
    )


def rows_of_stores(lines: Lines, codes: Mapping[bytes, str]) -> tuple[Ids, NDArray[np.int64]]:
    """Return the sorted codes of the stores of `lines`, and the row of each line's, -1 for those of none."""
    named = [codes.get(bytes(each).ljust(16, b"\0"), "") for each in lines.places]
    known: Ids = np.array(sorted({each for each in named if each}), "S64")
    row = {code: place for place, code in enumerate(known.astype("U64").tolist())}
    of_place = np.array([*(row.get(each, -1) for each in named), -1], np.int64)
    return known, of_place[lines.place]


def _own_stores(lines: Lines, store: NDArray[np.int64], n_stores: int) -> NDArray[np.int32]:
    """Return where each customer buys most, lately above all."""
    known = (store >= 0) & (lines.customer >= 0)
    key = lines.customer[known] * max(n_stores, 1) + store[known]
    pairs, place = np.unique(key, return_inverse=True)
    recent = decayed(lines.age[known], half_life=_HALF_LIFE)
    weight = np.bincount(place, recent, minlength=pairs.size).astype(np.float64)
    customer, where = np.divmod(pairs, max(n_stores, 1))
    best = best_of_rows(customer, where, weight, n_rows=lines.customers.size, k=1)
    own: NDArray[np.int32] = best.index[:, 0]
    return own
