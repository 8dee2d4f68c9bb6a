"""What the next baskets will hold, as arrays; nothing without a model."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.discovery.usecases.training.assortment import Assortment
from serai.discovery.usecases.training.lines import Lines


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Arrays of a training; see `domain.training.Training`."""

    product: NDArray[np.int32]
    score: NDArray[np.float32]
    why: NDArray[np.int8]


Foresee = Callable[[Lines, Assortment], Foreseen]


def foresees_nothing(lines: Lines, assortment: Assortment) -> Foreseen:
    """Foresee nothing: there is no model yet."""
    n = lines.customers.size
    return Foreseen(
        np.full((n, 0), -1, np.int32), np.zeros((n, 0), np.float32), np.zeros((n, 0, 3), np.int8)
    )
