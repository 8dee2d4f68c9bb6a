"""What brought most so far, and sometimes anything."""

from dataclasses import dataclass

from serai.decisions.domain.candidates import Candidates, Context
from serai.decisions.domain.learnt import Learnt
from serai.decisions.domain.policies.counts import Counts
from serai.decisions.domain.policies.kind import Parameter, Parameters, PolicyKind, number
from serai_science.bandits.mean_arms import MeanArms
from serai_science.bandits.ranked import Ranked


@dataclass(frozen=True, slots=True)
class EpsilonGreedy:
    """Ranks by the mean reward of each item; an unknown one counts as `mean`, worth `weight` exposures."""

    counts: Counts
    epsilon: float
    mean: float
    weight: float

    def rank(self, candidates: Candidates, context: Context) -> Ranked:
        """Return the candidates, the largest mean first, or shuffled."""
        shown, rewarded = self.counts.of(candidates.items)
        arms = MeanArms(self.weight + shown, self.weight * self.mean + rewarded)
        return arms.rank(epsilon=self.epsilon, rng=context.rng)


def _built(parameters: Parameters, learnt: Learnt) -> EpsilonGreedy:
    return EpsilonGreedy(Counts.of_learnt(learnt), **parameters)


EPSILON_GREEDY = PolicyKind(
    name="epsilon_greedy",
    about="What brought most so far comes first; a share of decisions is shuffled to go on learning.",
    parameters=(
        Parameter("epsilon", "Share of decisions that are shuffled.", 0.1, number(0, 1)),
        Parameter("mean", "Reward expected of an unknown item.", 0.05, number(0, 1e9)),
        Parameter("weight", "How many exposures that is worth.", 20.0, number(0.01, 1e9)),
    ),
    build=_built,
    learns=True,
)
