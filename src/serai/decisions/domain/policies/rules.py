"""What the merchant says comes first."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from serai.decisions.domain.candidates import Candidates, Context
from serai.decisions.domain.learnt import Learnt
from serai.decisions.domain.policies.fixed import certain
from serai.decisions.domain.policies.kind import Parameter, Parameters, PolicyKind
from serai_science.bandits.ranked import Ranked

_MOST_RULES = 100
_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        "=": operator.eq,
        "!=": operator.ne,
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
        "in": lambda left, right: left in right,
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Items whose `field` compares with `value` move up by so many places, or down."""

    field: str
    operator: str
    value: Any
    places: float

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Return whether it applies; a missing fact, or one of another type, never does."""
        found = facts.get(self.field)
        if found is None:
            return False
        try:
            return _OPERATORS[self.operator](found, self.value)
        except TypeError:
            return False


@dataclass(frozen=True, slots=True)
class ByRules:
    """Ranks by the order as it came, moved by every rule that applies; equal places keep their order."""

    rules: tuple[Rule, ...]

    def rank(self, candidates: Candidates, context: Context) -> Ranked:
        """Return the candidates after all rules."""
        places = np.arange(len(candidates.items), dtype=np.float64)
        for place in range(places.size):
            facts = candidates.facts(place)
            places[place] -= sum(rule.places for rule in self.rules if rule.holds(facts))
        return certain(np.argsort(places, kind="stable"))


def _checked(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not 1 <= len(value) <= _MOST_RULES:
        raise ValueError(f"must be a list of 1 to {_MOST_RULES} rules.")
    return [_checked_rule(number, rule) for number, rule in enumerate(value)]


def _checked_rule(number: int, rule: Any) -> dict[str, Any]:
    if not isinstance(rule, dict) or set(rule) != {"field", "operator", "value", "places"}:
        raise ValueError(f"[{number}] needs field, operator, value and places.")
    if rule["operator"] not in _OPERATORS:
        raise ValueError(f"[{number}].operator: one of {' '.join(_OPERATORS)}.")
    if rule["operator"] == "in" and not isinstance(rule["value"], list):
        raise ValueError(f"[{number}].value: a list.")
    if isinstance(rule["places"], bool) or not isinstance(rule["places"], int | float):
        raise TypeError(f"[{number}].places: a number.")
    return rule


def _built(parameters: Parameters, learnt: Learnt) -> ByRules:
    return ByRules(tuple(Rule(**rule) for rule in parameters["rules"]))


RULES = PolicyKind(
    name="rules",
    about="The order as it came, with what the merchant names moved up or down.",
    parameters=(
        Parameter(
            "rules",
            "Each: field, operator (= != < <= > >= in), value, and by how many places it moves up.",
            [],
            _checked,
        ),
    ),
    build=_built,
)
