"""All that one process knows of a channel at one moment: never altered, only replaced."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Columns, Ids, Ordinals
from serai.discovery.domain.document import Band
from serai.discovery.domain.keys import Keys
from serai.discovery.domain.language.analyser import Analyser, analyser_of
from serai.discovery.domain.meaning import Meaning
from serai.discovery.domain.names import Names
from serai.discovery.domain.pages import Pages
from serai.discovery.domain.sorting import STORED, Orders, ranks_of
from serai.discovery.domain.tables import Tables
from serai.discovery.domain.taught import Taught
from serai.discovery.domain.text_index import TextIndex
from serai.discovery.domain.training import Training, places_of
from serai.discovery.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Snapshot:
    """
    A generation merged with its overlay up to `seq`.

    `base` documents come from the generation, sorted by id; those behind them arrived since and are
    found in `later` by id. `by_category` holds the living documents sorted by category,
    `category_starts` where each begins. `meant` is where each of the base documents stands in `meaning`.
    `taught` is what the shop's own words mean.
    """

    channel: str
    generation: str
    seq: int
    base: int
    tables: Tables
    columns: Columns
    orders: Orders
    ranks: Orders
    by_category: Ordinals
    category_starts: Ordinals
    keys: Keys
    pages: Pages
    texts: TextIndex
    vocabulary: Vocabulary
    training: Training
    meaning: Meaning
    meant: Ordinals
    names: Names
    later: dict[bytes, int]
    taught: Taught = field(default_factory=Taught)

    @property
    def version(self) -> str:
        """Return what tells this state from every other: part of each answer's ETag."""
        return f"{self.generation}.{self.seq}.{self.meaning.version}.{self.taught.version}"

    @property
    def analyser(self) -> Analyser:
        """Return how the channel's words are read."""
        return analyser_of(self.tables.locale)

    @property
    def living(self) -> Ordinals:
        """Return every document that is shown."""
        return self.by_category

    def understanding(self, meaning: Meaning) -> "Snapshot":
        """Return this state with another meaning of its products."""
        return replace(self, meaning=meaning, meant=meaning.places(self.columns.id[: self.base]))

    def knowing(self, taught: Taught) -> "Snapshot":
        """Return this state with other synonyms."""
        return replace(self, taught=taught)

    def directions(self, ordinals: Ordinals) -> NDArray[np.float32]:
        """Return the directions of documents; zero for those that nothing is learnt of yet."""
        places = np.full(ordinals.size, -1, np.int64)
        base = ordinals < self.base
        places[base] = self.meant[ordinals[base]]
        return self.meaning.directions(places)

    def below(self, code: int) -> Ordinals:
        """Return the documents in a category and below it."""
        starts = self.category_starts
        return self.by_category[starts[code] : starts[self.tables.tree.stop[code]]]

    def ordinals_of(self, ids: Ids) -> Ordinals:
        """Return the documents of products, -1 for those that the channel does not show."""
        ordinals = places_of(self.columns.id[: self.base], ids)
        for place in np.flatnonzero(ordinals < 0):
            ordinals[place] = self.later.get(id_key(ids[place]), -1)
        known = np.flatnonzero(ordinals >= 0)
        ordinals[known[~self.columns.alive[ordinals[known]]]] = -1
        return ordinals

    def sellable(self, ids: Ids) -> list[int]:
        """Return the documents of those products that are shown and not sold out, in the same order."""
        return self.sellable_at(ids)[0]

    def sellable_at(self, ids: Ids) -> tuple[list[int], list[int]]:
        """Return the same as `sellable`, and where in `ids` each stands."""
        ordinals = self.ordinals_of(ids)
        places = np.flatnonzero(ordinals >= 0)
        places = places[self.columns.band[ordinals[places]] > Band.OUT]
        found: list[int] = ordinals[places].tolist()
        where: list[int] = places.tolist()
        return found, where


def id_key(product_id: bytes) -> bytes:
    """Return an id as numpy hands it out: without zero bytes at its end."""
    return bytes(product_id).rstrip(b"\0")


def places_in_orders(orders: Orders, n: int) -> Orders:
    """Return, for each order, the place of every document in it."""
    return {sort: ranks_of(orders[sort], n) for sort in STORED}


def grouped_by_category(columns: Columns, n_categories: int) -> tuple[Ordinals, Ordinals]:
    """Return the living documents sorted by category, and where each category begins."""
    living = np.flatnonzero(columns.alive).astype(np.int64)
    categories = columns.category[living]
    order = np.argsort(categories, kind="stable")
    starts = np.searchsorted(categories[order], np.arange(n_categories + 1))
    return living[order], starts.astype(np.int64)
