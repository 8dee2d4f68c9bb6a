"""From documents to what kind of thing each product is: no files, no clock."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serai.discovery.domain.columns import Ids
from serai.discovery.domain.document import Document, Facts
from serai.discovery.domain.language.analyser import Analyser
from serai.discovery.domain.meaning import Meaning
from serai.discovery.domain.product_text import ProductText
from serai_science.search.latent import latent, of_length_one
from serai_science.similarity import unit_rows

DIMENSIONS = 64
_SEED = 7
_RARE, _MOST_SHARE = 3, 0.5
_KINDS = 8
"""From so many attributes on, each counts less: a data sheet must not outweigh a name."""
_KIND = "kind "


@dataclass(frozen=True, slots=True)
class Features:
    """
    The features by which kinds are told apart, with what each weighs.

    Features of fewer than three products, and of more than half of them, say nothing about a kind.
    """

    column: dict[str, int]
    rarity: NDArray[np.float64]

    @classmethod
    def of(cls, counts: Sequence[Counter[str]]) -> "Features":
        """Return those of a catalogue; what is rare weighs more."""
        spread: Counter[str] = Counter()
        for each in counts:
            spread.update(each.keys())
        most = max(_RARE, _MOST_SHARE * len(counts))
        kept = [name for name, products in spread.items() if _RARE <= products <= most]
        rarity = np.log(len(counts) / np.array([spread[name] for name in kept], np.float64))
        return cls({name: place for place, name in enumerate(kept)}, rarity)

    def rows(self, counts: Sequence[Counter[str]]) -> sparse.csr_array:
        """Return counted features as rows of length one."""
        places: list[int] = []
        weights: list[float] = []
        ends = [0]
        for each in counts:
            many = max(1.0, sum(name.startswith(_KIND) for name in each) / _KINDS) ** 0.5
            for name, count in each.items():
                place = self.column.get(name)
                if place is not None:
                    shared = many if name.startswith(_KIND) else 1.0
                    places.append(place)
                    weights.append(float(np.log1p(count) * self.rarity[place] / shared))
            ends.append(len(places))
        return unit_rows(
            sparse.csr_array(
                (
                    np.array(weights, np.float32),
                    np.array(places, np.int64),
                    np.array(ends, np.int64),
                ),
                shape=(len(counts), max(1, len(self.column))),
            )
        )


@dataclass(frozen=True, slots=True)
class Directions:
    """The strongest directions of a catalogue's features; texts are read in them."""

    analyser: Analyser
    features: Features
    directions: NDArray[np.float32]

    @classmethod
    def learnt(cls, texts: Sequence[ProductText], analyser: Analyser) -> "Directions":
        """Return the 64 strongest directions of these texts."""
        counts = [features_of_kind(each, analyser) for each in texts]
        features = Features.of(counts)
        space = latent(features.rows(counts), dimensions=DIMENSIONS, seed=_SEED)
        return cls(analyser, features, space.directions)

    def encode(self, texts: Sequence[ProductText]) -> NDArray[np.float32]:
        """Return a row of length one for each text; of zeros for one in which nothing is known."""
        counts = [features_of_kind(each, self.analyser) for each in texts]
        return of_length_one(self.features.rows(counts) @ self.directions)


def learn_meaning(documents: Sequence[Document], analyser: Analyser, *, version: str) -> Meaning:
    """Return a direction for each of the living documents, which are sorted by id."""
    ids: Ids = np.array([each.product_id.bytes for each in documents if each.facts], "S16")
    texts = [product_text(each.facts) for each in documents if each.facts]
    return Meaning(version, ids, Directions.learnt(texts, analyser).encode(texts))


def product_text(facts: Facts, *, category: bool = True) -> ProductText:
    """Return what is told of a product, without its category where that is to be found out."""
    words = facts.words
    return ProductText(
        name=words.name,
        told=words.told,
        brand=facts.brand_name,
        category=facts.category if category else "",
        kinds=words.kinds,
    )


def features_of_kind(text: ProductText, analyser: Analyser) -> Counter[str]:
    """
    Return by what the kind of one product is recognised, and how often each stands there.

    What counts are the words of name and description without the brand and without numbers, which
    attributes there are, and the category.
    """
    own = set(analyser.stems(text.brand))
    found = Counter(
        f"word {stem}"
        for stem in analyser.stems(f"{text.name} {text.told}")
        if stem not in own and not any(letter.isdigit() for letter in stem)
    )
    if text.category:
        found[f"category {text.category}"] += 1
    found.update(f"{_KIND}{code}" for code in dict.fromkeys(text.kinds))
    return found
