"""The shop's own words and phrases: for spelling, completion and suggestions while typing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
import tantivy

from serai.discovery.domain.language.analyser import Analyser

WORD, STARTS, NUMBER, WEIGHT = "word", "starts", "number", "weight"
_LONGEST_START = 16
_STRICTLY, _LOOSELY = (4, 7), (3, 5)
"""From how many letters on one slip is allowed, and two."""


class Phrase(msgspec.Struct, frozen=True, array_like=True):
    """Something to suggest while typing: a query, a category or a brand."""

    kind: str
    text: str
    slug: str
    weight: int


QUERY, CATEGORY, BRAND = "query", "category", "brand"


def words_schema() -> tantivy.Schema:
    """Return the schema of single words."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(WORD, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(NUMBER, fast=True)
    builder.add_integer_field(WEIGHT, fast=True)
    return builder.build()


def phrases_schema() -> tantivy.Schema:
    """Return the schema of phrases, found by the beginnings of their words."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(STARTS, tokenizer_name="whitespace", index_option="basic")
    builder.add_integer_field(NUMBER, fast=True)
    builder.add_integer_field(WEIGHT, fast=True)
    return builder.build()


def add_words(writer: tantivy.IndexWriter, words: Sequence[str], counts: Counter[str]) -> None:
    """Add single words, numbered by their place."""
    for number, word in enumerate(words):
        document = tantivy.Document()
        document.add_text(WORD, word)
        document.add_integer(NUMBER, number)
        document.add_integer(WEIGHT, counts[word])
        writer.add_document(document)


def add_phrases(writer: tantivy.IndexWriter, phrases: Iterable[Phrase], analyser: Analyser) -> None:
    """Add phrases, numbered by their place."""
    for number, phrase in enumerate(phrases):
        document = tantivy.Document()
        document.add_text(STARTS, " ".join(_starts(analyser.words(phrase.text))))
        document.add_integer(NUMBER, number)
        document.add_integer(WEIGHT, phrase.weight)
        writer.add_document(document)


def _starts(words: Iterable[str]) -> set[str]:
    return {word[:length] for word in words for length in range(1, _LONGEST_START + 1)}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and phrases of one generation."""

    words: Sequence[str]
    words_index: tantivy.Index
    phrases: Sequence[Phrase]
    phrases_index: tantivy.Index

    def corrections(self, word: str, *, limit: int = 3, loosely: bool = False) -> list[str]:
        """
        Return known words that `word` may be a slip of, the likeliest first.

        One slip is allowed from four letters on, two from seven, and `loosely` from three and five; fewer
        slips win, then commoner words.
        """
        one, two = _LOOSELY if loosely else _STRICTLY
        for distance in range(1, 1 + (len(word) >= one) + (len(word) >= two)):
            query = tantivy.Query.fuzzy_term_query(
                self.words_index.schema, WORD, word, distance=distance
            )
            if found := self._words(query, limit):
                return found
        return []

    def completions(self, start: str, *, limit: int = 8) -> list[str]:
        """Return known words that begin with `start`, the commonest first."""
        query = tantivy.Query.fuzzy_term_query(
            self.words_index.schema, WORD, start, distance=0, prefix=True
        )
        return self._words(query, limit)

    def phrases_starting(self, words: Sequence[str], *, slips: bool, limit: int) -> list[Phrase]:
        """Return the phrases with words that begin with each of `words`, the weightiest first."""
        schema = self.phrases_index.schema
        clauses = [
            (
                tantivy.Occur.Must,
                tantivy.Query.fuzzy_term_query(schema, STARTS, start, distance=1)
                if slips and len(start) >= 4
                else tantivy.Query.term_query(schema, STARTS, start, "basic"),
            )
            for start in (word[:_LONGEST_START] for word in words)
        ]
        numbers = _heaviest(self.phrases_index, tantivy.Query.boolean_query(clauses), limit)
        return [self.phrases[number] for number in numbers]

    def _words(self, query: tantivy.Query, limit: int) -> list[str]:
        return [self.words[number] for number in _heaviest(self.words_index, query, limit)]


def _heaviest(index: tantivy.Index, query: tantivy.Query, limit: int) -> list[int]:
    searcher = index.searcher()
    found = searcher.search(query, limit=limit, count=False, order_by_field=WEIGHT).hits
    numbers = searcher.fast_field_values(NUMBER, [address for _, address in found])
    return [int(number) for number in numbers if number is not None]
