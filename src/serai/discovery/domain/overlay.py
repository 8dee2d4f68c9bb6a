"""A snapshot with later documents merged in: what a full rebuild would give, in a few milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from serai.discovery.domain.columns import Columns, Ordinals, columns_of
from serai.discovery.domain.document import Document
from serai.discovery.domain.names import Names, names_of
from serai.discovery.domain.snapshot import (
    Snapshot,
    grouped_by_category,
    id_key,
    places_in_orders,
)
from serai.discovery.domain.sorting import STORED, Orders, changed_order, keys
from serai.discovery.domain.tables import Tables
from serai.discovery.domain.text_index import IndexedText, TextIndex
from serai.discovery.domain.training import places_of


@dataclass(frozen=True, slots=True)
class Overlay:
    """Documents that are about to be merged: one for each product, with the ordinals they will have."""

    documents: Sequence[Document]
    ordinals: Ordinals
    block: Columns
    tables: Tables

    def texts(self, snapshot: Snapshot) -> list[IndexedText]:
        """Return the texts that the index of `snapshot` does not hold yet."""
        before = np.zeros(self.ordinals.size, np.uint64)
        known = self.ordinals < len(snapshot.columns)
        before[known] = snapshot.columns.text[self.ordinals[known]]
        fresh = np.flatnonzero((before != self.block.text) & self.block.alive).tolist()
        return [
            IndexedText(int(self.ordinals[place]), facts.words, float(self.block.popularity[place]))
            for place in fresh
            if (facts := self.documents[place].facts) is not None
        ]


def overlay_of(snapshot: Snapshot, documents: Sequence[Document]) -> Overlay:
    """Return `documents`, at most one for each product, as an overlay of `snapshot`."""
    tables = snapshot.tables.copy()
    block = columns_of(documents, tables, snapshot.training.popularity_of)
    ordinals = places_of(snapshot.columns.id[: snapshot.base], block.id)
    following = len(snapshot.columns)
    for place in np.flatnonzero(ordinals < 0):
        known = snapshot.later.get(id_key(block.id[place]))
        if known is None:
            known, following = following, following + 1
        ordinals[place] = known
    return Overlay(documents, ordinals, block, tables)


def overlaid(snapshot: Snapshot, overlay: Overlay, texts: TextIndex, *, seq: int) -> Snapshot:
    """
    Return `snapshot` with `overlay` merged in, as of `seq`.

    Args:
        snapshot: the state before.
        overlay: made for this very snapshot.
        texts: the index, already holding the overlay's texts.
        seq: the number of the latest change that is included.
    """
    ordinals, block = overlay.ordinals, overlay.block
    columns = snapshot.columns.merged(ordinals, block)
    n = len(columns)
    orders = _orders(snapshot, columns, ordinals)
    by_category, starts = snapshot.by_category, snapshot.category_starts
    if _moved(snapshot.columns, columns, ordinals):
        by_category, starts = grouped_by_category(columns, len(overlay.tables.tree))
    by_ordinal = dict(zip(ordinals.tolist(), overlay.documents, strict=True))
    return replace(
        snapshot,
        seq=seq,
        tables=overlay.tables,
        columns=columns,
        orders=orders,
        ranks=snapshot.ranks if orders is snapshot.orders else places_in_orders(orders, n),
        by_category=by_category,
        category_starts=starts,
        keys=snapshot.keys.with_changes(
            {
                ordinal: document.facts.keys if document.facts else ()
                for ordinal, document in by_ordinal.items()
            }
        ),
        pages=snapshot.pages.with_changes(
            {ordinal: (document.card, document.rest) for ordinal, document in by_ordinal.items()}
        ),
        texts=texts,
        names=_names(snapshot, overlay.tables),
        later=snapshot.later
        | {
            id_key(document.product_id.bytes): ordinal
            for ordinal, document in by_ordinal.items()
            if ordinal >= snapshot.base
        },
    )


def _orders(snapshot: Snapshot, columns: Columns, ordinals: Ordinals) -> Orders:
    """Return the orders after the change; the very same object when nothing moved."""
    before = snapshot.columns
    known = ordinals[ordinals < len(before)]
    arrived = ordinals.size > known.size
    revived = before.alive[known] != columns.alive[known]
    orders = dict(snapshot.orders)
    touched = False
    for sort in STORED:
        moved = (
            arrived or (revived | (keys(before, sort, known) != keys(columns, sort, known))).any()
        )
        if moved:
            orders[sort] = changed_order(orders[sort], columns, ordinals, sort)
            touched = True
    return orders if touched else snapshot.orders


def _names(snapshot: Snapshot, tables: Tables) -> Names:
    if tables.brands.names == snapshot.tables.brands.names:
        return snapshot.names
    return names_of(tables, snapshot.analyser)


def _moved(before: Columns, after: Columns, ordinals: Ordinals) -> bool:
    """Return whether a document came, went or changed its category."""
    if len(before) != len(after):
        return True
    return bool(
        (
            (before.category[ordinals] != after.category[ordinals])
            | (before.alive[ordinals] != after.alive[ordinals])
        ).any()
    )
