"""An order of candidates that knows how probable each first place was."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Ranked:
    """
    Candidates in the order in which they are to be shown.

    Attributes:
        order: (n,) array of places in the list of candidates, best first.
        propensity: (n,) array, the chance that candidate i would stand first, in the order of the
            candidates (not of `order`). Sums to one within `error`.
        error: bound of the numerical error of a propensity; 0 where it is exact.
    """

    order: NDArray[np.intp]
    propensity: NDArray[np.float64]
    error: float = 0.0
