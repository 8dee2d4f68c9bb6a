"""What was learnt, ready to be asked about any candidates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from serai.decisions.domain.candidates import Item
from serai.decisions.domain.learnt import Floats, Learnt


@dataclass(frozen=True, slots=True)
class Counts:
    """Exposures and rewards by item; the last place of the arrays stands for every unknown item."""

    index: Mapping[str, int]
    shown: Floats
    rewarded: Floats

    @classmethod
    def of_learnt(cls, learnt: Learnt) -> Self:
        """Return the counts of what was learnt."""
        return cls(learnt.index(), np.append(learnt.shown, 0.0), np.append(learnt.rewarded, 0.0))

    def of(self, items: Sequence[Item]) -> tuple[Floats, Floats]:
        """Return how often each item was shown and what that brought: two (n,) arrays."""
        places = self.places(items)
        return self.shown[places], self.rewarded[places]

    def places(self, items: Sequence[Item]) -> list[int]:
        """Return the place of each item in the arrays, -1 for an unknown one."""
        index = self.index
        return [index.get(str(item), -1) for item in items]
