"""How conditions are put into words; this is English, other languages take the same names."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from serai.kernel.conditions.fields import Field
from serai.kernel.conditions.tree import Scalar
from serai.kernel.money import Money

ENGLISH = MappingProxyType(
    {
        "is.=": "{field} is {value}",
        "is.!=": "{field} is not {value}",
        "is.<": "{field} is less than {value}",
        "is.<=": "{field} is at most {value}",
        "is.>": "{field} is more than {value}",
        "is.>=": "{field} is at least {value}",
        "is.<.time": "{field} is before {value}",
        "is.<=.time": "{field} is not after {value}",
        "is.>.time": "{field} is after {value}",
        "is.>=.time": "{field} is not before {value}",
        "is.between": "{field} is from {low} to {high}",
        "is.notBetween": "{field} is not from {low} to {high}",
        "is.in": "{field} is one of {value}",
        "is.notIn": "{field} is none of {value}",
        "is.contains": "{field} contains {value}",
        "is.doesNotContain": "{field} does not contain {value}",
        "is.beginsWith": "{field} begins with {value}",
        "is.doesNotBeginWith": "{field} does not begin with {value}",
        "is.endsWith": "{field} ends with {value}",
        "is.doesNotEndWith": "{field} does not end with {value}",
        "is.null": "{field} is missing",
        "is.notNull": "{field} is known",
        "is.containsAny": "{field} has any of {value}",
        "is.containsAll": "{field} has all of {value}",
        "is.containsNone": "{field} has none of {value}",
        "is.withinLast": "{field} is within the last {span}",
        "is.withinNext": "{field} is within the next {span}",
        "is.longerAgo": "{field} is longer ago than {span}",
        "word.and": "and",
        "word.or": "or",
        "word.not": "not",
        "word.yes": "yes",
        "word.no": "no",
        "word.everything": "everything",
        "word.nothing": "nothing",
        "word.comma": ", ",
        "word.quoted": "“{text}”",
        "why.matched": "It matches: {reason}.",
        "why.excluded": "It does not match, because {reason}.",
        "why.failed": "It does not match: {reason} – but it is {actual}.",
        "why.missing": "It does not match: {reason} – but it is not known.",
        "fault.not_a_tree": "Expected an object with combinator and rules.",
        "fault.not_json": "This is not JSON.",
        "fault.not_a_list": "Expected a list.",
        "fault.unknown_key": "Nothing here is called {key}.",
        "fault.combinator": "Expected and or or.",
        "fault.not_a_boolean": "Expected true or false.",
        "fault.empty_group": "A group needs at least one rule.",
        "fault.too_deep": "Groups may be nested {most} deep at most.",
        "fault.too_many_rules": "There may be {most} rules at most.",
        "fault.too_many_values": "There may be {most} values at most.",
        "fault.unknown_field": "Choose what the rule is about.",
        "fault.operator": "This cannot be said about this field.",
        "fault.no_value": "No value belongs here.",
        "fault.text": "Type a text of 1 to {most} characters.",
        "fault.number": "Type a number.",
        "fault.whole_number": "Type a whole number.",
        "fault.places": "Type at most {most} digits after the point.",
        "fault.too_large": "The number is too large.",
        "fault.currency": "The amount is in {currency}.",
        "fault.day": "Type a day such as 2026-11-21.",
        "fault.instant": "Type a day, or an instant with its offset such as 2026-11-21T15:00:00Z.",
        "fault.year": "The year is out of range.",
        "fault.days": "Type a whole number of days from 0 to {most}.",
        "fault.choice": "This is not one of the choices.",
        "fault.pair": "Two values belong here.",
        "fault.backwards": "The first value is after the second.",
        "fault.some": "Choose at least one value.",
    }
)


class Words:
    """Puts conditions into English words; a subclass does so for another language."""

    locale = "en"

    def say(self, name: str, **facts: Any) -> str:
        """Return the sentence of this name, with its facts, which are words already."""
        return self.fill(ENGLISH[name], **facts)

    def fill(self, sentence: str, **facts: Any) -> str:
        """Return a sentence of this language with its facts, which are words already."""
        return sentence.format(**facts)

    def sentences(self, of: str, english: Mapping[str, str]) -> Mapping[str, str]:
        """Return what someone else's sentences are in this language, by their names; `of` says whose."""
        return english

    def label(self, domain: str, field: Field) -> str:
        """Return what people call the field."""
        return field.label

    def choice(self, domain: str, field: Field, value: str) -> str:
        """Return what people call one of the field's choices."""
        known = (each.label for each in field.choices if each.value == value)
        return next(known, self.quoted(value))

    def span(self, days: int) -> str:
        """Return a number of days in words."""
        return f"{days:,} day" + "s" * (days != 1)

    def number(self, value: Any, unit: str) -> str:
        """Return a number as the language writes it, with its unit."""
        plain = f"{value:,}" if isinstance(value, int) else f"{value.normalize():,f}"
        return f"{plain} {unit}".rstrip()

    def money(self, value: Money) -> str:
        """Return an amount as the language writes it."""
        return str(value)

    def day(self, value: date) -> str:
        """Return a day as the language writes it."""
        return f"{value.day} {value:%B %Y}"

    def instant(self, value: datetime) -> str:
        """Return an instant as the language writes it."""
        return f"{self.day(value)}, {value:%H:%M %Z}"

    def quoted(self, text: str) -> str:
        """Return a text between the language's quotation marks."""
        return self.say("word.quoted", text=text)

    def listed(self, words: Sequence[str]) -> str:
        """Return words as an enumeration."""
        return self.say("word.comma").join(words)

    def value(self, domain: str, field: Field, value: Scalar) -> str:
        """Return one value in words."""
        if isinstance(value, bool):
            return self.say("word.yes" if value else "word.no")
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, datetime):
            return self.instant(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, str):
            return self.choice(domain, field, value) if field.choices else self.quoted(value)
        return self.number(value, field.unit)
