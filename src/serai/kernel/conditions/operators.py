"""What a rule can say about a field, per type of field."""

from enum import StrEnum
from types import MappingProxyType


class FieldType(StrEnum):
    """What values a field has."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    LIST = "list"


class Operator(StrEnum):
    """What a rule says; the names are those that rule builders exchange."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    BETWEEN = "between"
    NOT_BETWEEN = "notBetween"
    IN = "in"
    NOT_IN = "notIn"
    CONTAINS = "contains"
    DOES_NOT_CONTAIN = "doesNotContain"
    BEGINS_WITH = "beginsWith"
    DOES_NOT_BEGIN_WITH = "doesNotBeginWith"
    ENDS_WITH = "endsWith"
    DOES_NOT_END_WITH = "doesNotEndWith"
    NULL = "null"
    NOT_NULL = "notNull"
    CONTAINS_ANY = "containsAny"
    CONTAINS_ALL = "containsAll"
    CONTAINS_NONE = "containsNone"
    WITHIN_LAST = "withinLast"
    WITHIN_NEXT = "withinNext"
    LONGER_AGO = "longerAgo"


class Takes(StrEnum):
    """How many values belong to an operator."""

    NOTHING = "nothing"
    ONE = "one"
    TWO = "two"
    SOME = "some"
    DAYS = "days"


NEGATES = MappingProxyType(
    {
        Operator.UNEQUAL: Operator.EQUAL,
        Operator.NOT_BETWEEN: Operator.BETWEEN,
        Operator.NOT_IN: Operator.IN,
        Operator.DOES_NOT_CONTAIN: Operator.CONTAINS,
        Operator.DOES_NOT_BEGIN_WITH: Operator.BEGINS_WITH,
        Operator.DOES_NOT_END_WITH: Operator.ENDS_WITH,
        Operator.NULL: Operator.NOT_NULL,
        Operator.CONTAINS_NONE: Operator.CONTAINS_ANY,
    }
)
"""Operators that say the exact opposite of another: where one is true the other is false, always."""

_TAKES = MappingProxyType(
    {
        Operator.NULL: Takes.NOTHING,
        Operator.NOT_NULL: Takes.NOTHING,
        Operator.BETWEEN: Takes.TWO,
        Operator.NOT_BETWEEN: Takes.TWO,
        Operator.IN: Takes.SOME,
        Operator.NOT_IN: Takes.SOME,
        Operator.CONTAINS_ANY: Takes.SOME,
        Operator.CONTAINS_ALL: Takes.SOME,
        Operator.CONTAINS_NONE: Takes.SOME,
        Operator.WITHIN_LAST: Takes.DAYS,
        Operator.WITHIN_NEXT: Takes.DAYS,
        Operator.LONGER_AGO: Takes.DAYS,
    }
)

_KNOWN = (Operator.NULL, Operator.NOT_NULL)
_SAME = (Operator.EQUAL, Operator.UNEQUAL)
_AMONG = (Operator.IN, Operator.NOT_IN)
_ORDERED = (
    *_SAME,
    Operator.LESS,
    Operator.AT_MOST,
    Operator.MORE,
    Operator.AT_LEAST,
    Operator.BETWEEN,
    Operator.NOT_BETWEEN,
)
_PARTS = (
    Operator.CONTAINS,
    Operator.DOES_NOT_CONTAIN,
    Operator.BEGINS_WITH,
    Operator.DOES_NOT_BEGIN_WITH,
    Operator.ENDS_WITH,
    Operator.DOES_NOT_END_WITH,
)
_RELATIVE = (Operator.WITHIN_LAST, Operator.WITHIN_NEXT, Operator.LONGER_AGO)

OPERATORS = MappingProxyType(
    {
        FieldType.TEXT: (*_SAME, *_AMONG, *_PARTS, *_KNOWN),
        FieldType.NUMBER: (*_ORDERED, *_AMONG, *_KNOWN),
        FieldType.MONEY: (*_ORDERED, *_KNOWN),
        FieldType.DATE: (*_ORDERED, *_RELATIVE, *_KNOWN),
        FieldType.INSTANT: (*_ORDERED, *_RELATIVE, *_KNOWN),
        FieldType.BOOLEAN: (Operator.EQUAL, *_KNOWN),
        FieldType.CHOICE: (*_SAME, *_AMONG, *_KNOWN),
        FieldType.LIST: (
            Operator.CONTAINS_ANY,
            Operator.CONTAINS_ALL,
            Operator.CONTAINS_NONE,
            *_KNOWN,
        ),
    }
)
"""The operators of each type, in the order in which an editor offers them."""


def takes(operator: Operator) -> Takes:
    """Return how many values belong to `operator`."""
    return _TAKES.get(operator, Takes.ONE)
