"""Purchases of what can be suggested, by the places of products and customers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ids
from serai.discovery.domain.document import Facts
from serai.discovery.domain.training import places_of
from serai.discovery.ports import Purchases
from serai_science.trend import last_full_day

_MOST_PIECES = 500


@dataclass(frozen=True, slots=True)
class Lines:
    """
    One line per product of an order, of products that can be suggested.

    Attributes:
        customer: (n,) places in `customers`, -1 for a guest.
        order: (n,) from 0 to `n_orders` - 1.
        product: (n,) places in the assortment.
        age: (n,) days before the last day of ordinary trade.
        quantity: (n,) pieces.
        minute: (n,) minutes since midnight, UTC.
        place: (n,) places in `places`, -1 where nobody knows.
        customers: sorted ids.
        places: ids of locations.
        n_orders: how many.
        until: the last day of ordinary trade, in days since 1 January 1970.
    """

    customer: NDArray[np.int64]
    order: NDArray[np.int64]
    product: NDArray[np.int64]
    age: NDArray[np.float64]
    quantity: NDArray[np.float32]
    minute: NDArray[np.int16]
    place: NDArray[np.int32]
    customers: Ids
    places: Ids
    n_orders: int
    until: int


def lines_of(purchases: Purchases, facts: Sequence[Facts]) -> Lines:
    """
    Return the lines that count, with the places of products and customers in sorted ids.

    A line of hundreds of pieces is goods sold by measure that slipped through, such as fuel.
    """
    product = products_of_variants(purchases.variants, facts)[purchases.variant]
    kept = (product >= 0) & (purchases.quantity > 0) & (purchases.quantity <= _MOST_PIECES)
    by_id = np.argsort(purchases.customers)
    place = np.full(by_id.size + 1, -1, np.int64)
    place[by_id] = np.arange(by_id.size)
    orders, order = np.unique(purchases.order[kept], return_inverse=True)
    day = purchases.day[kept].astype(np.int64)
    until = last_full_day(day) if day.size else 0
    return Lines(
        customer=place[purchases.customer[kept]],
        order=order,
        product=product[kept],
        age=np.maximum(until - day, 0).astype(np.float64),
        quantity=purchases.quantity[kept],
        minute=purchases.minute[kept],
        place=purchases.place[kept],
        customers=purchases.customers[by_id],
        places=purchases.places,
        n_orders=orders.size,
        until=until,
    )


def products_of_variants(ids: Ids, facts: Sequence[Facts]) -> NDArray[np.int64]:
    """Return the place of each variant's product in the assortment, -1 for what is no longer offered."""
    offered = [(variant, place) for place, each in enumerate(facts) for variant in each.variants]
    offered.sort()
    variants: Ids = np.array([variant for variant, _ in offered], "S16")
    places = np.array([*(place for _, place in offered), -1], np.int64)
    return places[places_of(variants, ids)]
