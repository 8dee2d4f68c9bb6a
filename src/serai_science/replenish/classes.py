"""Which articles deserve which service: by what they earn and how steadily they sell."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
SERVICE = {
    "AX": 0.99,
    "AY": 0.98,
    "AZ": 0.96,
    "BX": 0.97,
    "BY": 0.96,
    "BZ": 0.94,
    "CX": 0.95,
    "CY": 0.92,
    "CZ": 0.90,
}
"""
The share of orders' cycles without a gap that is aimed at, by value and rhythm, unless a shop says otherwise.

What earns much should be there; what sells in lumps would need very much stock for the last percent.
"""


def value_classes(
    earned: Numbers, *, shares: tuple[float, float] = (0.8, 0.95)
) -> NDArray[np.str_]:
    """
    Return A for the articles that together earn the first 80 %, B for the next 15 %, C for the rest.

    Args:
        earned: (n,), >= 0, such as the sales of a quarter.
        shares: where A and B end.

    Example:
        >>> value_classes(np.array([5.0, 80.0, 15.0])).tolist()
        ['C', 'A', 'B']
    """
    order = np.argsort(-earned, kind="stable")
    total = earned.sum()
    before = np.concatenate([[0.0], np.cumsum(earned[order])[:-1]]) / (total if total > 0 else 1)
    classes = np.where(
        before < shares[0] - 1e-12, "A", np.where(before < shares[1] - 1e-12, "B", "C")
    )
    told = np.empty(earned.size, "<U1")
    told[order] = classes
    return told


def rhythm_classes(demand: Numbers) -> NDArray[np.str_]:
    """
    Return X for steady demand, Y for varying and Z for lumpy: the deviation below 0.5, below 1, or more of the mean.

    Args:
        demand: (n, T), units per period.
    """
    mean = demand.mean(axis=1)
    ratio = np.divide(demand.std(axis=1), mean, out=np.full(mean.size, np.inf), where=mean > 0)
    return np.where(ratio < 0.5, "X", np.where(ratio < 1, "Y", "Z"))
