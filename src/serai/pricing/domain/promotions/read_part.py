"""Read one JSON object that a stranger sent: each value is checked, and everything wrong is gathered."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from serai.kernel.conditions import (
    EVERYTHING,
    BadConditions,
    Fault,
    Field,
    Fields,
    FieldType,
    Group,
    Operator,
    read_tree,
)
from serai.kernel.conditions.read_value import ValueFault, read_value
from serai.kernel.conditions.words import ENGLISH
from serai.kernel.money import Money

MOST_FAULTS, MOST_IN_A_LIST, LARGEST = 50, 200, 1_000_000
MOST_MINOR = 10**12
_SAYS = {
    "object": "Expected an object.",
    "list": "Expected a list of at most {most}.",
    "some": "At least one belongs here.",
    "one_of": "Expected one of {values}.",
    "range": "Expected a whole number from {least} to {most}.",
    "percent": "Expected a percentage above 0, of at most 100 and four decimals.",
    "money": "Expected an amount from {least} to {most}.",
    "no_currency": "An amount needs a currency: name one for the promotion.",
    "uuid": "Expected an id.",
    "clock": "Expected a time of the day such as 16:30.",
    "twice": "One of these comes twice.",
    "rise": "Each must be more than the one before.",
    "alone": "A promotion that stands alone belongs to no group.",
    "a_year": "A yearly season ends before its year is over.",
    "no_time": "The hours end when they begin.",
    "code_of_currency": "Expected a code such as EUR.",
    "characters": "Expected a text of {least} to {most} characters.",
}
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?")


class Part:
    """One object of what was sent: values are taken by their keys, faults go to the common list."""

    def __init__(self, sent: Any, path: str, faults: list[Fault], currency: str = "") -> None:
        self.path, self.faults, self.currency = path, faults, currency
        self.sent: Mapping[str, Any] = {}
        if isinstance(sent, Mapping):
            self.sent = sent
        else:
            self.wrong("", "object")

    def wrong(self, key: str, code: str, /, **facts: Any) -> None:
        """Note that something is wrong with the value of a key ("": with the whole object)."""
        place = f"{self.path}/{key}" if key else self.path
        says = _SAYS.get(code) or ENGLISH[f"fault.{code}"]
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(place, code, says.format(**facts), facts))

    def only(self, *keys: str) -> None:
        """Note every key that is not one of these."""
        for key in self.sent:
            if key not in keys:
                self.wrong(str(key)[:40], "unknown_key", key=str(key)[:40])

    def has(self, key: str) -> bool:
        """Return whether there is a value."""
        return self.sent.get(key) is not None

    def inner(self, key: str) -> "Part":
        """Return the object of a key; an absent one is empty."""
        return Part(
            self.sent[key] if self.has(key) else {}, self._at(key), self.faults, self.currency
        )

    def each(self, key: str, *, most: int = MOST_IN_A_LIST) -> Iterator["Part"]:
        """Yield the objects of a list."""
        for index, sent in enumerate(self.list(key, most=most)):
            yield Part(sent, f"{self._at(key)}/{index}", self.faults, self.currency)

    def list(self, key: str, *, most: int = MOST_IN_A_LIST) -> list[Any]:
        """Return a list; an absent one is empty."""
        sent = self.sent.get(key)
        if sent is None:
            return []
        if not isinstance(sent, list) or len(sent) > most:
            self.wrong(key, "list", most=most)
            return []
        return sent

    def text(self, key: str, *, least: int = 0, most: int = 200) -> str:
        """Return a text without space around it."""
        sent = self.sent.get(key, "")
        text = sent.strip() if isinstance(sent, str) else None
        if text is None or not least <= len(text) <= most or "\x00" in text:
            self.wrong(key, "characters", least=least, most=most)
            return ""
        return text

    def texts(self, key: str) -> frozenset[str]:
        """Return the texts of a list."""
        found = self.list(key)
        for index, each in enumerate(found):
            if not isinstance(each, str) or not 0 < len(each) <= 200:
                self.wrong(f"{key}/{index}", "characters", least=1, most=200)
        return frozenset(each for each in found if isinstance(each, str))

    def flag(self, key: str) -> bool:
        """Return yes or no; absent is no."""
        sent = self.sent.get(key, False)
        if not isinstance(sent, bool):
            self.wrong(key, "not_a_boolean")
            return False
        return sent

    def whole(
        self, key: str, *, least: int, most: int = LARGEST, default: int | None = None
    ) -> int:
        """Return a whole number; an absent one is the default, or wrong where there is none."""
        sent = self.sent.get(key, default)
        if type(sent) is not int or not least <= sent <= most:
            self.wrong(key, "range", least=least, most=most)
            return least
        return sent

    def maybe_whole(self, key: str) -> int | None:
        """Return a whole number above zero, or none."""
        return self.whole(key, least=1) if self.has(key) else None

    def choice(self, key: str, *values: str, default: str = "") -> str:
        """Return one of the values."""
        sent = self.sent.get(key, default)
        if sent not in values:
            self.wrong(key, "one_of", values=", ".join(values))
            return values[0]
        return str(sent)

    def percent(self, key: str) -> Decimal:
        """Return a percentage: more than 0, at most 100."""
        value = self._value(key, Field(key, FieldType.NUMBER, key, places=4))
        if value is None or not 0 < value <= 100:
            if value is not None:
                self.wrong(key, "percent")
            return Decimal(100)
        return Decimal(value)

    def money(self, key: str, *, least: int = 1) -> Money:
        """Return an amount in the promotion's currency, of at least so many minor units."""
        if not self.currency:
            self.wrong(key, "no_currency")
            return Money(least, "XXX")
        field = Field(key, FieldType.MONEY, key, currency=self.currency)
        value: Money | None = self._value(key, field)
        if value is None or not least <= value.minor <= MOST_MINOR:
            bounds = Money(least, self.currency), Money(MOST_MINOR, self.currency)
            if value is not None:
                self.wrong(key, "money", least=str(bounds[0]), most=str(bounds[1]))
            return bounds[0]
        return value

    def maybe_money(self, key: str, *, least: int = 1) -> Money | None:
        """Return an amount, or none."""
        return self.money(key, least=least) if self.has(key) else None

    def uuid(self, key: str) -> UUID:
        """Return an id."""
        try:
            return UUID(self.sent.get(key))
        except (TypeError, ValueError, AttributeError):
            self.wrong(key, "uuid")
            return UUID(int=0)

    def day(self, key: str) -> date:
        """Return a day."""
        found: date | None = self._value(key, Field(key, FieldType.DATE, key))
        return found or date(2000, 1, 1)

    def maybe_instant(self, key: str) -> datetime | None:
        """Return an instant in UTC, or none."""
        if not self.has(key):
            return None
        found = self._value(key, Field(key, FieldType.INSTANT, key))
        if isinstance(found, datetime):
            return found.astimezone(UTC)
        if found is not None:
            self.wrong(key, "instant")
        return None

    def clock(self, key: str) -> time:
        """Return a time of the day."""
        sent = self.sent.get(key)
        if not isinstance(sent, str) or not _CLOCK.fullmatch(sent):
            self.wrong(key, "clock")
            return time()
        return time.fromisoformat(sent)

    def tree(self, key: str, fields: Fields) -> Group:
        """Return conditions; absent ones are true of everything."""
        if not self.has(key):
            return EVERYTHING
        try:
            return read_tree(self.sent[key], fields)
        except BadConditions as refusal:
            for fault in refusal.errors:
                if len(self.faults) < MOST_FAULTS:
                    place = self._at(key) + fault.path
                    self.faults.append(Fault(place, fault.code, fault.detail, fault.facts))
            return EVERYTHING

    def _at(self, key: str) -> str:
        return f"{self.path}/{key}"

    def _value(self, key: str, field: Field) -> Any:
        try:
            return read_value(self.sent.get(key), field, Operator.EQUAL)
        except ValueFault as fault:
            self.wrong(key, fault.code, **fault.facts)
            return None
