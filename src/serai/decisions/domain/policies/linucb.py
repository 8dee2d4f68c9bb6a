"""A line over the context for each item, and hope where little is known (LinUCB)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from serai.decisions.domain.candidates import Candidates, Context
from serai.decisions.domain.learnt import Floats, Learnt, Linear
from serai.decisions.domain.policies.counts import Counts
from serai.decisions.domain.policies.kind import Parameter, Parameters, PolicyKind, number
from serai_science.bandits.linear_arms import LinearArms
from serai_science.bandits.ranked import Ranked

_MOST_FEATURES = 16


@dataclass(frozen=True, slots=True)
class LinUcb:
    """Ranks by the optimistic reward of each item in this context."""

    counts: Counts
    inverse: Floats
    moment: Floats
    features: tuple[str, ...]
    alpha: float
    epsilon: float

    def rank(self, candidates: Candidates, context: Context) -> Ranked:
        """Return the candidates, the largest optimistic reward first."""
        places = self.counts.places(candidates.items)
        arms = LinearArms(self.inverse[places], self.moment[places])
        return arms.rank(
            feature_vector(self.features, context.features),
            alpha=self.alpha,
            epsilon=self.epsilon,
            rng=context.rng,
        )


def feature_vector(names: tuple[str, ...], features: Mapping[str, float]) -> Floats:
    """Return the (d,) features that a line is drawn over: 1, then those named; a missing one is 0."""
    return np.array([1.0, *(features.get(name, 0.0) for name in names)])


def fresh_linear(n: int, d: int, *, ridge: float) -> Linear:
    """Return the sums of `n` items that were never shown."""
    arms = LinearArms.fresh(n, d, ridge=ridge)
    return Linear(arms.inverse, arms.moment)


def _names(value: Any) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise ValueError("must be a list of names.")
    if len(value) >= _MOST_FEATURES or len(set(value)) < len(value):
        raise ValueError(f"must be fewer than {_MOST_FEATURES} names, each once.")
    return list(value)


def _built(parameters: Parameters, learnt: Learnt) -> LinUcb:
    d = 1 + len(parameters["features"])
    linear, unknown = learnt.linear, fresh_linear(1, d, ridge=parameters["ridge"])
    if linear is None or linear.moment.shape[1] != d:
        learnt, linear = Learnt(), fresh_linear(0, d, ridge=parameters["ridge"])
    return LinUcb(
        Counts.of_learnt(learnt),
        np.concatenate([linear.inverse, unknown.inverse]),
        np.concatenate([linear.moment, unknown.moment]),
        tuple(parameters["features"]),
        parameters["alpha"],
        parameters["epsilon"],
    )


LINUCB = PolicyKind(
    name="linucb",
    about="Learns for each item in which context it is liked, and gives the unknown the benefit of the doubt.",
    parameters=(
        Parameter("features", "Names of the context's numbers; 1 is always among them.", [], _names),
        Parameter("alpha", "How many standard errors of hope.", 0.5, number(0, 100)),
        Parameter("epsilon", "Share of decisions that are shuffled.", 0.05, number(0, 1)),
        Parameter("ridge", "How strongly coefficients are held at 0.", 1.0, number(1e-6, 1e6)),
    ),
    build=_built,
    learns=True,
)  # fmt: skip
