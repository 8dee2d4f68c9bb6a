"""What a policy did and what came of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Log:
    """
    Rounds in which a policy showed something and wrote down how probable that was.

    Attributes:
        action: (n,) array, what was shown, in [0, k).
        reward: (n,) array, what it earned, any unit.
        propensity: (n,) array, probability with which it was shown, in (0, 1].
    """

    action: NDArray[np.int64]
    reward: NDArray[np.float64]
    propensity: NDArray[np.float64]

    def __post_init__(self) -> None:
        """Refuse what cannot be judged."""
        if not self.action.shape == self.reward.shape == self.propensity.shape:
            raise ValueError("Each round has an action, a reward and a propensity.")
        if self.action.size < 2:
            raise ValueError("A log has two rounds or more.")
        if not np.all((self.propensity > 0) & (self.propensity <= 1)):
            raise ValueError(
                "A propensity is in (0, 1]: what could not be shown cannot be in a log."
            )

    def shown(self, table: NDArray[np.floating]) -> NDArray[np.float64]:
        """
        Return the (n,) entries of an (n, k) table at what was shown.

        Example:
            >>> log = Log(np.array([1, 0]), np.ones(2), np.full(2, 0.5))
            >>> log.shown(np.array([[0.1, 0.9], [0.2, 0.8]])).tolist()
            [0.9, 0.2]
        """
        found: NDArray[np.float64] = np.asarray(table, np.float64)[
            np.arange(self.action.size), self.action
        ]
        return found
