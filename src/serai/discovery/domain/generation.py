"""A generation: all documents of a channel at one seq, arranged for reading."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import tantivy
from numpy.typing import NDArray

from serai.discovery.domain.attributes import filterable
from serai.discovery.domain.columns import Columns, PopularityOf, columns_of
from serai.discovery.domain.document import Document
from serai.discovery.domain.keys import Keys
from serai.discovery.domain.language.analyser import Analyser, analyser_of
from serai.discovery.domain.meaning import Meaning
from serai.discovery.domain.names import names_of
from serai.discovery.domain.pages import Pages
from serai.discovery.domain.phrases import phrases_of, words_of
from serai.discovery.domain.search_text import SearchText
from serai.discovery.domain.snapshot import Snapshot, grouped_by_category, places_in_orders
from serai.discovery.domain.sorting import STORED, Orders, whole_order
from serai.discovery.domain.tables import Tables
from serai.discovery.domain.text_index import IndexedText, TextIndex, add_texts, text_schema
from serai.discovery.domain.training import Training
from serai.discovery.domain.vocabulary import (
    Phrase,
    Vocabulary,
    add_phrases,
    add_words,
    phrases_schema,
    words_schema,
)

_WRITER_MEMORY = 200_000_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whose generation it is, its own name, and the latest change that it includes."""

    channel: str
    name: str
    seq: int


@dataclass(frozen=True, slots=True)
class Generation:
    """The arrays and tables of a generation; its texts and its vocabulary are Tantivy indexes."""

    stamp: Stamp
    tables: Tables
    columns: Columns
    orders: Orders
    keys: Keys
    words: Sequence[str]
    phrases: Sequence[Phrase]


@dataclass(frozen=True, slots=True)
class Indexes:
    """The three Tantivy indexes of a generation."""

    texts: tantivy.Index
    words: tantivy.Index
    phrases: tantivy.Index

    @classmethod
    def in_memory(cls) -> "Indexes":
        """Return three empty indexes that are never written to a disk."""
        schemas = (text_schema(), words_schema(), phrases_schema())
        return cls(*map(tantivy.Index, schemas))


def snapshot_in_memory(
    documents: Sequence[Document],
    tables: Tables,
    training: Training,
    stamp: Stamp,
    meaning: Meaning | None = None,
) -> Snapshot:
    """Return living documents, sorted by id, as a snapshot without files."""
    indexes = Indexes.in_memory()
    generation = generation_of(documents, tables, training.popularity_of, indexes, stamp)
    body = b"".join(part for each in documents for part in (each.card, each.rest))
    pages = Pages(memoryview(body), bounds_of(documents))
    return snapshot_of(generation, pages, indexes, training, meaning or Meaning.none())


def generation_of(
    documents: Sequence[Document],
    tables: Tables,
    popularity_of: PopularityOf,
    indexes: Indexes,
    stamp: Stamp,
) -> Generation:
    """
    Arrange living documents, sorted by id, and fill `indexes` with their words.

    Args:
        documents: none without facts.
        tables: the channel's; brands, sizes and attributes are filled in here.
        popularity_of: how popular products are, by id.
        indexes: empty ones with our schemas.
        stamp: what the generation is called.
    """
    analyser = analyser_of(tables.locale)
    tables = replace(tables, attributes=filterable(each.facts for each in documents if each.facts))
    columns = columns_of(documents, tables, popularity_of)
    counts = words_of(documents, tables, analyser)
    words = sorted(counts)
    phrases = phrases_of(documents, columns, tables, analyser)
    _fill(indexes, documents, columns, (words, counts, phrases), analyser)
    return Generation(
        stamp=stamp,
        tables=tables,
        columns=columns,
        orders={sort: whole_order(columns, sort) for sort in STORED},
        keys=Keys.of(
            (key, ordinal)
            for ordinal, document in enumerate(documents)
            for key in (document.facts.keys if document.facts else ())
        ),
        words=words,
        phrases=phrases,
    )


def bounds_of(documents: Sequence[Document]) -> NDArray[np.int64]:
    """Return where cards and rests begin when all are written one behind the other."""
    lengths = [length for each in documents for length in (len(each.card), len(each.rest))]
    return np.concatenate(([0], np.cumsum(np.array(lengths, np.int64)))).astype(np.int64)


def snapshot_of(
    generation: Generation,
    pages: Pages,
    indexes: Indexes,
    training: Training,
    meaning: Meaning,
) -> Snapshot:
    """Return a generation as a snapshot without overlay."""
    columns, tables = generation.columns, generation.tables
    by_category, starts = grouped_by_category(columns, len(tables.tree))
    return Snapshot(
        channel=generation.stamp.channel,
        generation=generation.stamp.name,
        seq=generation.stamp.seq,
        base=len(columns),
        tables=tables,
        columns=columns,
        orders=generation.orders,
        ranks=places_in_orders(generation.orders, len(columns)),
        by_category=by_category,
        category_starts=starts,
        keys=generation.keys,
        pages=pages,
        texts=TextIndex(indexes.texts.schema, indexes.texts.searcher()),
        vocabulary=Vocabulary(generation.words, indexes.words, generation.phrases, indexes.phrases),
        training=training,
        meaning=meaning,
        meant=meaning.places(columns.id),
        names=names_of(tables, analyser_of(tables.locale)),
        later={},
    )


def _fill(
    indexes: Indexes,
    documents: Sequence[Document],
    columns: Columns,
    vocabulary: tuple[Sequence[str], Counter[str], Sequence[Phrase]],
    analyser: Analyser,
) -> None:
    words, counts, phrases = vocabulary
    indexes.texts.register_tokenizer(Analyser.name, analyser.index_analyser)
    with writing(indexes.texts) as writer:
        add_texts(
            writer,
            (
                IndexedText(ordinal, each.facts.words if each.facts else SearchText(), popularity)
                for ordinal, (each, popularity) in enumerate(
                    zip(documents, columns.popularity.tolist(), strict=True)
                )
            ),
        )
    with writing(indexes.words) as writer:
        add_words(writer, words, counts)
    with writing(indexes.phrases) as writer:
        add_phrases(writer, phrases, analyser)


@contextmanager
def writing(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """Yield a writer of `index`; what it adds is committed at the end and seen by later searchers."""
    writer = index.writer(_WRITER_MEMORY, 1)
    yield writer
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
