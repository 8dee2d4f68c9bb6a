"""Every origin of the past is a lesson: what was known then, and what came."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast.described import describe
from serai_science.forecast.panel import Panel

Numbers = NDArray[np.float64]
FIRST = 8
"""The first origin that is learned from: how many periods are known by then."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Rows of the past: what was known, what came, how much it counts, when."""

    rows: NDArray[np.float32]
    target: Numbers
    weight: Numbers
    period: NDArray[np.int64]
    ahead: NDArray[np.int64]


def lessons(panel: Panel, horizon: int) -> Lessons:
    """Return a row for every series, past origin and period ahead of it."""
    parts = []
    for origin in range(FIRST, panel.known):
        for target in range(origin, min(origin + horizon, panel.known)):
            known = describe(panel, origin, target)
            came = panel.demand[:, target] / known.level
            parts.append((known.columns, came, known.level, target, target - origin))
    sizes = [part[1].size for part in parts]
    return Lessons(
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
        np.repeat([part[3] for part in parts], sizes),
        np.repeat([part[4] for part in parts], sizes),
    )
