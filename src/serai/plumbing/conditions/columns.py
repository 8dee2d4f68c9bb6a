"""Where the values of fields are in the database, as expressions of Django's ORM."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    DateField,
    DecimalField,
    Expression,
    F,
    Func,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Collate, Lower, NullIf
from django.db.models.lookups import Exact, Regex

from serai.kernel.conditions.fold import CAPITALS, SMALLS

_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class _AsNumber(Func):
    """A cast without a scale: nothing is rounded."""

    template = "(%(expressions)s)::numeric"
    output_field = DecimalField(max_digits=38, decimal_places=18)


class _JsonType(Func):
    function = "jsonb_typeof"
    output_field = TextField()


def exactly(text: Expression | F | Subquery) -> Expression:
    """Return a text that is compared byte by byte, whatever its column's collation."""
    return Collate(text, "C")


def folded(text: Expression | F | Subquery, wanted: str) -> Expression:
    """
    Return a text in small letters, as `kernel.conditions.fold` makes them, whatever the server's locale.

    Of letters outside ASCII only those are folded that can meet a letter of `wanted`, which is folded
    already: the others match nothing in it either way, and a table of all of them would cost a search for
    each letter of each row.
    """
    small = Lower(exactly(text))
    pairs = [
        (capital, letter)
        for capital, letter in zip(CAPITALS, SMALLS, strict=True)
        if letter in wanted
    ]
    if not pairs:
        return small
    capitals, letters = ("".join(side) for side in zip(*pairs, strict=True))
    table = (Value(capitals), Value(letters))
    return Func(small, *table, function="translate", output_field=TextField())


def not_empty(column: str) -> Expression:
    """Return a text column in which an empty text stands for a missing one."""
    return NullIf(F(column), Value(""), output_field=TextField())


def money_column(minor: str, currency: str, wanted: str) -> Expression:
    """Return the minor units of an amount if it is in the currency `wanted`; otherwise it is missing."""
    return Case(When(**{currency: wanted}, then=F(minor)), output_field=BigIntegerField(null=True))


def json_text(column: str, key: str) -> Expression:
    """Return a text in a JSON object; an empty one is missing."""
    return NullIf(KeyTextTransform(key, column), Value(""), output_field=TextField())


def json_number(column: str, key: str) -> Expression:
    """Return a number in a JSON object, as exact as it stands there; whatever is no number is missing."""
    return _of_json_type("number", column, key, _AsNumber(KeyTextTransform(key, column)))


def json_boolean(column: str, key: str) -> Expression:
    """Return yes or no in a JSON object; whatever is neither is missing."""
    value = Cast(KeyTextTransform(key, column), BooleanField())
    return _of_json_type("boolean", column, key, value)


def json_day(column: str, key: str) -> Expression:
    """Return a day in a JSON object, kept as 2026-11-21; whatever is none is missing."""
    text = KeyTextTransform(key, column)
    return Case(When(Regex(text, _DAY), then=Cast(text, DateField())), output_field=DateField())


def steps_of_path(column: str) -> Expression:
    """Return the steps of a path such as grocery/frozen/pizza as a list."""
    return Func(
        F(column),
        Value("/"),
        function="string_to_array",
        output_field=ArrayField(TextField(), null=True),
    )


def _of_json_type(name: str, column: str, key: str, value: Expression) -> Expression:
    is_right = Exact(_JsonType(KeyTransform(key, column)), Value(name))
    return Case(When(is_right, then=value), output_field=value.output_field)
