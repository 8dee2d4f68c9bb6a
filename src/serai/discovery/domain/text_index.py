"""The words of documents, indexed; and what a query finds among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

import numpy as np
import tantivy
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ordinals
from serai.discovery.domain.language.analyser import Analyser, plain

_WIDE, _REMEMBERED = 2000, 64
TEXT, ORDINAL = "text", "ordinal"


def text_schema() -> tantivy.Schema:
    """Return the schema: one text, and the ordinal of the document it belongs to."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(TEXT, tokenizer_name=Analyser.name, index_option="freq")
    builder.add_integer_field(ORDINAL, indexed=True, fast=True)
    return builder.build()


def add_texts(writer: tantivy.IndexWriter, texts: Iterable[tuple[int, str]]) -> None:
    """Add the texts of documents, by ordinal, to an index."""
    for ordinal, text in texts:
        document = tantivy.Document()
        document.add_text(TEXT, plain(text))
        document.add_integer(ORDINAL, ordinal)
        writer.add_document(document)


@dataclass(frozen=True, slots=True)
class Matches:
    """What a query found: ordinals, and BM25 scores."""

    ordinals: Ordinals
    score: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TextIndex:
    """One state of the index; a later commit makes another."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    _wide: dict[str, Matches] = field(default_factory=dict)

    def holders(self, stem: str) -> Matches:
        """Return every document that holds one stem; what is wide is remembered."""
        found = self._wide.get(stem)
        if found is None:
            found = self.matches(self.term(stem))
            if found.ordinals.size >= _WIDE:
                if len(self._wide) >= _REMEMBERED:
                    self._wide.clear()
                self._wide[stem] = found
        return found

    def matches(self, query: tantivy.Query) -> Matches:
        """Return every document that matches, in no particular order."""
        found = self.searcher.search(query, limit=max(1, self.searcher.num_docs), count=False).hits
        addresses = list(map(itemgetter(1), found))
        return Matches(
            np.array(self.searcher.fast_field_values(ORDINAL, addresses), np.int64),
            np.array(list(map(itemgetter(0), found)), np.float32),
        )

    def frequency(self, stem: str) -> int:
        """Return how many documents hold a stem."""
        return int(self.searcher.doc_freq(TEXT, stem))

    def any_of(self, stems: Sequence[str]) -> bool:
        """Return whether a document holds one of `stems`."""
        return any(self.frequency(stem) for stem in stems)

    def term(self, stem: str) -> tantivy.Query:
        """Return the query for one stem."""
        return tantivy.Query.term_query(self.schema, TEXT, stem, "freq")
