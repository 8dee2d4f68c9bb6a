"""Reward models that never see the round that they predict."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from serai_science.offpolicy.log import Log


class RewardModel(Protocol):
    """Learns the reward of each action from some rounds and predicts it for others."""

    def __call__(
        self,
        features: NDArray[np.float64],
        action: NDArray[np.integer],
        reward: NDArray[np.float64],
        asked: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """
        Return predictions.

        Args:
            features: (m, d) array, what was known in the rounds to learn from.
            action: (m,) array, what was shown in them.
            reward: (m,) array, what it earned.
            asked: (n, d) array, what is known in the rounds to predict.

        Returns:
            (n, k) array, the reward of each action.
        """


def cross_fitted(
    model: RewardModel,
    log: Log,
    features: NDArray[np.floating],
    *,
    folds: int = 5,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """
    Return each round's predictions by a model fitted to the other folds.

    Args:
        model: what to fit.
        log: n rounds.
        features: (n, d) array, what was known in each round before it was decided.
        folds: parts of the log, >= 2.
        rng: draws the parts.

    Returns:
        (n, k) array.

    Raises:
        ValueError: there are fewer rounds than folds, or fewer than two folds.
    """
    n = log.action.size
    if not 2 <= folds <= n:
        raise ValueError("There must be two folds or more, and a round for each.")
    x = np.asarray(features, np.float64)
    fold = rng.permutation(n) % folds
    parts = []
    for each in range(folds):
        rest = fold != each
        parts.append(model(x[rest], log.action[rest], log.reward[rest], x[~rest]))
    found = np.empty((n, parts[0].shape[1]))
    for each, part in enumerate(parts):
        found[fold == each] = part
    return found


class RidgePerAction:
    """A line over the features for each action, held at the mean reward of all actions."""

    def __init__(self, n_actions: int, *, ridge: float = 10.0) -> None:
        """
        Describe the model.

        Args:
            n_actions: k, >= 1.
            ridge: how many rounds an action needs to be believed rather than the mean, about, > 0.
        """
        self._n_actions, self._ridge = n_actions, ridge

    def __call__(
        self,
        features: NDArray[np.float64],
        action: NDArray[np.integer],
        reward: NDArray[np.float64],
        asked: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Return (n, k) predictions; see `RewardModel`."""
        level = reward.mean()
        known = np.column_stack([np.ones(len(features)), features])
        wanted = np.column_stack([np.ones(len(asked)), asked])
        held = self._ridge * np.eye(known.shape[1])
        found = np.empty((len(asked), self._n_actions))
        for each in range(self._n_actions):
            x = known[action == each]
            line = np.linalg.solve(x.T @ x + held, x.T @ (reward[action == each] - level))
            found[:, each] = level + wanted @ line
        return found
