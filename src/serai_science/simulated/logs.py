"""Logs of a policy whose rewards are known, to judge another policy by."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.offpolicy.cross_fitting import RidgePerAction, cross_fitted
from serai_science.offpolicy.doubly_robust import direct, doubly_robust, switch
from serai_science.offpolicy.log import Log
from serai_science.offpolicy.value import Value
from serai_science.offpolicy.weighing import ips, snips

_ACTIONS, _FEATURES = 10, 4


@dataclass(frozen=True, slots=True)
class Errors:
    """
    How one way of judging did over many logs.

    Attributes:
        rmse: root of the mean squared distance from the true value.
        bias: mean distance.
        held: share of 95 % intervals that held the true value.
    """

    rmse: float
    bias: float
    held: float


class Shop:
    """
    A shop in which a click depends on taste in a way that no line can describe.

    The chance of a click is 1 / (1 + exp(1 - taste)), where taste is a product of two features for one half of the
    actions and a square for the other. The logging policy prefers by a crooked guess of it, the judged policy
    by a better one.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        """Draw a shop."""
        self._taste = rng.normal(0, 1, (_ACTIONS, _FEATURES))
        self._guess = self._taste + rng.normal(0, 1.5, self._taste.shape)

    def chance(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the (n, k) true chances of a click."""
        bent = np.column_stack(
            [x[:, 0] * x[:, 1], x[:, 2] ** 2 - 1, np.abs(x[:, 3]) - 0.8, x[:, 0]]
        )
        found: NDArray[np.float64] = 1 / (1 + np.exp(1 - bent @ self._taste.T))
        return found

    def logging(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the (n, k) probabilities of the policy that writes the log."""
        return 0.8 * _preferring(x @ self._guess.T) + 0.2 / _ACTIONS

    def judged(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the (n, k) probabilities of the policy that is judged."""
        return _preferring(3 * self.chance(x) + 0.3 * x @ self._taste.T)

    def log(self, rounds: int, rng: np.random.Generator) -> tuple[Log, NDArray[np.float64]]:
        """Return a log and its (n, d) features."""
        x = rng.standard_normal((rounds, _FEATURES))
        probability = self.logging(x)
        action = (rng.random((rounds, 1)) > np.cumsum(probability, axis=1)).sum(axis=1)
        action = np.minimum(action, _ACTIONS - 1)
        rows = np.arange(rounds)
        clicked = rng.random(rounds) < self.chance(x)[rows, action]
        return Log(action, clicked.astype(np.float64), probability[rows, action]), x

    def true_value(self, rng: np.random.Generator) -> float:
        """Return the judged policy's clicks per round, from 400,000 visitors."""
        x = rng.standard_normal((400_000, _FEATURES))
        return float((self.judged(x) * self.chance(x)).sum(axis=1).mean())


def judge_many_logs(*, times: int, rounds: int, rng: np.random.Generator) -> dict[str, Errors]:
    """
    Judge one policy by many logs of another, in each of the ways, with a model that is wrong by design.

    Args:
        times: logs.
        rounds: in each.
        rng: where chance comes from.

    Returns:
        The errors by name: direct, ips, snips, dr, switch.
    """
    shop = Shop(rng)
    truth = shop.true_value(rng)
    values: dict[str, list[Value]] = {}
    for _ in range(times):
        log, x = shop.log(rounds, rng)
        policy = shop.judged(x)
        target = log.shown(policy)
        model = cross_fitted(RidgePerAction(_ACTIONS), log, x, folds=3, rng=rng)
        for name, value in {
            "direct": direct(model, policy),
            "ips": ips(log, target),
            "snips": snips(log, target),
            "dr": doubly_robust(log, policy, model),
            "switch": switch(log, policy, model, threshold=10),
        }.items():
            values.setdefault(name, []).append(value)
    return {name: _errors(found, truth) for name, found in values.items()}


def _errors(values: list[Value], truth: float) -> Errors:
    away = np.array([each.value - truth for each in values])
    held = np.mean([each.low <= truth <= each.high for each in values])
    return Errors(float(np.sqrt((away**2).mean())), float(away.mean()), float(held))


def _preferring(score: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    found: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return found
