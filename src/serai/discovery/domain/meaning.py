"""What kind of thing each product is, as learnt from the whole catalogue."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ids, Ordinals
from serai.discovery.domain.training import places_of


@dataclass(frozen=True, slots=True)
class Meaning:
    """
    A direction for each product; products of one kind point the same way.

    Attributes:
        version: which learning it is from, empty for none.
        product: (n,) sorted ids.
        direction: (n, k) float32, of length one.
    """

    version: str
    product: Ids
    direction: NDArray[np.float32]

    @classmethod
    def none(cls) -> "Meaning":
        """Return what is known before the first learning: nothing."""
        nobody: Ids = np.zeros(0, "S16")
        return cls("", nobody, np.zeros((0, 0), np.float32))

    def places(self, ids: Ids) -> Ordinals:
        """Return where products stand, -1 for those that have come since."""
        same = ids.size == self.product.size and bool((ids == self.product).all())
        return np.arange(ids.size) if same else places_of(self.product, ids)

    def directions(self, places: Ordinals) -> NDArray[np.float32]:
        """Return the directions at places, (m, k); zero for -1."""
        found = np.zeros((places.size, self.direction.shape[1]), np.float32)
        known = places >= 0
        found[known] = self.direction[places[known]]
        return found
