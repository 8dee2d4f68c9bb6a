"""The words that the shop uses, and the phrases that it suggests while a shopper types."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Columns
from serai.discovery.domain.document import Document, Facts
from serai.discovery.domain.language.analyser import Analyser
from serai.discovery.domain.tables import Tables
from serai.discovery.domain.vocabulary import BRAND, CATEGORY, QUERY, Phrase

_LEAST_PRODUCTS = 2
_MOST_WORDS = 4
_MOST_QUERIES = 20_000


def words_of(documents: Sequence[Document], tables: Tables, analyser: Analyser) -> Counter[str]:
    """Return every word of names, brands and categories with how many products and places use it."""
    texts: Counter[str] = Counter()
    for document in documents:
        if document.facts:
            texts[f"{document.facts.name} {document.facts.brand_name}"] += 1
    texts.update(node.name for node in tables.tree.nodes)
    words: Counter[str] = Counter()
    for text, count in texts.items():
        for word in set(analyser.words(text)):
            if len(word) > 1:
                words[word] += count
    return words


def phrases_of(
    documents: Sequence[Document], columns: Columns, tables: Tables, analyser: Analyser
) -> list[Phrase]:
    """
    Return what to suggest while a shopper types, the weightiest first.

    Categories and brands weigh as much as what they hold; queries are product names without brand and
    size that several products share, weighed by how much those are bought.
    """
    held = 1 + 99 * columns.popularity.astype(np.float64)
    found = _queries(documents, held, analyser)
    below = _weights(columns.category, held, len(tables.tree))
    for code, weight in enumerate(tables.tree.below(below, range(len(tables.tree)))):
        node = tables.tree.nodes[code]
        found.append(Phrase(CATEGORY, node.name, node.slug, weight))
    for code, weight in enumerate(_weights(columns.brand, held, len(tables.brands)).tolist()):
        found.append(Phrase(BRAND, tables.brands.names[code], tables.brands.values[code], weight))
    return sorted(
        (phrase for phrase in found if phrase.weight > 0),
        key=lambda phrase: (-phrase.weight, phrase.kind, phrase.text),
    )


def _queries(
    documents: Sequence[Document], held: NDArray[np.float64], analyser: Analyser
) -> list[Phrase]:
    counts: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for document, weight in zip(documents, held.tolist(), strict=True):
        if document.facts and (text := _core(document.facts, analyser)):
            counts[text] += 1
            weights[text] += round(weight)
    shared = [text for text, count in counts.items() if count >= _LEAST_PRODUCTS]
    shared.sort(key=lambda text: (-weights[text], text))
    return [Phrase(QUERY, text, "", weights[text]) for text in shared[:_MOST_QUERIES]]


def _core(facts: Facts, analyser: Analyser) -> str:
    """Return the words of a name that are neither its brand's nor its size's; nothing when too many."""
    away = {*analyser.words(facts.brand_name), *analyser.words(facts.size)}
    words = [word for word in analyser.words(facts.name) if word not in away]
    return " ".join(words) if len(words) <= _MOST_WORDS else ""


def _weights(codes: NDArray[np.int32], held: NDArray[np.float64], n: int) -> NDArray[np.int64]:
    present = codes >= 0
    return np.rint(np.bincount(codes[present], held[present], minlength=n)).astype(np.int64)
