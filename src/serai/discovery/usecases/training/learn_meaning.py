"""From documents to what kind of thing each product is: no files, no clock."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from serai.discovery.domain.columns import Ids
from serai.discovery.domain.document import Document, Facts
from serai.discovery.domain.language.analyser import Analyser
from serai.discovery.domain.meaning import Meaning
from serai_science.search.latent import latent
from serai_science.similarity import unit_rows

DIMENSIONS = 64
_SEED = 7
_RARE, _MOST_SHARE = 3, 0.5
_KINDS = 8
"""From so many attributes on, each counts less: a data sheet must not outweigh a name."""
_KIND = "kind "


def learn_meaning(documents: Sequence[Document], analyser: Analyser, *, version: str) -> Meaning:
    """Return a direction for each of the living documents, which are sorted by id."""
    ids: Ids = np.array([each.product_id.bytes for each in documents if each.facts], "S16")
    rows = rows_of_kinds(documents, analyser, categories=True)
    return Meaning(version, ids, latent(rows, dimensions=DIMENSIONS, seed=_SEED).rows)


def rows_of_kinds(
    documents: Sequence[Document], analyser: Analyser, *, categories: bool
) -> sparse.csr_array:
    """
    Return a row for each living document by which its kind is recognised.

    What counts are the words of name and description without the brand and without numbers, which
    attributes there are, and with `categories` the leaf category.
    """
    return weighed_rows(
        [
            features_of_kind(each.facts, analyser, categories=categories)
            for each in documents
            if each.facts is not None
        ]
    )


def features_of_kind(facts: Facts, analyser: Analyser, *, categories: bool) -> Counter[str]:
    """Return by what the kind of one product is recognised, and how often each stands there."""
    words = facts.words
    own = set(analyser.stems(facts.brand_name))
    found = Counter(
        f"word {stem}"
        for stem in analyser.stems(f"{words.name} {words.told}")
        if stem not in own and not any(letter.isdigit() for letter in stem)
    )
    if categories and facts.category:
        found[f"category {facts.category}"] += 1
    found.update(f"{_KIND}{code}" for code in dict.fromkeys(words.kinds))
    return found


def weighed_rows(counts: Sequence[Counter[str]]) -> sparse.csr_array:
    """
    Return counted features as rows of length one, in which what is rare weighs more.

    Features of fewer than three products, and of more than half of them, say nothing about a kind.
    """
    spread: Counter[str] = Counter()
    for each in counts:
        spread.update(each.keys())
    most = max(_RARE, _MOST_SHARE * len(counts))
    kept = [name for name, products in spread.items() if _RARE <= products <= most]
    column = {name: place for place, name in enumerate(kept)}
    rarity = np.log(len(counts) / np.array([spread[name] for name in kept], np.float64))
    places: list[int] = []
    weights: list[float] = []
    ends = [0]
    for each in counts:
        many = max(1.0, sum(name.startswith(_KIND) for name in each) / _KINDS) ** 0.5
        for name, count in each.items():
            place = column.get(name)
            if place is not None:
                shared = many if name.startswith(_KIND) else 1.0
                places.append(place)
                weights.append(float(np.log1p(count) * rarity[place] / shared))
        ends.append(len(places))
    return unit_rows(
        sparse.csr_array(
            (np.array(weights, np.float32), np.array(places, np.int64), np.array(ends, np.int64)),
            shape=(len(counts), max(1, len(kept))),
        )
    )
