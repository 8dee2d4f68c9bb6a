"""Bring what was sent as a value to the type of its field."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from serai.kernel.conditions.fields import Field
from serai.kernel.conditions.operators import FieldType, Operator, Takes, takes
from serai.kernel.conditions.tree import Scalar, Value
from serai.kernel.money import Money

LONGEST_TEXT, MOST_IN_A_LIST, MOST_DAYS = 500, 1_000, 36_500
LARGEST = 10**15
FIRST_YEAR, LAST_YEAR = 1000, 8999
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ValueFault(Exception):
    """The value does not fit: `place` is its pointer below the rule's value, `facts` fill the sentence."""

    def __init__(self, code: str, place: str = "", **facts: Any) -> None:
        self.code, self.place, self.facts = code, place, facts
        super().__init__(code)


def read_value(sent: Any, field: Field, operator: Operator) -> Value:
    """
    Return the value of a rule.

    Raises:
        ValueFault: it is not what the operator takes about this field.
    """
    match takes(operator):
        case Takes.NOTHING:
            if sent not in (None, "", []):
                raise ValueFault("no_value")
            return None
        case Takes.DAYS:
            return _days(sent)
        case Takes.TWO:
            return _pair(sent, field)
        case Takes.SOME:
            return _some(sent, field)
    return _one(sent, field, "")


def _one(sent: Any, field: Field, place: str) -> Scalar:
    try:
        return _READERS[field.element](sent, field)
    except ValueFault as wrong:
        raise ValueFault(wrong.code, place + wrong.place, **wrong.facts) from None


def _some(sent: Any, field: Field) -> tuple[Scalar, ...]:
    if not isinstance(sent, list):
        raise ValueFault("not_a_list")
    if not sent:
        raise ValueFault("some")
    if len(sent) > MOST_IN_A_LIST:
        raise ValueFault("too_many_values", most=MOST_IN_A_LIST)
    return tuple(dict.fromkeys(_one(each, field, f"/{index}") for index, each in enumerate(sent)))


def _pair(sent: Any, field: Field) -> tuple[Scalar, ...]:
    if not isinstance(sent, list) or len(sent) != 2:
        raise ValueFault("pair")
    low, high = (_one(each, field, f"/{index}") for index, each in enumerate(sent))
    if type(low) is type(high) and low > high:  # type: ignore[operator]
        raise ValueFault("backwards")
    return low, high


def _days(sent: Any) -> int:
    text = str(sent).strip() if isinstance(sent, int | str | Decimal) else ""
    if isinstance(sent, bool) or not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > MOST_DAYS:
        raise ValueFault("days", most=MOST_DAYS)
    return int(text)


def _text(sent: Any, _: Field) -> str:
    if not isinstance(sent, str) or not 0 < len(sent) <= LONGEST_TEXT or not _storable(sent):
        raise ValueFault("text", most=LONGEST_TEXT)
    return sent


def _storable(text: str) -> bool:
    """Whether a database can hold it: neither NUL nor half of a character."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _decimal(sent: Any) -> Decimal:
    if isinstance(sent, bool):
        raise ValueFault("number")
    if isinstance(sent, float) and math.isfinite(sent):
        sent = Decimal(repr(sent))
    if isinstance(sent, int) and abs(sent) > LARGEST:
        raise ValueFault("too_large")
    if isinstance(sent, int | str):
        text = str(sent).strip()
        sent = Decimal(text) if _DECIMAL.fullmatch(text) else None
    if not isinstance(sent, Decimal) or not sent.is_finite():
        raise ValueFault("number")
    if (sent and sent.adjusted() > 15) or abs(sent) > LARGEST:
        raise ValueFault("too_large")
    return sent


def _finer(number: Decimal, places: int) -> bool:
    return bool(number) and (number.adjusted() < -places or number != round(number, places))


def _number(sent: Any, field: Field) -> int | Decimal:
    number = _decimal(sent)
    places = 0 if field.type is FieldType.LIST else field.places
    if _finer(number, places):
        raise ValueFault("places", most=places) if places else ValueFault("whole_number")
    return round(number, places) if places else int(number)


def _money(sent: Any, field: Field) -> Money:
    if isinstance(sent, Mapping):
        if sent.get("currency") != field.currency or not set(sent) <= {
            "amount",
            "minor",
            "currency",
        }:
            raise ValueFault("currency", currency=field.currency)
        sent = sent.get("amount")
    number = _decimal(sent)
    try:
        return Money.parse(number, field.currency)
    except ValueError:
        places = -Money(1, field.currency).as_decimal().adjusted()
        raise ValueFault("places", most=places) from None


def _day(sent: Any, _: Field) -> date:
    if not isinstance(sent, str) or not _DAY.fullmatch(sent.strip()):
        raise ValueFault("day")
    try:
        day = date.fromisoformat(sent.strip())
    except ValueError:
        raise ValueFault("day") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueFault("year")
    return day


def _instant(sent: Any, field: Field) -> date | datetime:
    if not isinstance(sent, str) or len(sent) > 40:
        raise ValueFault("instant")
    if _DAY.fullmatch(sent.strip()):
        return _day(sent, field)
    try:
        instant = datetime.fromisoformat(sent.strip())
    except ValueError:
        raise ValueFault("instant") from None
    if instant.tzinfo is None:
        raise ValueFault("instant")
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise ValueFault("year")
    return instant.astimezone(UTC)


def _boolean(sent: Any, _: Field) -> bool:
    if not isinstance(sent, bool):
        raise ValueFault("not_a_boolean")
    return sent


def _choice(sent: Any, field: Field) -> str:
    if not isinstance(sent, str) or sent not in field.allowed:
        raise ValueFault("choice")
    return sent


_READERS: Mapping[FieldType, Callable[[Any, Field], Scalar]] = {
    FieldType.TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _day,
    FieldType.INSTANT: _instant,
    FieldType.BOOLEAN: _boolean,
    FieldType.CHOICE: _choice,
}
