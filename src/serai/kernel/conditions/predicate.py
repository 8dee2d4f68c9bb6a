"""Compile a tree to a Python function, to be asked many times of plain values."""

from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt
from types import MappingProxyType
from typing import Any

from serai.kernel.conditions.fields import Field, Fields
from serai.kernel.conditions.fold import fold
from serai.kernel.conditions.lower import AllOf, Ask, Atom, Lowered, lower
from serai.kernel.conditions.moment import Moment
from serai.kernel.conditions.operators import FieldType
from serai.kernel.conditions.tree import Group, Rule

Context = Mapping[str, Any]
"""
What is known, by field name; a field that is absent, `None` or an empty list is missing.

Text is `str`, numbers `int` or `Decimal` (never `float`), money `Money`, days `date`, instants aware
`datetime`, lists any collection.
"""
Predicate = Callable[[Context], bool]


def predicate(tree: Group | Rule, fields: Fields, at: Moment) -> Predicate:
    """
    Return the function that says whether a context matches; some 0.2 µs a rule.

    >>> from datetime import UTC, datetime
    >>> from serai.kernel.conditions import Field, FieldType, read_tree
    >>> fields = Fields("example", [Field("age", FieldType.NUMBER, "Age")])
    >>> tree = read_tree({"rules": [{"field": "age", "operator": ">=", "value": 18}]}, fields)
    >>> grown_up = predicate(tree, fields, Moment(datetime(2026, 11, 21, tzinfo=UTC)))
    >>> grown_up({"age": 18}), grown_up({"age": 17}), grown_up({})
    (True, False, False)
    """
    return _compiled(lower(tree, fields, at))


def _compiled(lowered: Lowered) -> Predicate:
    if isinstance(lowered, Atom):
        return _negated(lowered) if lowered.negated else _positive(lowered)
    parts = tuple(_compiled(part) for part in lowered.parts)
    return _all(parts) if isinstance(lowered, AllOf) else _any(parts)


def _all(parts: tuple[Predicate, ...]) -> Predicate:
    if len(parts) == 2:
        first, second = parts
        return lambda context: first(context) and second(context)

    def every(context: Context) -> bool:
        for part in parts:  # noqa: SIM110 - half the cost of all()
            if not part(context):
                return False
        return True

    return every


def _any(parts: tuple[Predicate, ...]) -> Predicate:
    if len(parts) == 2:
        first, second = parts
        return lambda context: first(context) or second(context)

    def some(context: Context) -> bool:
        for part in parts:  # noqa: SIM110 - half the cost of any()
            if part(context):
                return True
        return False

    return some


def _negated(atom: Atom) -> Predicate:
    positive = _positive(atom)
    return lambda context: not positive(context)


def _positive(atom: Atom) -> Predicate:
    name, wanted = atom.field.name, atom.operand
    if atom.ask is Ask.PRESENT:
        return _present(atom.field)
    answer = _ANSWERS[atom.ask]
    if isinstance(wanted, tuple):
        wanted = frozenset(wanted)  # type: ignore[assignment]
    brought = _BROUGHT.get(atom.field.type) or (_folded if atom.field.folds else None)
    if brought is not None:
        return _of_brought(atom.field, answer, wanted, brought)

    def asked(context: Context) -> bool:
        value = context.get(name)
        return value is not None and answer(value, wanted)

    return asked


def _of_brought(
    field: Field,
    answer: Callable[[Any, Any], bool],
    wanted: Any,
    brought: Callable[[Any, Field], Any],
) -> Predicate:
    name = field.name

    def asked(context: Context) -> bool:
        value = context.get(name)
        if value is None:
            return False
        plain = brought(value, field)
        return plain is not None and answer(plain, wanted)

    return asked


def _present(field: Field) -> Predicate:
    name = field.name
    if field.type is FieldType.LIST:
        return lambda context: bool(context.get(name))
    if field.type is FieldType.MONEY:
        return lambda context: (
            (value := context.get(name)) is not None and _minor(value, field) is not None
        )
    return lambda context: context.get(name) is not None


def _minor(value: Any, field: Field) -> int | None:
    return value.minor if value.currency == field.currency else None


def _folded(value: Any, _: Field) -> str:
    return fold(value)


_BROUGHT: Mapping[FieldType, Callable[[Any, Field], Any]] = {FieldType.MONEY: _minor}
_ANSWERS: Mapping[Ask, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        Ask.EQUAL: eq,
        Ask.LESS: lt,
        Ask.AT_MOST: le,
        Ask.MORE: gt,
        Ask.AT_LEAST: ge,
        Ask.ONE_OF: lambda value, wanted: value in wanted,
        Ask.CONTAINS: lambda value, wanted: wanted in value,
        Ask.BEGINS: str.startswith,
        Ask.ENDS: str.endswith,
        Ask.HAS_ANY: lambda value, wanted: not wanted.isdisjoint(value),
        Ask.HAS_ALL: lambda value, wanted: wanted.issubset(value),
    }
)
