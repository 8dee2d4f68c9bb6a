"""What to suggest while a shopper types."""

from collections.abc import Sequence

import msgspec
import tantivy

from serai.discovery.domain.search.reading import LONGEST_QUERY
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.vocabulary import BRAND, CATEGORY, QUERY, Phrase
from serai.discovery.queries.lists.answer import cards

_PRODUCTS, _QUERIES, _LINKS = 5, 8, 4
_PHRASES = 40
_ENDINGS = 8
_MOST_WORDS = 6
_LEAST_LETTERS = 2


class Link(msgspec.Struct, frozen=True):
    """A category or brand to go to."""

    slug: str
    name: str


def autocomplete(snapshot: Snapshot, text: str) -> bytes:
    """
    Return queries, products, categories and brands that `text` may become, as JSON.

    The last word counts as the beginning of one; a slip in a longer word is forgiven when nothing begins
    as it was written.
    """
    words = snapshot.analyser.words(text[:LONGEST_QUERY])[:_MOST_WORDS]
    phrases = _phrases(snapshot, words)
    around = msgspec.json.encode(
        {
            "queries": [each.text for each in phrases if each.kind == QUERY][:_QUERIES],
            "categories": _links(phrases, CATEGORY),
            "brands": _links(phrases, BRAND),
        }
    )
    items = cards(snapshot, _products(snapshot, words))
    return b'{"products":[%b],%b' % (items, around[1:])


def _phrases(snapshot: Snapshot, words: Sequence[str]) -> list[Phrase]:
    if not words:
        return []
    vocabulary = snapshot.vocabulary
    exact = vocabulary.phrases_starting(words, slips=False, limit=_PHRASES)
    return exact or vocabulary.phrases_starting(words, slips=True, limit=_PHRASES)


def _links(phrases: Sequence[Phrase], kind: str) -> list[Link]:
    """Return the weightiest categories or brands; of those with one name the weightiest alone."""
    by_name = {each.text: each for each in reversed(phrases) if each.kind == kind}
    ordered = sorted(by_name.values(), key=lambda each: -each.weight)
    return [Link(each.slug, each.text) for each in ordered[:_LINKS]]


def _products(snapshot: Snapshot, words: Sequence[str]) -> list[int]:
    """Return the most popular products that hold every word, the last one perhaps only begun."""
    if not words or len(words[-1]) < _LEAST_LETTERS:
        return []
    analyser, texts = snapshot.analyser, snapshot.texts
    stems = [stem for word in words[:-1] if (stem := analyser.stem(word))]
    ways = [texts.term(ending) for ending in _endings(snapshot, words[-1])]
    clauses = [(tantivy.Occur.Must, texts.term(stem)) for stem in stems]
    clauses.append((tantivy.Occur.Must, tantivy.Query.disjunction_max_query(ways)))
    query = tantivy.Query.boolean_query(clauses)
    found = texts.most_popular(query, 2 * _PRODUCTS)
    return [ordinal for ordinal in found if snapshot.columns.alive[ordinal]][:_PRODUCTS]


def _endings(snapshot: Snapshot, start: str) -> list[str]:
    """Return the stems of the words that `start` may become; its own when nothing begins with it."""
    vocabulary = snapshot.vocabulary
    words = vocabulary.completions(start, limit=_ENDINGS) or vocabulary.corrections(start)
    stems = [stem for word in words if (stem := snapshot.analyser.stem(word))]
    return list(dict.fromkeys(stems)) or [start]
