"""What the merchant says comes first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from serai.decisions.domain.candidates import Candidates, Context
from serai.decisions.domain.facts import declared_facts
from serai.decisions.domain.learnt import Learnt
from serai.decisions.domain.policies.fixed import certain
from serai.decisions.domain.policies.kind import Parameter, Parameters, PolicyKind
from serai.kernel.conditions import BadConditions, Moment, Predicate, as_json, predicate, read_tree
from serai_science.bandits.ranked import Ranked

_MOST_RULES, _MOST_PLACES = 100, 1000
_ANY_MOMENT = Moment(datetime(2000, 1, 1, tzinfo=UTC))
"""The facts of candidates know no time, so any will do."""


@dataclass(frozen=True, slots=True)
class ByRules:
    """Ranks by the order as it came, moved by every rule that applies; equal places keep their order."""

    rules: tuple[tuple[Predicate, float], ...]

    def rank(self, candidates: Candidates, context: Context) -> Ranked:
        """Return the candidates after all rules."""
        places = np.arange(len(candidates.items), dtype=np.float64)
        for place in range(places.size):
            facts = candidates.facts(place)
            places[place] -= sum(moves for holds, moves in self.rules if holds(facts))
        return certain(np.argsort(places, kind="stable"))


def _checked(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not 1 <= len(value) <= _MOST_RULES:
        raise ValueError(f"must be a list of 1 to {_MOST_RULES} rules.")
    return [_checked_rule(number, rule) for number, rule in enumerate(value)]


def _checked_rule(number: int, rule: Any) -> dict[str, Any]:
    if not isinstance(rule, Mapping) or set(rule) != {"when", "places"}:
        raise ValueError(f"[{number}] needs when and places.")
    places = rule["places"]
    if isinstance(places, bool) or not isinstance(places, int | float):
        raise TypeError(f"[{number}].places: a number.")
    if abs(places) > _MOST_PLACES:
        raise ValueError(f"[{number}].places: at most {_MOST_PLACES}, up or down.")
    try:
        tree = read_tree(rule["when"], declared_facts())
    except BadConditions as refusal:
        raise ValueError(f"[{number}].when: {refusal}") from None
    return {"when": as_json(tree), "places": float(places)}


def _built(parameters: Parameters, learnt: Learnt) -> ByRules:
    facts = declared_facts()
    return ByRules(
        tuple(
            (predicate(read_tree(rule["when"], facts), facts, _ANY_MOMENT), rule["places"])
            for rule in parameters["rules"]
        )
    )


RULES = PolicyKind(
    name="rules",
    about="The order as it came, with what the merchant names moved up or down.",
    parameters=(
        Parameter(
            "rules",
            "Each: `when`, a tree of conditions over the candidate's facts, and by how many `places` it moves up.",
            [],
            _checked,
        ),
    ),
    build=_built,
)
