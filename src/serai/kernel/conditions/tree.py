"""The tree: groups of rules, and how it is exchanged, kept and recognised."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from serai.kernel.conditions.operators import Operator
from serai.kernel.money import Money

Scalar = str | int | Decimal | bool | date | datetime | Money
"""One value of a rule; an instant is in UTC, and a day stays a day until a time zone is known."""
Value = Scalar | tuple[Scalar, ...] | None
Json = dict[str, Any]


class Combinator(StrEnum):
    """How the parts of a group belong together."""

    AND = "and"
    OR = "or"


@dataclass(frozen=True, slots=True)
class Rule:
    """One statement about one field."""

    field: str
    operator: Operator
    value: Value = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rules and groups joined by one word, perhaps negated. Only the outermost may be empty: everything."""

    combinator: Combinator = Combinator.AND
    rules: "tuple[Rule | Group, ...]" = ()
    negated: bool = False


EVERYTHING = Group()
"""The tree without a rule: it is true of everything."""


def as_json(tree: Rule | Group) -> Json:
    """Return the tree in the shape that rule builders exchange: plain JSON values."""
    if isinstance(tree, Rule):
        return {
            "field": tree.field,
            "operator": str(tree.operator),
            "value": value_as_json(tree.value),
        }
    return {
        "combinator": str(tree.combinator),
        "not": tree.negated,
        "rules": [as_json(part) for part in tree.rules],
    }


def value_as_json(value: Value) -> Any:
    """Return a value as plain JSON; decimals are text, so that no reader rounds them."""
    if isinstance(value, tuple):
        return [value_as_json(each) for each in value]
    if isinstance(value, Money):
        return {"amount": f"{value.as_decimal():f}", "currency": value.currency}
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def tree_hash(tree: Group) -> str:
    """
    Return a name for what the tree says: 64 hexadecimal digits, equal in every process and version.

    How the JSON was written (order of keys, ids of a widget, 1.50 or 1.5) makes no difference; neither
    does the order in which a rule lists its values.
    """
    canonical = json.dumps(
        _canonical(tree), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(b"serai conditions 1\n" + canonical.encode()).hexdigest()


def _canonical(tree: Rule | Group) -> Json:
    if isinstance(tree, Group):
        return {**as_json(tree), "rules": [_canonical(part) for part in tree.rules]}
    plain = as_json(tree)
    if isinstance(plain["value"], list) and "etween" not in tree.operator:
        unique = {json.dumps(each, sort_keys=True): each for each in plain["value"]}
        plain["value"] = [unique[key] for key in sorted(unique)]
    return plain
