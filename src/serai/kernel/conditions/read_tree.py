"""Read a tree that a stranger sent: everything is checked, and everything wrong is told at once."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn

from serai.kernel.conditions.faults import BadConditions, Fault
from serai.kernel.conditions.fields import Fields
from serai.kernel.conditions.operators import Operator
from serai.kernel.conditions.read_value import ValueFault, read_value
from serai.kernel.conditions.tree import EVERYTHING, Combinator, Group, Rule
from serai.kernel.conditions.words import ENGLISH

DEEPEST, MOST_RULES, MOST_VALUES, LONGEST_JSON, MOST_FAULTS = 8, 200, 5_000, 200_000, 20
_OF_A_GROUP = frozenset({"combinator", "not", "rules", "id", "path"})
_OF_A_RULE = frozenset({"field", "operator", "value", "valueSource", "id", "path"})
_OPERATORS = {str(operator): operator for operator in Operator}


def read_tree(sent: Any, fields: Fields) -> Group:
    """
    Return the tree of `sent`, in the shape that rule builders exchange.

    `{"combinator": "and", "not": false, "rules": [{"field": …, "operator": …, "value": …}]}`; the ids
    that widgets add are dropped, every value is brought to its field's type. A group without rules is the
    tree that is true of everything.

    Raises:
        BadConditions: something is wrong; each fault names its place by a JSON pointer.
    """
    return _Reader(fields).read(sent)


def read_tree_text(text: str | bytes, fields: Fields) -> Group:
    """
    Return the tree that JSON text holds; numbers are read as they are written.

    Raises:
        BadConditions: not JSON, too long, or something in it is wrong.
    """
    if len(text) > LONGEST_JSON:
        raise BadConditions([_fault("", "too_many_values", most=MOST_VALUES)])
    try:
        sent = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadConditions([_fault("", "not_json")]) from None
    return read_tree(sent, fields)


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number.")


def _fault(path: str, code: str, **facts: Any) -> Fault:
    return Fault(path, code, ENGLISH[f"fault.{code}"].format(**facts), facts)


class _Reader:
    """Walks a tree once and gathers what is wrong."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.faults: list[Fault] = []
        self.rules = self.values = 0

    def read(self, sent: Any) -> Group:
        if isinstance(sent, Mapping) and sent.get("rules") == []:
            group = Group(negated=self._group_head(sent, "")[1])
        else:
            group = self._group(sent, "", depth=1)
        if self.faults:
            raise BadConditions(self.faults)
        return group

    def _group(self, sent: Any, path: str, *, depth: int) -> Group:
        if not isinstance(sent, Mapping) or "rules" not in sent:
            self._wrong(path, "not_a_tree")
            return EVERYTHING
        combinator, negated = self._group_head(sent, path)
        parts = sent["rules"]
        if not isinstance(parts, list):
            self._wrong(f"{path}/rules", "not_a_list")
        elif not parts:
            self._wrong(f"{path}/rules", "empty_group")
        elif depth > DEEPEST:
            self._wrong(path, "too_deep", most=DEEPEST)
        else:
            return Group(combinator, self._parts(parts, path, depth), negated)
        return EVERYTHING

    def _group_head(self, sent: Mapping[str, Any], path: str) -> tuple[Combinator, bool]:
        self._keys(sent, _OF_A_GROUP, path)
        negated, combinator = sent.get("not", False), sent.get("combinator", "and")
        if not isinstance(negated, bool):
            self._wrong(f"{path}/not", "not_a_boolean")
            negated = False
        if combinator not in ("and", "or"):
            self._wrong(f"{path}/combinator", "combinator")
            combinator = "and"
        return Combinator(combinator), negated

    def _parts(self, parts: list[Any], path: str, depth: int) -> tuple[Rule | Group, ...]:
        read: list[Rule | Group] = []
        for index, part in enumerate(parts):
            here = f"{path}/rules/{index}"
            if len(self.faults) >= MOST_FAULTS:
                break
            if isinstance(part, Mapping) and "rules" in part:
                read.append(self._group(part, here, depth=depth + 1))
                continue
            self.rules += 1
            if self.rules > MOST_RULES:
                self._wrong(here, "too_many_rules", most=MOST_RULES)
                break
            read.append(self._rule(part, here))
        return tuple(read)

    def _rule(self, sent: Any, path: str) -> Rule:
        nothing = Rule("", Operator.NULL)
        if not isinstance(sent, Mapping):
            self._wrong(path, "not_a_tree")
            return nothing
        self._keys(sent, _OF_A_RULE, path)
        if sent.get("valueSource", "value") != "value":
            self._wrong(f"{path}/valueSource", "no_value")
        name, operator = sent.get("field"), sent.get("operator")
        field = self.fields.get(name) if isinstance(name, str) else None
        if field is None:
            self._wrong(f"{path}/field", "unknown_field")
            return nothing
        known = _OPERATORS.get(operator) if isinstance(operator, str) else None
        if known not in field.operators:
            self._wrong(f"{path}/operator", "operator")
            return nothing
        try:
            value = read_value(sent.get("value"), field, known)
        except ValueFault as wrong:
            self._wrong(f"{path}/value{wrong.place}", wrong.code, **wrong.facts)
            return nothing
        self.values += len(value) if isinstance(value, tuple) else 1
        if self.values > MOST_VALUES:
            self._wrong(f"{path}/value", "too_many_values", most=MOST_VALUES)
        return Rule(field.name, known, value)

    def _keys(self, sent: Mapping[str, Any], known: frozenset[str], path: str) -> None:
        strange = next((key for key in sent if key not in known), None)
        if strange is not None:
            key = str(strange)[:40]
            pointer = key.replace("~", "~0").replace("/", "~1")
            self._wrong(f"{path}/{pointer}", "unknown_key", key=key)

    def _wrong(self, path: str, code: str, **facts: Any) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(_fault(path, code, **facts))
