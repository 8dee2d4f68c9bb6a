"""Attributes: properties with a type, and the check of a value against it."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from serai.catalog.domain import texts
from serai.catalog.domain.bad_value import BadValue

LONGEST_TEXT = 2000
LARGEST_NUMBER = 10**15
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

AttributeValue = str | int | float | bool
"""What is stored: JSON, one scalar per attribute."""


class AttributeKind(StrEnum):
    """The type of an attribute."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class AttributeType:
    """
    What values an attribute takes.

    `unit` belongs to numbers (empty: a bare number); `choices` are the values of a choice.
    """

    code: str
    kind: AttributeKind
    unit: str = ""
    choices: tuple[str, ...] = ()

    def checked(self, value: Any) -> AttributeValue:
        """
        Return `value` as it is stored.

        Text as files carry it is understood: "yes", "1.5 cm", "2026-11-21".

        Raises:
            BadValue: the value is not of this type.
        """
        return _CHECKS[self.kind](self, value)


def _text(_: AttributeType, value: Any) -> str:
    return texts.many_lines(value, LONGEST_TEXT)


def _number(kind: AttributeType, value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise BadValue("Expected a number.")
    words = str(value).split()
    if len(words) == 2 and words[1].casefold() != kind.unit.casefold():
        raise BadValue(f"The unit is {kind.unit!r}." if kind.unit else "No unit belongs here.")
    try:
        number = Decimal(words[0]) if 1 <= len(words) <= 2 else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > LARGEST_NUMBER:
        raise BadValue("Expected a number" + (f" of {kind.unit}." if kind.unit else "."))
    return int(number) if number == number.to_integral_value() else float(number)


def _boolean(_: AttributeType, value: Any) -> bool:
    return texts.truth(value)


def _choice(kind: AttributeType, value: Any) -> str:
    if value not in kind.choices:
        raise BadValue(f"Expected one of: {', '.join(kind.choices)}.")
    return str(value)


def _date(_: AttributeType, value: Any) -> str:
    text = value.isoformat()[:10] if isinstance(value, date) else str(value).strip()
    try:
        day = date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise BadValue("Expected a day such as 2026-11-21.") from None
    return day.isoformat()


_CHECKS = {
    AttributeKind.TEXT: _text,
    AttributeKind.NUMBER: _number,
    AttributeKind.BOOLEAN: _boolean,
    AttributeKind.CHOICE: _choice,
    AttributeKind.DATE: _date,
}
