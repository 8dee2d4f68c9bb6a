"""
Ordinary least squares with effects of groups taken out (Frisch, Waugh and Lovell).

The effects (of a store, a brand, a week) are absorbed by taking means of each group out in turns until nothing
changes, as in Gaure (2013), "OLS with multiple high dimensional category variables", CSDA 66.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fit:
    """
    Coefficients and what is left.

    Attributes:
        coefficients: (k,), in the order of the columns of x.
        errors: (k,), standard errors that hold under unequal variances (HC1).
        residuals: (n,).
    """

    coefficients: Floats
    errors: Floats
    residuals: Floats


def fit(y: Floats, x: Floats, effects: Sequence[Codes] = (), *, tolerance: float = 1e-10) -> Fit:
    """
    Fit y on x with a constant, or with one effect a group in its place.

    Args:
        y: (n,).
        x: (n, k).
        effects: for each kind of effect the group of each row, (n,), numbered from 0.
        tolerance: the largest change of a value, relative to its spread, at which absorbing ends.

    Raises:
        ValueError: columns of x are tied together once the effects are out, so that nothing tells them apart.
    """
    kinds = tuple(effects) or (np.zeros(y.size, np.int64),)
    table = without_effects(np.column_stack([y, x]), kinds, tolerance=tolerance)
    flat, columns = table[:, 0], table[:, 1:]
    if np.linalg.matrix_rank(columns) < columns.shape[1]:
        raise ValueError(
            "Some columns say the same once the effects are out; leave one of them out."
        )
    inverse = np.linalg.inv(columns.T @ columns)
    coefficients = inverse @ (columns.T @ flat)
    residuals = flat - columns @ coefficients
    free = y.size - columns.shape[1] - sum(int(each.max()) for each in kinds) - 1
    meat = (columns * residuals[:, None] ** 2).T @ columns
    spread = inverse @ meat @ inverse * (y.size / free)
    return Fit(coefficients, np.sqrt(np.diag(spread)), residuals)


def without_effects(
    table: Floats, effects: Sequence[Codes], *, tolerance: float = 1e-10, rounds: int = 10_000
) -> Floats:
    """Return a copy of `table` (n, m) in which every group of every kind of effect has mean 0."""
    rest: Floats = table - table.mean(axis=0)
    scale = rest.std(axis=0) + 1e-300
    sizes = [np.maximum(np.bincount(each), 1.0) for each in effects]
    for _ in range(rounds):
        before: Floats = rest.copy()
        for groups, size in zip(effects, sizes, strict=True):
            for column in range(rest.shape[1]):
                rest[:, column] -= (np.bincount(groups, rest[:, column]) / size)[groups]
        if np.max(np.abs(rest - before) / scale) <= tolerance:
            return rest
    return rest
