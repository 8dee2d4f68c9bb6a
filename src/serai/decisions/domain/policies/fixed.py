"""The order as it came."""

from dataclasses import dataclass

import numpy as np

from serai.decisions.domain.candidates import Candidates, Context
from serai.decisions.domain.learnt import Learnt
from serai.decisions.domain.policies.kind import Parameters, PolicyKind
from serai_science.bandits.ranked import Ranked


@dataclass(frozen=True, slots=True)
class AsItComes:
    """Ranks nothing: what came first stays first."""

    def rank(self, candidates: Candidates, context: Context) -> Ranked:
        """Return the candidates in their own order."""
        return certain(np.arange(len(candidates.items)))


def certain(order: "np.ndarray[tuple[int, ...], np.dtype[np.intp]]") -> Ranked:
    """Return an order that leaves nothing to chance."""
    propensity = np.zeros(order.size)
    propensity[order[0]] = 1.0
    return Ranked(order, propensity)


def _built(parameters: Parameters, learnt: Learnt) -> AsItComes:
    return AsItComes()


FIXED = PolicyKind(
    name="fixed",
    about="Everything in the order in which it came: what the shop shows without deciding.",
    parameters=(),
    build=_built,
)
