"""The prepared bytes of documents: one large buffer, and what has changed since it was written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.document import page_of


@dataclass(frozen=True, slots=True)
class Pages:
    """
    Cards and pages by ordinal.

    Document i has its card from `bounds[2 i]` and the rest of its page from `bounds[2 i + 1]` on.
    """

    buffer: memoryview
    bounds: NDArray[np.int64]
    changed: Mapping[int, tuple[bytes, bytes]] = field(default_factory=dict)

    @classmethod
    def none(cls) -> "Pages":
        """Return no pages."""
        return cls(memoryview(b""), np.zeros(1, np.int64))

    def card(self, ordinal: int) -> bytes:
        """Return a document's card: a JSON object."""
        changed = self.changed.get(ordinal)
        if changed is not None:
            return changed[0]
        return bytes(self.buffer[self.bounds[2 * ordinal] : self.bounds[2 * ordinal + 1]])

    def page(self, ordinal: int) -> bytes:
        """Return a document's page: a JSON object."""
        changed = self.changed.get(ordinal)
        if changed is not None:
            return page_of(*changed)
        start, middle, stop = self.bounds[2 * ordinal : 2 * ordinal + 3]
        return page_of(bytes(self.buffer[start:middle]), bytes(self.buffer[middle:stop]))

    def with_changes(self, changed: Mapping[int, tuple[bytes, bytes]]) -> "Pages":
        """Return the pages after the documents `changed`, by ordinal, have this card and rest."""
        return Pages(self.buffer, self.bounds, {**self.changed, **changed})
