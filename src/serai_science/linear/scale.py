"""Columns brought to one scale, so that weights can be compared and shrunk alike."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_FARTHEST = 8.0


@dataclass(frozen=True, slots=True)
class Scale:
    """
    Where each column has its middle and how far it spreads.

    Attributes:
        middle: (k,) means.
        spread: (k,) standard deviations; 1 for a column that never changes.
        logs: columns are log(1 + value) first; values below 0 count as 0.
    """

    middle: Numbers
    spread: Numbers
    logs: bool = False

    @classmethod
    def of(cls, features: Numbers, *, logs: bool = False) -> "Scale":
        """Return the scale of (n, k) features, n >= 1."""
        values = _logged(features) if logs else features
        spread = values.std(axis=0)
        return cls(values.mean(axis=0), np.where(spread > 1e-12, spread, 1.0), logs)

    def apply(self, features: Numbers) -> Numbers:
        """Return the features in standard deviations from the middle, none beyond 8 of them; (n, k)."""
        values = _logged(features) if self.logs else features
        return np.clip((values - self.middle) / self.spread, -_FARTHEST, _FARTHEST)


def _logged(features: Numbers) -> Numbers:
    return np.log1p(np.maximum(features, 0.0))
