"""Gradient-boosted trees as they are used here: one thread, the same answer every time."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from xgboost import DMatrix, train

Rows = NDArray[np.float32]
Numbers = NDArray[np.float64]

_SETTINGS = {
    "eta": 0.05,
    "max_leaves": 31,
    "max_depth": 0,
    "grow_policy": "lossguide",
    "min_child_weight": 30,
    "subsample": 0.8,
    "colsample_bynode": 0.5,
    "tree_method": "hist",
    "max_bin": 64,
    "nthread": 1,
    "seed": 7,
    "verbosity": 0,
}
MEAN, COUNTS, MEDIAN = "reg:squarederror", "reg:tweedie", "reg:absoluteerror"


@dataclass(frozen=True, slots=True)
class Trees:
    """A learned function from rows to numbers >= 0."""

    booster: Any

    def predict(self, rows: Rows) -> Numbers:
        """Return a number for each row; a row for each where several quantiles were learned."""
        told: Numbers = np.maximum(self.booster.predict(DMatrix(rows)), 0).astype(np.float64)
        return told

    def strongest(self, rows: Rows, k: int = 3) -> NDArray[np.int64]:
        """Return the columns that move each row's number most, strongest first; (n, k)."""
        moved = self.booster.predict(DMatrix(rows), pred_contribs=True)[:, :-1]
        return np.argsort(-np.abs(moved), axis=1, kind="stable")[:, :k].astype(np.int64)


def grow(
    rows: Rows,
    target: Numbers,
    weight: Numbers,
    *,
    objective: str,
    rounds: int = 200,
    quantiles: tuple[float, ...] = (),
) -> Trees:
    """
    Learn trees.

    Args:
        rows: (n, F).
        target: (n,), multiples of a level, >= 0.
        weight: (n,), > 0; only their relations matter.
        objective: `MEAN`, `COUNTS` (Tweedie, for what is often nothing) or `MEDIAN`.
        rounds: how many trees.
        quantiles: learn these instead; the objective is not used.

    Notes:
        Source: Chen, Guestrin (2016), "XGBoost", KDD. Deterministic for one version of the library.
    """
    if quantiles:
        asked: dict[str, object] = {
            "objective": "reg:quantileerror",
            "quantile_alpha": np.array(quantiles),
        }
    else:
        asked = {"objective": objective}
    if asked.get("objective") == MEAN:
        target = np.minimum(target, 12.0)
    matrix = DMatrix(rows, target, weight=weight / weight.mean())
    return Trees(train({**_SETTINGS, **asked}, matrix, rounds))
