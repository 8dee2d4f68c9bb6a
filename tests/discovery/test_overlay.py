"""A generation with an overlay is what a full rebuild would be."""

import shutil
import tempfile
from pathlib import Path
from typing import Self

import msgspec
import numpy as np
from discovery.strategies import COLOURED, documents
from factories.discovery import TREE, a_document, a_snapshot, an_id, gone, measure_of, names_in
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.document import Document
from serai.discovery.domain.generation import Stamp, generation_of, snapshot_of
from serai.discovery.domain.meaning import Meaning
from serai.discovery.domain.overlay import overlaid, overlay_of
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.sorting import STORED
from serai.discovery.domain.tables import Tables
from serai.discovery.domain.training import Training
from serai.discovery.models.files.generation_files import (
    new_indexes,
    open_generation,
    read_manifest,
    save_generation,
)
from serai.discovery.queries.lists.listing import listing
from serai.discovery.queries.lists.searching import search
from serai.discovery.queries.shelves.private_index import PrivateIndex

QUERIES = ["milk", "blue cheese", "cola", "towel acme"]


@settings(max_examples=25, deadline=None)
@given(
    documents(least=1),
    st.lists(documents(most=6, first=30), min_size=1, max_size=3),
    st.lists(st.integers(0, 30), max_size=5),
)
def test_overlays_and_a_rebuild_give_the_same_answers(
    shop: list[Document], batches: list[list[Document]], removed: list[int]
):
    shop = [*shop, *COLOURED]
    with _Channel(shop) as channel:
        now = {each.product_id: each for each in shop}
        for number, batch in enumerate(batches):
            leaving = [gone(shop[place]) for place in removed if place < len(shop)]
            changes = {each.product_id: each for each in ([*batch, *leaving] if number else batch)}
            channel.merge(list(changes.values()))
            now.update(changes)

        rebuilt = a_snapshot(now.values())

        for sort in STORED:
            asked = [("sort", sort), ("limit", "100")]
            assert _shown(listing(channel.snapshot, asked)) == _shown(listing(rebuilt, asked))
        for text in QUERIES:
            assert _found(channel.snapshot, text) == _found(rebuilt, text)
        for each in now.values():
            for key in each.facts.keys if each.facts else ():
                opened = channel.snapshot.keys.ordinal(key)
                assert channel.snapshot.pages.card(opened) == each.card


def test_a_changed_name_is_found_by_its_new_words_only():
    with _Channel([a_document(1, "Green tea"), a_document(2, "Coffee")]) as channel:
        channel.merge([a_document(1, "Rooibos", seq=2)])

        assert names_in(search(channel.snapshot, "rooibos", [], measure_of)) == ["Rooibos"]
        assert names_in(search(channel.snapshot, "green tea", [], measure_of)) == []
        assert names_in(search(channel.snapshot, "coffee", [], measure_of)) == ["Coffee"]


def test_a_changed_price_leaves_the_text_index_alone():
    with _Channel([a_document(1, price=100), a_document(2, price=300)]) as channel:
        texts = channel.snapshot.texts

        channel.merge([a_document(1, price=500, seq=2)])

        assert channel.snapshot.texts is texts
        assert names_in(listing(channel.snapshot, [("sort", "price")])) == ["Thing 2", "Thing 1"]


def test_a_word_whose_last_product_has_left_finds_its_kind():
    cola = a_document(1, "Cola")
    with _Channel([cola, a_document(2, "Lemonade", category="drinks")]) as channel:
        channel.merge([gone(cola)])

        assert names_in(search(channel.snapshot, "cola", [], measure_of)) == ["Lemonade"]


def test_an_abandoned_slug_opens_nothing():
    with _Channel([a_document(1, slug="old-name")]) as channel:
        channel.merge([a_document(1, slug="new-name", seq=2)])

        assert channel.snapshot.keys.ordinal("old-name") == -1
        assert channel.snapshot.keys.ordinal("NEW-NAME") == 0
        assert channel.snapshot.keys.ordinal("sku-1") == 0


def test_a_product_may_leave_and_come_back():
    tea = a_document(1, "Green tea")
    with _Channel([tea, a_document(2)]) as channel:
        channel.merge([gone(tea)])
        without = names_in(search(channel.snapshot, "tea", [], measure_of))
        channel.merge([a_document(1, "Green tea", seq=3)])

        assert without == []
        assert names_in(search(channel.snapshot, "tea", [], measure_of)) == ["Green tea"]
        assert len(names_in(listing(channel.snapshot, []))) == 2


def test_ids_that_end_in_zero_bytes_are_told_apart():
    ids = [an_id(1 << 16), an_id(2 << 16), an_id(256)]
    shop = [Document(product_id, 1, b"{}", b"", a_document().facts) for product_id in ids]
    with _Channel(shop[:2]) as channel:
        channel.merge([shop[2]])

        found = channel.snapshot.ordinals_of(np.array([each.bytes for each in ids], "S16"))

        assert sorted(found.tolist()) == [0, 1, 2]
        assert found[2] == 2


def test_a_snapshot_in_use_does_not_change():
    with _Channel([a_document(1, price=100)]) as channel:
        held = channel.snapshot
        before = listing(held, []), search(held, "thing", [], measure_of)

        channel.merge([a_document(1, "Other", price=900, seq=2), a_document(2, seq=2)])

        assert (listing(held, []), search(held, "thing", [], measure_of)) == before


class _Channel:
    """A channel with files in a folder of its own."""

    def __init__(self, documents: list[Document]) -> None:
        living = sorted(documents, key=lambda each: each.product_id)
        self.folder = Path(tempfile.mkdtemp())
        made = generation_of(
            living,
            Tables("USD", "en", CategoryTree(TREE)),
            Training.none().popularity_of,
            new_indexes(self.folder),
            Stamp("web", self.folder.name, 1),
        )
        save_generation(self.folder, made, living, "")
        generation, pages, indexes = open_generation(self.folder, read_manifest(self.folder))
        self.snapshot: Snapshot = snapshot_of(
            generation, pages, indexes, Training.none(), Meaning.none()
        )
        self.texts = PrivateIndex(self.folder, indexes.texts, self.snapshot.analyser)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # The index may still be tidying its files up in a thread of its own.
        shutil.rmtree(self.folder, ignore_errors=True)

    def merge(self, documents: list[Document]) -> None:
        overlay = overlay_of(self.snapshot, documents)
        texts = overlay.texts(self.snapshot)
        index = self.texts.changed(texts) if texts else self.snapshot.texts
        self.snapshot = overlaid(self.snapshot, overlay, index, seq=self.snapshot.seq + 1)


def _shown(body: bytes) -> dict:
    found = msgspec.json.decode(body)
    return {name: found[name] for name in ("items", "total", "facets")}


def _found(snapshot: Snapshot, text: str) -> tuple[set[str], int]:
    found = msgspec.json.decode(search(snapshot, text, [("limit", "100")], measure_of))
    return {card["id"] for card in found["items"]}, found["total"]


def test_documents_that_are_gone_are_not_enough():
    cheeses = [a_document(number, "Blue cheese") for number in range(1, 9)]
    kin = [a_document(number, "Blue towel") for number in range(20, 24)]
    with _Channel([*cheeses, *kin]) as channel:
        channel.merge([gone(cheeses[0])])

        found, total = _found(channel.snapshot, "blue cheese")

    assert total == len(found) == 7 + len(kin)
