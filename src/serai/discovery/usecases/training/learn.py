"""From purchases and documents to the arrays of a training: no files, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.columns import Ids
from serai.discovery.domain.document import Document, Facts
from serai.discovery.domain.language.analyser import Analyser, analyser_of
from serai.discovery.domain.training import Training, places_of, popularity_among
from serai.discovery.ports import Purchases
from serai_science.copurchase import basket_matrix, bought_together
from serai_science.frequency import personal_frequency, popularity
from serai_science.neighbours import best_of_rows
from serai_science.similarity import alike_in_groups, tf_idf, unit_rows
from serai_science.trend import last_full_day, rising

_POPULAR_FOR, _USUAL_FOR = 60.0, 120.0
_RECENT, _BEFORE = 28, 84
_RISES_FROM, _MOST_RISING = 3.0, 200
_TOGETHER, _SIMILAR, _USUAL = 24, 24, 60
_MOST_PIECES = 500
_LARGEST_GROUP = 3000


@dataclass(frozen=True, slots=True)
class Assortment:
    """What can be suggested: sorted product ids, and the facts of each."""

    ids: Ids
    facts: Sequence[Facts]
    tree: CategoryTree
    analyser: Analyser

    @classmethod
    def of(cls, documents: Sequence[Document], tree: CategoryTree, locale: str) -> "Assortment":
        """Return the assortment of living documents, sorted by id."""
        return cls(
            ids=np.array([each.product_id.bytes for each in documents], "S16"),
            facts=[each.facts for each in documents if each.facts is not None],
            tree=tree,
            analyser=analyser_of(locale),
        )


@dataclass(frozen=True, slots=True)
class _Lines:
    """Purchases of products that can be suggested, one line per product of an order."""

    customer: NDArray[np.int64]
    order: NDArray[np.int64]
    product: NDArray[np.int64]
    age: NDArray[np.float64]
    customers: Ids
    n_orders: int


class Lesson:
    """
    What purchases teach about the products of an assortment, in two parts.

    `popularity` is known at once, and is all that lists need; `whole` takes seconds, most of them in
    sparse products that let other threads run.
    """

    def __init__(self, purchases: Purchases, assortment: Assortment) -> None:
        self._assortment = assortment
        self._lines = _lines(purchases, assortment)
        self._popularity = popularity(
            self._lines.product,
            self._lines.age,
            n_products=assortment.ids.size,
            half_life=_POPULAR_FOR,
        )

    def popularity_of(self, ids: Ids) -> NDArray[np.float32]:
        """Return how popular each of `ids` is; 0 for what was never bought."""
        return popularity_among(self._assortment.ids, self._popularity, ids)

    def whole(self) -> Training:
        """Return everything that there is to learn."""
        lines, n = self._lines, self._assortment.ids.size
        baskets = basket_matrix(lines.order, lines.product, n_orders=lines.n_orders, n_products=n)
        frequency = _frequency(lines, n)
        usual = best_of_rows(
            frequency.row, frequency.col, frequency.data, n_rows=lines.customers.size, k=_USUAL
        )
        return Training(
            product=self._assortment.ids,
            popularity=self._popularity,
            rising=_rising(lines, n),
            together=bought_together(baskets, k=_TOGETHER).index,
            similar=_similar(self._assortment, frequency, self._popularity),
            customer=lines.customers,
            usual=usual.index,
        )


def _lines(purchases: Purchases, assortment: Assortment) -> _Lines:
    """
    Return the lines that count, with the places of products and customers in sorted ids.

    A line of hundreds of pieces is goods sold by measure that slipped through, such as fuel.
    """
    product = _products(purchases, assortment)[purchases.variant]
    kept = (product >= 0) & (purchases.quantity > 0) & (purchases.quantity <= _MOST_PIECES)
    by_id = np.argsort(purchases.customers)
    place = np.full(by_id.size + 1, -1, np.int64)
    place[by_id] = np.arange(by_id.size)
    orders, order = np.unique(purchases.order[kept], return_inverse=True)
    day = purchases.day[kept].astype(np.int64)
    until = last_full_day(day) if day.size else 0
    return _Lines(
        customer=place[purchases.customer[kept]],
        order=order,
        product=product[kept],
        age=np.maximum(until - day, 0).astype(np.float64),
        customers=purchases.customers[by_id],
        n_orders=orders.size,
    )


def _products(purchases: Purchases, assortment: Assortment) -> NDArray[np.int64]:
    """Return the place of each variant's product in the assortment, -1 for what is no longer offered."""
    offered = [
        (variant, place)
        for place, facts in enumerate(assortment.facts)
        for variant in facts.variants
    ]
    offered.sort()
    variants: Ids = np.array([variant for variant, _ in offered], "S16")
    places = np.array([*(place for _, place in offered), -1], np.int64)
    return places[places_of(variants, purchases.variants)]


def _frequency(lines: _Lines, n_products: int) -> sparse.coo_array:
    known = lines.customer >= 0
    return personal_frequency(
        lines.customer[known],
        lines.product[known],
        lines.age[known],
        shape=(lines.customers.size, n_products),
        half_life=_USUAL_FOR,
    ).tocoo()


def _rising(lines: _Lines, n_products: int) -> NDArray[np.int32]:
    """Return what rises, the steepest first."""
    recent = lines.age < _RECENT
    before = (lines.age >= _RECENT) & (lines.age < _RECENT + _BEFORE)
    if not recent.any() or not before.any():
        return np.zeros(0, np.int32)
    score = rising(
        np.bincount(lines.product[recent], minlength=n_products).astype(np.float64),
        np.bincount(lines.product[before], minlength=n_products).astype(np.float64),
        share=np.count_nonzero(recent) / np.count_nonzero(before),
    )
    order = np.argsort(-score, kind="stable")[:_MOST_RISING]
    return order[score[order] >= _RISES_FROM].astype(np.int32)


def _similar(
    assortment: Assortment, frequency: sparse.coo_array, popular: NDArray[np.float32]
) -> NDArray[np.int32]:
    bought = sparse.csr_array(
        (np.ones(frequency.data.size, np.float32), (frequency.col, frequency.row)),
        shape=(assortment.ids.size, frequency.shape[0]),
    )
    return alike_in_groups(
        tf_idf(_word_counts(assortment)),
        unit_rows(bought),
        popular,
        _groups(assortment),
        k=_SIMILAR,
    ).index


def _word_counts(assortment: Assortment) -> sparse.csr_array:
    numbers: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    for facts in assortment.facts:
        said = " ".join([facts.name, *(attribute.value for attribute in facts.attributes)])
        stems = assortment.analyser.stems(said)
        columns.extend(numbers.setdefault(stem, len(numbers)) for stem in stems)
        ends.append(len(columns))
    counts = sparse.csr_array(
        (np.ones(len(columns), np.float32), np.array(columns, np.int64), np.array(ends, np.int64)),
        shape=(len(assortment.facts), max(1, len(numbers))),
    )
    counts.sum_duplicates()
    return counts


def _groups(assortment: Assortment) -> NDArray[np.int64]:
    """Return what each product is compared with: the category above its own, unless that is very large."""
    tree = assortment.tree
    own = np.array([tree.code(facts.category) for facts in assortment.facts], np.int64)
    counts = np.bincount(own[own >= 0], minlength=len(tree))
    below = tree.below(counts, range(len(tree)))
    group = np.array(
        [
            above if above >= 0 and below[above] <= _LARGEST_GROUP else code
            for code, above in enumerate(tree.parent)
        ],
        np.int64,
    )
    return np.where(own >= 0, group[own], -1) if group.size else own
