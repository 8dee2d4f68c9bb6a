"""What a shopper asks to see of a list, and which documents satisfy it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Columns, Ordinals
from serai.discovery.domain.document import Band
from serai.discovery.domain.price_steps import within_steps
from serai.discovery.domain.tables import Tables

Mask = NDArray[np.bool_]

BRAND, SIZE, PRICE, IN_STOCK = "brand", "size", "price", "in_stock"
PRICE_RANGE = "price_min/price_max"


@dataclass(frozen=True, slots=True)
class Filters:
    """
    What is asked for. Values of one field add up, fields narrow each other.

    `category` is a slug, for it and all below. `chosen` holds values by field: "brand", "size",
    "price" (steps such as "2-5") and attributes. `price_min` and `price_max` are in minor units.
    """

    category: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool = False

    def names(self) -> list[str]:
        """Return the names of the filters in use, the one that a shopper would give up first in front."""
        found = [name for name in self.chosen if name not in (BRAND, PRICE)]
        found += [name for name in (PRICE, BRAND) if name in self.chosen]
        found += ["price_min"] if self.price_min is not None else []
        found += ["price_max"] if self.price_max is not None else []
        found += [IN_STOCK] if self.in_stock else []
        return found + (["category"] if self.category else [])


def without(filters: Filters, name: str) -> Filters:
    """Return the filters but for one, under the name that `Filters.names` gives it."""
    if name == "category":
        return replace(filters, category="")
    if name == "price_min":
        return replace(filters, price_min=None)
    if name == "price_max":
        return replace(filters, price_max=None)
    if name == IN_STOCK:
        return replace(filters, in_stock=False)
    chosen = {key: values for key, values in filters.chosen.items() if key != name}
    return replace(filters, chosen=chosen)


def held(columns: Columns, tables: Tables, filters: Filters, among: Ordinals) -> dict[str, Mask]:
    """Return, for each filter in use except the category, which of `among` satisfy it."""
    masks: dict[str, Mask] = {}
    for name, values in filters.chosen.items():
        masks[name] = _chosen(columns, tables, name, values, among)
    if filters.price_min is not None or filters.price_max is not None:
        masks[PRICE_RANGE] = _priced(columns.price[among], filters.price_min, filters.price_max)
    if filters.in_stock:
        masks[IN_STOCK] = columns.band[among] > Band.OUT
    return masks


def satisfying(among: Ordinals, masks: Mapping[str, Mask], *, but: str = "") -> Ordinals:
    """Return those of `among` that satisfy every filter, leaving out the one named `but`."""
    used = [mask for name, mask in masks.items() if name != but]
    if not used:
        return among
    return among[np.logical_and.reduce(used) if len(used) > 1 else used[0]]


def _chosen(
    columns: Columns, tables: Tables, name: str, values: tuple[str, ...], among: Ordinals
) -> Mask:
    if name == PRICE:
        return within_steps(columns.step[among], values, tables.currency)
    if name == BRAND:
        labels, column = tables.brands, columns.brand
    elif name == SIZE:
        labels, column = tables.sizes, columns.size
    elif name in tables.attributes:
        labels, column = tables.attributes[name].labels, columns.attributes[name]
    else:
        return np.zeros(among.size, bool)
    codes = [code for value in values if (code := labels.code(value)) >= 0]
    found = column[among]
    return np.isin(found, codes)


def _priced(price: NDArray[np.int64], least: int | None, most: int | None) -> Mask:
    mask = np.ones(price.size, bool)
    if least is not None:
        mask &= price >= least
    if most is not None:
        mask &= price <= most
    return mask
