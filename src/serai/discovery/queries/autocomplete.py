"""What to suggest while a shopper types."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
import tantivy

from serai.discovery.domain.language.synonyms import right_words
from serai.discovery.domain.search.reading import LONGEST_QUERY
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.vocabulary import BRAND, CATEGORY, QUERY, Phrase
from serai.discovery.queries.lists.answer import cards
from serai.discovery.queries.suggestions.because import every, told

_PRODUCTS, _QUERIES, _LINKS = 5, 8, 4
_PHRASES = 40
_ENDINGS = 8
_OWN = 3
_MOST_WORDS = 6
_LEAST_LETTERS = 2


class Link(msgspec.Struct, frozen=True):
    """A category or brand to go to."""

    slug: str
    name: str


def autocomplete(snapshot: Snapshot, text: str, customer_id: UUID | None = None) -> bytes:
    """
    Return queries, products, categories and brands that `text` may become, as JSON.

    The last word counts as the beginning of one; a slip in a longer word is forgiven when nothing begins
    as it was written. What a customer buys themselves comes first among the products, up to three of them. That
    is no decision of a slot: a log of every letter typed would be worth less than it costs.
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
    query = _query(snapshot, words)
    own = _own(snapshot, query, customer_id) if query and customer_id else {}
    popular = _popular(snapshot, query) if query else []
    items = cards(snapshot, list(dict.fromkeys([*own, *popular]))[:_PRODUCTS], because=own)
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


def _query(snapshot: Snapshot, words: Sequence[str]) -> tantivy.Query | None:
    """Return what holds every word, the last one perhaps only begun; `None` where too little is written."""
    if not words or len(words[-1]) < _LEAST_LETTERS:
        return None
    analyser, texts = snapshot.analyser, snapshot.texts
    stems = [stem for word in words[:-1] if (stem := analyser.stem(word))]
    ways = [texts.term(ending) for ending in _endings(snapshot, words[-1])]
    clauses = [(tantivy.Occur.Must, texts.term(stem)) for stem in stems]
    clauses.append((tantivy.Occur.Must, tantivy.Query.disjunction_max_query(ways)))
    return tantivy.Query.boolean_query(clauses)


def _popular(snapshot: Snapshot, query: tantivy.Query) -> list[int]:
    """Return the most popular products that match."""
    found = snapshot.texts.most_popular(query, 2 * _PRODUCTS)
    return [ordinal for ordinal in found if snapshot.columns.alive[ordinal]]


def _own(
    snapshot: Snapshot, query: tantivy.Query, customer_id: UUID
) -> dict[int, dict[str, object]]:
    """Return what matches of what the customer buys, most often bought first, with the reason."""
    training = snapshot.training
    row = training.customer_row(customer_id.bytes)
    if row < 0:
        return {}
    usual = training.usual[row]
    pace = training.usual_every[row].tolist()
    found, places = snapshot.sellable_at(training.product[usual[usual >= 0]])
    matching = set(snapshot.texts.among(query, found))
    mine = [(each, place) for each, place in zip(found, places, strict=True) if each in matching]
    return {each: told(every(pace[place]), None) for each, place in mine[:_OWN]}


def _endings(snapshot: Snapshot, start: str) -> list[str]:
    """Return the stems of the words that `start` may become; its own when nothing begins with it."""
    vocabulary = snapshot.vocabulary
    words = vocabulary.completions(start, limit=_ENDINGS)
    if not words and snapshot.analyser.stem(start) not in right_words(snapshot.tables.locale):
        words = vocabulary.corrections(start)
    stems = [stem for word in words if (stem := snapshot.analyser.stem(word))]
    return list(dict.fromkeys(stems)) or [start]
