"""The log as arrays of small numbers: what everything that is known of a customer is counted from."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai_science.next_basket.offers import shares_when_bought
from serai_science.runs import Codes, Numbers, Runs, dense


@dataclass(frozen=True, slots=True)
class Trips:
    """
    The baskets, sorted by customer and, within a customer, from the latest back.

    Attributes:
        customer: (b,) codes.
        age: (b,) days before the present.
        size: (b,) lines.
        ago: (b,) how many trips of the customer were later.
        pause: (b,) days since the trip before, NaN for the first one.
    """

    customer: Codes
    age: Numbers
    size: Codes
    ago: Codes
    pause: Numbers


@dataclass(frozen=True, slots=True)
class Purchases:
    """
    Lines of a log, (n,) arrays, each name a number from 0.

    Attributes:
        customers, products: the names in the log, sorted; a code is a place in them.
        kind_of, group_of: the kind and the group of each product, codes.
        customer, product: codes.
        age: days before the present.
        ago: how many trips of the customer were later.
        told, shown: shares of the stores that told of the product and showed it, when it was bought.
        trips: the baskets.
    """

    customers: Codes
    products: Codes
    kind_of: Codes
    group_of: Codes
    customer: Codes
    product: Codes
    age: Numbers
    ago: Codes
    told: Numbers
    shown: Numbers
    trips: Trips


def as_purchases(log: pl.DataFrame, offers: pl.DataFrame, *, now: float) -> Purchases:
    """
    Return a log's lines as arrays.

    Args:
        log: purchases before `now`, as `as_log` returns them.
        offers: as `as_offers` returns them.
        now: the present, days.

    Notes:
        Time O(n log n).
    """
    customers, customer = dense(_column(log, "customer"))
    products, product = dense(_column(log, "product"))
    _, kind = dense(_column(log, "kind"))
    _, group = dense(_column(log, "group"))
    day = log["day"].to_numpy()
    trips, ago = _trips(customer, _column(log, "basket"), now - day)
    told, shown = shares_when_bought(product, day, products, offers)
    return Purchases(
        customers,
        products,
        _of_product(kind, product, products.size),
        _of_product(group, product, products.size),
        customer,
        product,
        now - day,
        ago,
        told,
        shown,
        trips,
    )


def _column(log: pl.DataFrame, name: str) -> NDArray[np.int64]:
    return log[name].to_numpy()


def _of_product(code: Codes, product: Codes, n_products: int) -> Codes:
    found = np.zeros(n_products, np.int64)
    found[product] = code
    return found


def _trips(customer: Codes, basket: Codes, age: Numbers) -> tuple[Trips, Codes]:
    """Return the baskets, and for each line how many trips of its customer were later."""
    numbers, place = dense(basket)
    whose, when = np.zeros(numbers.size, np.int64), np.zeros(numbers.size)
    whose[place], when[place] = customer, age
    order = np.lexsort((-numbers, when, whose))
    runs = Runs.of(whose[order])
    ago = np.arange(order.size) - np.repeat(runs.start, runs.size)
    back = np.empty(order.size, np.int64)
    back[order] = ago
    aged = when[order]
    pause = np.diff(aged, append=np.nan)
    pause[runs.start + runs.size - 1] = np.nan
    size = np.bincount(place, minlength=numbers.size)
    return Trips(whose[order], aged, size[order], ago, pause), back[place]
