"""Each item as often first as it is probably the best."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from serai.decisions.domain.candidates import Candidates, Context, Item
from serai.decisions.domain.learnt import Learnt
from serai.decisions.domain.policies.counts import Counts
from serai.decisions.domain.policies.kind import Parameter, Parameters, PolicyKind, number
from serai_science.bandits.beta_arms import BetaArms
from serai_science.bandits.first_place import FirstPlace
from serai_science.bandits.ranked import Ranked

_REMEMBERED = 256


class Thompson:
    """
    Draws a rate for each item from what is believed of it, and ranks by it.

    The chances of the first place depend on what was learnt and the candidates alone: the last 256 sets of
    candidates are remembered with theirs.
    """

    def __init__(self, counts: Counts, *, rate: float, weight: float) -> None:
        self._counts, self._hits, self._misses = counts, rate * weight, (1 - rate) * weight
        self._firsts: OrderedDict[tuple[Item, ...], FirstPlace] = OrderedDict()
        self._lock = Lock()

    def rank(self, candidates: Candidates, context: Context) -> Ranked:
        """Return the candidates in the order of their draws."""
        shown, rewarded = self._counts.of(candidates.items)
        hits = np.minimum(rewarded, shown)
        arms = BetaArms(self._hits + hits, self._misses + shown - hits)
        return arms.rank(rng=context.rng, first=self._first(candidates.items, arms))

    def _first(self, items: Sequence[Item], arms: BetaArms) -> FirstPlace:
        key = tuple(items)
        with self._lock:
            known = self._firsts.get(key)
            if known is not None:
                self._firsts.move_to_end(key)
                return known
        found = arms.first_place()
        with self._lock:
            self._firsts[key] = found
            if len(self._firsts) > _REMEMBERED:
                self._firsts.popitem(last=False)
        return found


def _built(parameters: Parameters, learnt: Learnt) -> Thompson:
    return Thompson(Counts.of_learnt(learnt), **parameters)


THOMPSON = PolicyKind(
    name="thompson",
    about="Each item comes first as often as it is probably the best: it explores as long as it does not know.",
    parameters=(
        Parameter("rate", "Share of exposures expected to be rewarded.", 0.05, number(1e-6, 0.999)),
        Parameter("weight", "How many exposures that is worth.", 20.0, number(0.01, 1e9)),
    ),
    build=_built,
    learns=True,
)
