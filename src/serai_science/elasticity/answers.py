"""What a price does to the margin of the other goods of its kind; without SciPy, for processes that serve."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


def answers_of_products(cross: Floats, kind: Codes, weight: Floats, margin: Floats) -> Floats:
    """
    Return (p,), how much the margin of the others of its kind changes for one unit of log price of each product.

    The units of product j answer the price of product i by the cross-elasticity of their kind times the share of i
    among all but j; each unit is worth what j leaves. To first order, which is what a step of a tenth asks for.

    Args:
        cross: (p,), the cross-elasticity of each product's kind.
        kind: (p,), numbered from 0.
        weight: (p,), what each brings in.
        margin: (p,), what each leaves a week; 0 where that is not known.

    Example:
        >>> answers_of_products(np.full(2, 0.5), np.zeros(2, int), np.ones(2), np.array([10.0, 20.0])).tolist()
        [10.0, 5.0]
    """
    rest = np.bincount(kind, weight)[kind] - weight
    alone = rest <= 1e-9 * weight
    per_weight = np.where(alone, 0.0, margin / np.where(alone, 1.0, rest))
    of_others = np.bincount(kind, per_weight)[kind] - per_weight
    found: Floats = cross * weight * of_others
    return found
