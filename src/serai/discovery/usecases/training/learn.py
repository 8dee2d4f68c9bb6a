"""From purchases and documents to the arrays of a training: no files, no clock."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serai.discovery.domain.columns import Ids
from serai.discovery.domain.search.margin import margins
from serai.discovery.domain.training import Training, popularity_among
from serai.discovery.ports import Purchases
from serai.discovery.usecases.training.assortment import Assortment
from serai.discovery.usecases.training.foreseen import Foresee, foresees_nothing
from serai.discovery.usecases.training.habits import HALF_LIFE, habits
from serai.discovery.usecases.training.lines import Lines, lines_of
from serai.discovery.usecases.training.store_trends import NO_STORES, Stores, store_trends
from serai.discovery.usecases.training.weather_trends import NO_SKIES, Skies, weather_trends
from serai_science.copurchase import basket_matrix, bought_together
from serai_science.frequency import personal_frequency, popularity
from serai_science.goes_with import goes_with
from serai_science.similarity import alike_in_groups, tf_idf, unit_rows
from serai_science.trend import rising

_POPULAR_FOR = 60.0
_RECENT, _BEFORE = 28, 84
_RISES_FROM, _MOST_RISING = 3.0, 200
_TOGETHER, _SIMILAR, _GOES = 24, 24, 50
_LARGEST_GROUP = 3000


class Lesson:
    """
    What purchases teach about the products of an assortment, in two parts.

    `popularity` is known at once, and is all that lists need; `whole` takes seconds, most of them in
    sparse products that let other threads run.
    """

    def __init__(self, purchases: Purchases, assortment: Assortment) -> None:
        self._assortment = assortment
        self._lines = lines_of(purchases, assortment.facts)
        self._popularity = popularity(
            self._lines.product,
            self._lines.age,
            n_products=assortment.ids.size,
            half_life=_POPULAR_FOR,
        )

    def popularity_of(self, ids: Ids) -> NDArray[np.float32]:
        """Return how popular each of `ids` is; 0 for what was never bought."""
        return popularity_among(self._assortment.ids, self._popularity, ids)

    def whole(
        self,
        foresee: Foresee = foresees_nothing,
        costs: Mapping[UUID, Decimal] = MappingProxyType({}),
        stores: Stores = NO_STORES,
        skies: Skies = NO_SKIES,
    ) -> Training:
        """
        Return everything that there is to learn.

        Args:
            foresee: what the next baskets will hold, where a model knows.
            costs: what variants cost the merchant, in minor units, where somebody said so.
            stores: the stores whose trade is told apart.
            skies: the weather, where it is told.
        """
        lines, n = self._lines, self._assortment.ids.size
        baskets = basket_matrix(lines.order, lines.product, n_orders=lines.n_orders, n_products=n)
        frequency = _frequency(lines, n)
        own = habits(lines, frequency, n)
        goes = goes_with(baskets, k=_GOES)
        foreseen = foresee(lines, self._assortment)
        local = store_trends(lines, n, stores)
        outside = weather_trends(lines, n, stores, skies)
        return Training(
            product=self._assortment.ids,
            popularity=self._popularity,
            margin=margins(self._assortment.facts, costs),
            rising=_rising(lines, n),
            store=local.store,
            in_store=local.in_store,
            in_store_rate=local.in_store_rate,
            in_store_lift=local.in_store_lift,
            by_part=local.by_part,
            by_weather=outside.by_weather,
            weather=outside.weather,
            weather_from=outside.weather_from,
            time_zone=local.time_zone,
            own_store=local.own_store,
            together=bought_together(baskets, k=_TOGETHER).index,
            similar=_similar(self._assortment, frequency, self._popularity),
            customer=lines.customers,
            usual=own.usual,
            usual_share=own.usual_share,
            usual_every=own.usual_every,
            goes=goes.index,
            goes_score=goes.score,
            needed=own.needed,
            needed_every=own.needed_every,
            needed_chance=own.needed_chance,
            foreseen=foreseen.product,
            foreseen_score=foreseen.score,
            foreseen_why=foreseen.why,
        )


def _frequency(lines: Lines, n_products: int) -> sparse.coo_array:
    known = lines.customer >= 0
    return personal_frequency(
        lines.customer[known],
        lines.product[known],
        lines.age[known],
        shape=(lines.customers.size, n_products),
        half_life=HALF_LIFE,
    ).tocoo()


def _rising(lines: Lines, n_products: int) -> NDArray[np.int32]:
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
