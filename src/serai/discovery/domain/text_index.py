"""The words of documents, indexed; and what a query finds among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import tantivy
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ordinals
from serai.discovery.domain.language.analyser import Analyser, plain
from serai.discovery.domain.search_text import SearchText

_WIDE, _REMEMBERED = 2000, 64
NAME, TOLD, TRAITS, WHOLE = "name", "told", "traits", "whole"
ORDINAL, POPULARITY = "ordinal", "popularity"
_SAID, _ANYWHERE = (NAME, TOLD), (NAME, TOLD, TRAITS)


def text_schema() -> tantivy.Schema:
    """Return the schema: the texts, the ordinal of their document, and how popular the product is."""
    builder = tantivy.SchemaBuilder()
    for field_name in (*_ANYWHERE, WHOLE):
        builder.add_text_field(field_name, tokenizer_name=Analyser.name, index_option="freq")
    builder.add_integer_field(ORDINAL, indexed=True, fast=True)
    builder.add_float_field(POPULARITY, fast=True)
    return builder.build()


class IndexedText(NamedTuple):
    """What the index holds of a document."""

    ordinal: int
    text: SearchText
    popularity: float


def add_texts(writer: tantivy.IndexWriter, texts: Iterable[IndexedText]) -> None:
    """Add the texts of documents to an index."""
    for ordinal, text, popularity in texts:
        document = tantivy.Document()
        document.add_text(NAME, plain(text.name))
        document.add_text(TOLD, plain(text.told))
        document.add_text(TRAITS, plain(text.traits))
        document.add_text(WHOLE, plain(f"{text.name} {text.name} {text.told}"))
        document.add_integer(ORDINAL, ordinal)
        document.add_float(POPULARITY, popularity)
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

    def forget(self) -> None:
        """Forget what was remembered; a measurement wants the first time."""
        self._wide.clear()

    def matches(self, query: tantivy.Query) -> Matches:
        """Return every document that matches, in no particular order."""
        found = self.searcher.search(query, limit=max(1, self.searcher.num_docs), count=False).hits
        addresses = list(map(itemgetter(1), found))
        return Matches(
            np.array(self.searcher.fast_field_values(ORDINAL, addresses), np.int64),
            np.array(list(map(itemgetter(0), found)), np.float32),
        )

    def most_popular(self, query: tantivy.Query, limit: int) -> list[int]:
        """Return the most popular documents that match, however well they do."""
        found = self.searcher.search(
            query, limit=limit, count=False, order_by_field=POPULARITY
        ).hits
        ordinals = self.searcher.fast_field_values(ORDINAL, [address for _, address in found])
        return [int(ordinal) for ordinal in ordinals if ordinal is not None]

    def among(self, query: tantivy.Query, ordinals: Sequence[int]) -> list[int]:
        """Return which of these documents match, in no particular order."""
        if not ordinals:
            return []
        these = tantivy.Query.term_set_query(self.schema, ORDINAL, list(ordinals))
        both = [(tantivy.Occur.Must, query), (tantivy.Occur.Must, these)]
        found: list[int] = self.matches(tantivy.Query.boolean_query(both)).ordinals.tolist()
        return found

    def frequency(self, stem: str) -> int:
        """Return in how many documents a stem stands, in the place where it stands most."""
        return max(int(self.searcher.doc_freq(place, stem)) for place in _ANYWHERE)

    def term(self, stem: str) -> tantivy.Query:
        """
        Return the query for one stem: BM25 of the best of name and description, and of the best of all places.

        A word that is a name outweighs one that is a trait, for it counts in both; and a word that stands in
        two places counts once, or the longest text would answer everything.
        """
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, self._best_of(_SAID, stem)),
                (tantivy.Occur.Should, self._best_of(_ANYWHERE, stem)),
            ]
        )

    def in_whole(self, stem: str) -> tantivy.Query:
        """Return the query for one stem in name and description as one text, the name counted twice."""
        return tantivy.Query.term_query(self.schema, WHOLE, stem, "freq")

    def one_of(self, ordinals: Ordinals) -> tantivy.Query:
        """Return the query for some documents; being one of them scores nothing."""
        one_of = tantivy.Query.term_set_query(self.schema, ORDINAL, ordinals.tolist())
        return tantivy.Query.const_score_query(one_of, 0.0)

    def _best_of(self, places: Sequence[str], stem: str) -> tantivy.Query:
        return tantivy.Query.disjunction_max_query(
            [tantivy.Query.term_query(self.schema, place, stem, "freq") for place in places]
        )
