"""The orders of a list: by a key, then by id, so that every order is total."""

from bisect import bisect_left, bisect_right
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Columns, Ids, Ordinals

_FEW = 256


class Sort(StrEnum):
    """How a list can be sorted; `relevance` belongs to searches."""

    RELEVANCE = "relevance"
    POPULAR = "popular"
    PRICE = "price"
    PRICE_DOWN = "-price"
    NAME = "name"
    NEWEST = "newest"


STORED = (Sort.POPULAR, Sort.PRICE, Sort.PRICE_DOWN, Sort.NAME, Sort.NEWEST)
"""The orders that a snapshot holds ready."""

Orders = dict[Sort, Ordinals]


Rows = slice | Ordinals | NDArray[np.intp]
_ALL = slice(None)


def keys(columns: Columns, sort: Sort, rows: Rows = _ALL) -> NDArray[Any]:
    """Return the keys of `rows` under `sort`: smaller comes first."""
    if sort is Sort.POPULAR:
        return -columns.popularity[rows]
    if sort is Sort.PRICE:
        return columns.price[rows]
    if sort is Sort.PRICE_DOWN:
        return -columns.price[rows]
    if sort is Sort.NAME:
        return columns.name[rows]
    return -_created(columns.id[rows])


def whole_order(columns: Columns, sort: Sort) -> Ordinals:
    """Return all living documents in order."""
    alive = np.flatnonzero(columns.alive)
    order = np.lexsort((columns.id[alive], keys(columns, sort, alive)))
    return alive[order].astype(np.int64)


def changed_order(order: Ordinals, columns: Columns, changed: Ordinals, sort: Sort) -> Ordinals:
    """
    Return `order` after the documents `changed` were added, altered or taken away in `columns`.

    The others have kept their keys: a few changes are put into place one by one, many are sorted.
    """
    if changed.size > _FEW:
        return whole_order(columns, sort)
    moved = np.zeros(len(columns), bool)
    moved[changed] = True
    kept = order[~moved[order]]
    alive = sorted(
        (int(ordinal) for ordinal in changed if columns.alive[ordinal]),
        key=lambda ordinal: position(columns, sort, ordinal),
    )
    places = [place(kept, columns, sort, position(columns, sort, ordinal)) for ordinal in alive]
    return np.insert(kept, places, np.array(alive, np.int64))


Position = tuple[Any, bytes]
"""A key and an id: where a document stands in an order."""


def position(columns: Columns, sort: Sort, ordinal: int) -> Position:
    """Return the key and the id of one document."""
    return keys(columns, sort, slice(ordinal, ordinal + 1))[0], columns.id[ordinal]


def place(
    order: Ordinals, columns: Columns, sort: Sort, at: Position, *, after: bool = False
) -> int:
    """Return where `at` stands in `order`: before an equal entry, or after it."""
    bisect = bisect_right if after else bisect_left
    return bisect(order, at, key=lambda ordinal: position(columns, sort, ordinal))


def ranks_of(order: Ordinals, n: int) -> Ordinals:
    """Return the place of every document in `order`; those that are not in it stand behind."""
    ranks = np.full(n, order.size, np.int64)
    ranks[order] = np.arange(order.size, dtype=np.int64)
    return ranks


def _created(ids: Ids) -> NDArray[np.int64]:
    """Return the milliseconds since 1970 that a UUIDv7 begins with."""
    parts = np.frombuffer(ids.tobytes(), np.uint8).reshape(-1, 16)[:, :6].astype(np.int64)
    weights = np.int64(256) ** np.arange(5, -1, -1)
    created: NDArray[np.int64] = parts @ weights
    return created
