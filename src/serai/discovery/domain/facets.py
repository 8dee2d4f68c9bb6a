"""Facets: how many documents each further filter would leave."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain import price_steps
from serai.discovery.domain.columns import Columns, Ordinals
from serai.discovery.domain.document import Band
from serai.discovery.domain.filters import (
    BRAND,
    IN_STOCK,
    PRICE,
    SIZE,
    Filters,
    Mask,
    satisfying,
)
from serai.discovery.domain.labels import Labels
from serai.discovery.domain.tables import Tables

CATEGORY = "category"
_VALUES = 20
_LABELS = {
    CATEGORY: "Category",
    BRAND: "Brand",
    SIZE: "Size",
    PRICE: "Price",
    IN_STOCK: "Availability",
}


class FacetValue(msgspec.Struct, frozen=True):
    """A value by which the list can be narrowed, and how many documents would be left."""

    value: str
    label: str
    count: int
    selected: bool


class Facet(msgspec.Struct, frozen=True):
    """A field by which a list can be narrowed."""

    field: str
    label: str
    values: list[FacetValue]


@dataclass(frozen=True, slots=True)
class Counted:
    """What facets are counted over: documents, the filters they were asked by, who satisfies which."""

    columns: Columns
    tables: Tables
    filters: Filters
    among: Ordinals
    masks: Mapping[str, Mask]

    def rows(self, field: str) -> Ordinals:
        """Return the documents that satisfy every filter but the one of `field`."""
        return satisfying(self.among, self.masks, but=field)


def facets(counted: Counted) -> list[Facet]:
    """
    Return every facet that can narrow the list, or that narrows it already.

    A facet counts what all *other* filters leave, so that a second value of a field adds to the first.
    Categories are those one step below the chosen one.
    """
    tables = counted.tables
    found = [
        _categories(counted),
        _labelled(counted, BRAND, _LABELS[BRAND], tables.brands),
        *(
            _labelled(counted, code, table.label, table.labels)
            for code, table in tables.attributes.items()
        ),
        _labelled(counted, SIZE, _LABELS[SIZE], tables.sizes),
        _prices(counted),
        _stock(counted),
    ]
    return [facet for facet in found if _narrows(facet)]


def _narrows(facet: Facet) -> bool:
    return len(facet.values) > (0 if facet.field in (IN_STOCK, CATEGORY) else 1) or any(
        value.selected for value in facet.values
    )


def _categories(counted: Counted) -> Facet:
    tree = counted.tables.tree
    codes = counted.columns.category[counted.rows(CATEGORY)]
    counts = _counts(codes, len(tree))
    children = tree.children.get(tree.code(counted.filters.category), [])
    totals = tree.below(counts, children)
    values = [
        FacetValue(tree.nodes[code].slug, tree.nodes[code].name, total, selected=False)
        for code, total in zip(children, totals, strict=True)
        if total
    ]
    return Facet(CATEGORY, _LABELS[CATEGORY], values)


def _labelled(counted: Counted, field: str, label: str, labels: Labels) -> Facet:
    column = _column(counted.columns, field)[counted.rows(field)]
    counts = _counts(column, len(labels))
    chosen = counted.filters.chosen.get(field, ())
    shown = _most(counts, labels)
    shown += [code for value in chosen if (code := labels.code(value)) >= 0 and code not in shown]
    values = [
        FacetValue(
            labels.values[code],
            labels.names[code],
            int(counts[code]),
            labels.values[code] in chosen,
        )
        for code in shown
    ]
    return Facet(field, label, values)


def _counts(codes: NDArray[np.int32], n: int) -> NDArray[np.intp]:
    """Return how often each of `n` codes stands in `codes`, leaving out -1."""
    return np.bincount(codes + np.int32(1), minlength=n + 1)[1:]


def _column(columns: Columns, field: str) -> NDArray[np.int32]:
    if field == BRAND:
        return columns.brand
    return columns.size if field == SIZE else columns.attributes[field]


def _most(counts: NDArray[np.integer], labels: Labels) -> list[int]:
    """Return the values with the highest counts, equal ones by name; none that count nothing."""
    present = np.flatnonzero(counts)
    if present.size > _VALUES:
        least = np.partition(counts[present], -_VALUES)[-_VALUES]
        surely = present[counts[present] > least].tolist()
        equal = sorted(present[counts[present] == least].tolist(), key=labels.values.__getitem__)
        present = np.array(surely + equal[: _VALUES - len(surely)])
    count = counts.tolist()
    return sorted(present.tolist(), key=lambda code: (-count[code], labels.values[code]))


def _prices(counted: Counted) -> Facet:
    names = price_steps.names(counted.tables.currency)
    counts = np.bincount(counted.columns.step[counted.rows(PRICE)], minlength=len(names))
    chosen = counted.filters.chosen.get(PRICE, ())
    values = [
        FacetValue(step, _price_label(step), int(count), step in chosen)
        for step, count in zip(names, counts, strict=True)
        if count or step in chosen
    ]
    return Facet(PRICE, _LABELS[PRICE], values)


def _price_label(step: str) -> str:
    low, _, high = step.partition("-")
    if not high:
        return f"{low} and more"
    return f"under {high}" if low == "0" else f"{low} to {high}"


def _stock(counted: Counted) -> Facet:
    bands = counted.columns.band[counted.rows(IN_STOCK)]
    count = int(np.count_nonzero(bands > Band.OUT))
    values = [FacetValue("1", "In stock", count, counted.filters.in_stock)]
    return Facet(IN_STOCK, _LABELS[IN_STOCK], values if count or counted.filters.in_stock else [])
