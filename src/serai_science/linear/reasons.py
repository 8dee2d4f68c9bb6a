"""Why a line says what it says."""

import numpy as np
from numpy.typing import NDArray


def strongest(parts: NDArray[np.float64], *, k: int = 3) -> NDArray[np.int64]:
    """
    Return which columns move each row's prediction most, the strongest first; (n, k).

    Args:
        parts: (n, columns): what each column adds, as a line's `parts` tells.
        k: how many reasons.

    Example:
        >>> strongest(np.array([[0.1, -2.0, 1.0, 0.0]]), k=2)
        array([[1, 2]])
    """
    return np.argsort(-np.abs(parts), axis=1, kind="stable")[:, :k]
