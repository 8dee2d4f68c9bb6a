"""
Bring a tree to a form so simple that three compilers cannot disagree.

What is left are questions to one field each, joined by and and or. Negation has been pushed down to the
questions, relative days have become instants, a day of an instant has become a half-open range. A question
to a missing value is answered no, and its negation therefore yes: there is no third answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import cast

from serai.kernel.conditions.fields import Field, Fields
from serai.kernel.conditions.fold import fold
from serai.kernel.conditions.moment import Moment
from serai.kernel.conditions.operators import NEGATES, FieldType, Operator
from serai.kernel.conditions.tree import Combinator, Group, Rule, Scalar
from serai.kernel.money import Money

Plain = str | int | Decimal | bool | date | datetime
"""What a question compares with: money has become minor units, an instant is in UTC."""


class Ask(StrEnum):
    """What is asked of a value that is there."""

    EQUAL = "equal"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"
    ONE_OF = "one_of"
    CONTAINS = "contains"
    BEGINS = "begins"
    ENDS = "ends"
    HAS_ANY = "has_any"
    HAS_ALL = "has_all"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Atom:
    """
    One question to one field.

    True when the value is there and the answer is yes; when `negated`, true in exactly the other cases. An
    empty list is not there. `operand` is a tuple for `ONE_OF`, `HAS_ANY` and `HAS_ALL`, and `None` for
    `PRESENT`.
    """

    field: Field
    ask: Ask
    operand: Plain | tuple[Plain, ...] | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is; without parts, true."""

    parts: "tuple[Lowered, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when some part is; without parts, false."""

    parts: "tuple[Lowered, ...]"


Lowered = Atom | AllOf | AnyOf
Bounds = tuple[tuple[Ask, Plain | tuple[Plain, ...] | None], ...]
"""Questions to one field that must all be answered yes."""


def lower(tree: Group | Rule, fields: Fields, at: Moment) -> Lowered:
    """Return what the tree says at this moment, in its simplest form."""
    return _lower(tree, fields, at, negated=False)


def _lower(tree: Group | Rule, fields: Fields, at: Moment, *, negated: bool) -> Lowered:
    if isinstance(tree, Rule):
        return _rule(tree, fields[tree.field], at, negated=negated)
    negated ^= tree.negated
    parts = tuple(_lower(part, fields, at, negated=negated) for part in tree.rules)
    if len(parts) == 1:
        return parts[0]
    return AllOf(parts) if (tree.combinator is Combinator.AND) ^ negated else AnyOf(parts)


def _rule(rule: Rule, field: Field, at: Moment, *, negated: bool) -> Lowered:
    operator = rule.operator
    if operator in NEGATES:
        operator, negated = NEGATES[operator], not negated
    atoms = tuple(
        Atom(field, ask, operand, negated) for ask, operand in _bounds(rule, operator, field, at)
    )
    if len(atoms) == 1:
        return atoms[0]
    return AnyOf(atoms) if negated else AllOf(atoms)


def _bounds(rule: Rule, operator: Operator, field: Field, at: Moment) -> Bounds:
    if operator is Operator.NOT_NULL:
        return ((Ask.PRESENT, None),)
    if operator in _OF_MANY:
        many = cast("tuple[Scalar, ...]", rule.value)
        return ((_OF_MANY[operator], tuple(_plain(each, field) for each in many)),)
    if operator in (Operator.WITHIN_LAST, Operator.WITHIN_NEXT, Operator.LONGER_AGO):
        return _relative(operator, field, cast("int", rule.value), at)
    if operator is Operator.BETWEEN:
        low, high = cast("tuple[Scalar, Scalar]", rule.value)
        return (
            *_compared(Operator.AT_LEAST, field, low, at),
            *_compared(Operator.AT_MOST, field, high, at),
        )
    return _compared(operator, field, cast("Scalar", rule.value), at)


def _compared(operator: Operator, field: Field, value: Scalar, at: Moment) -> Bounds:
    if field.type is not FieldType.INSTANT or isinstance(value, datetime):
        return ((_OF_ONE[operator], _plain(value, field)),)
    start, end = at.start_of(cast("date", value)), at.end_of(cast("date", value))
    if operator is Operator.EQUAL:
        return (Ask.AT_LEAST, start), (Ask.LESS, end)
    return (
        {
            Operator.LESS: (Ask.LESS, start),
            Operator.AT_MOST: (Ask.LESS, end),
            Operator.MORE: (Ask.AT_LEAST, end),
            Operator.AT_LEAST: (Ask.AT_LEAST, start),
        }[operator],
    )


def _relative(operator: Operator, field: Field, days: int, at: Moment) -> Bounds:
    present = at.today if field.type is FieldType.DATE else at.now
    span = timedelta(days=days)
    if operator is Operator.LONGER_AGO:
        return ((Ask.LESS, present - span),)
    if operator is Operator.WITHIN_LAST:
        return (Ask.AT_LEAST, present - span), (Ask.AT_MOST, present)
    return (Ask.AT_LEAST, present), (Ask.AT_MOST, present + span)


def _plain(value: Scalar, field: Field) -> Plain:
    if isinstance(value, Money):
        return value.minor
    return fold(value) if field.folds and isinstance(value, str) else value


_OF_MANY: Mapping[Operator, Ask] = MappingProxyType(
    {
        Operator.IN: Ask.ONE_OF,
        Operator.CONTAINS_ANY: Ask.HAS_ANY,
        Operator.CONTAINS_ALL: Ask.HAS_ALL,
    }
)
_OF_ONE: Mapping[Operator, Ask] = MappingProxyType(
    {
        Operator.EQUAL: Ask.EQUAL,
        Operator.LESS: Ask.LESS,
        Operator.AT_MOST: Ask.AT_MOST,
        Operator.MORE: Ask.MORE,
        Operator.AT_LEAST: Ask.AT_LEAST,
        Operator.CONTAINS: Ask.CONTAINS,
        Operator.BEGINS_WITH: Ask.BEGINS,
        Operator.ENDS_WITH: Ask.ENDS,
    }
)
