"""Which document a slug, SKU or GTIN opens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ordinals
from serai.discovery.domain.digest import digest_of


@dataclass(frozen=True, slots=True)
class Keys:
    """
    Ordinals by key.

    The generation's keys are kept as sorted 64-bit digests. A document that has changed since answers
    to its keys in `changed` only, so an abandoned slug opens nothing.
    """

    digests: NDArray[np.uint64]
    ordinals: Ordinals
    changed: Mapping[str, int] = field(default_factory=dict)
    replaced: frozenset[int] = frozenset()

    @classmethod
    def of(cls, keyed: Iterable[tuple[str, int]]) -> "Keys":
        """Return the keys of a generation from pairs of key and ordinal."""
        pairs = [(digest_of(key.casefold()), ordinal) for key, ordinal in keyed]
        digests = np.array([digest for digest, _ in pairs], np.uint64)
        ordinals = np.array([ordinal for _, ordinal in pairs], np.int64)
        order = np.argsort(digests, kind="stable")
        return cls(digests[order], ordinals[order])

    def ordinal(self, key: str) -> int:
        """Return the document that `key` opens, -1 for none. Capital and small letters are the same."""
        folded = key.casefold()
        found = self.changed.get(folded)
        if found is not None:
            return found
        digest = digest_of(folded)
        place = int(np.searchsorted(self.digests, np.uint64(digest)))
        if place == self.digests.size or int(self.digests[place]) != digest:
            return -1
        ordinal = int(self.ordinals[place])
        return -1 if ordinal in self.replaced else ordinal

    def with_changes(self, changed: Mapping[int, Iterable[str]]) -> "Keys":
        """Return the keys after the documents `changed`, by ordinal, have these keys and no others."""
        kept = {key: ordinal for key, ordinal in self.changed.items() if ordinal not in changed}
        fresh = {key.casefold(): ordinal for ordinal, keys in changed.items() for key in keys}
        return Keys(self.digests, self.ordinals, {**kept, **fresh}, self.replaced | changed.keys())
