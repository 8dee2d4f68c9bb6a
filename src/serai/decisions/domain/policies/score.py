"""The order of a model's scores."""

from dataclasses import dataclass

import numpy as np

from serai.decisions.domain.candidates import Candidates, Context
from serai.decisions.domain.learnt import Learnt
from serai.decisions.domain.policies.fixed import certain
from serai.decisions.domain.policies.kind import Parameter, Parameters, PolicyKind, number
from serai_science.bandits.greedy import rank_greedily
from serai_science.bandits.ranked import Ranked

MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class ByScore:
    """
    Ranks by the scores that the candidates bring; those without a score stay as they came.

    Attributes:
        epsilon: share of decisions that are shuffled.
        margin: 0 to 1, how much of what the margin may move is used.
    """

    epsilon: float
    margin: float = 0.0

    def rank(self, candidates: Candidates, context: Context) -> Ranked:
        """Return the candidates, the largest score first."""
        scores = candidates.scores
        if scores is None:
            scores = -np.arange(len(candidates.items), dtype=np.float64)
        elif self.margin and (gain := candidates.gains(MARGIN)) is not None:
            scores = scores + self.margin * gain
        if self.epsilon:
            return rank_greedily(scores, epsilon=self.epsilon, rng=context.rng)
        return certain(np.argsort(-scores, kind="stable"))


def _built(parameters: Parameters, learnt: Learnt) -> ByScore:
    return ByScore(parameters["epsilon"], parameters.get(MARGIN, 0.0))


SCORE = PolicyKind(
    name="score",
    about="By the score of the model that brought the candidates.",
    parameters=(
        Parameter(
            "epsilon", "Share of decisions that are shuffled, so that others can be judged.", 0.0,
            number(0, 1),
        ),
        Parameter(
            MARGIN, "How much the margin of goods counts, of what the slot allows at most.", 0.0,
            number(0, 1),
        ),
    ),
    build=_built,
)  # fmt: skip
