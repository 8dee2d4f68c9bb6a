"""The values of one row, as the Python predicate and the explanation take them."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import F, Model, QuerySet

from serai.kernel.conditions import Context, Fields, FieldType
from serai.kernel.money import Money
from serai.plumbing.conditions.as_query import Column

M = TypeVar("M", bound=Model)


def context_of(
    rows: "QuerySet[M]", fields: Fields, columns: Mapping[str, Column]
) -> Context | None:
    """Return the values of the first row by field name, from the columns that queries ask; one statement."""
    names = {f"condition_{index}": name for index, name in enumerate(fields)}
    asked = {
        alias: F(column) if isinstance(column := columns[name], str) else column
        for alias, name in names.items()
    }
    found: dict[str, Any] | None = rows.annotate(**asked).values(*names).first()
    if found is None:
        return None
    return {
        fields[name].name: _brought(fields, name, found[alias]) for alias, name in names.items()
    }


def _brought(fields: Fields, name: str, value: Any) -> Any:
    if value is not None and fields[name].type is FieldType.MONEY:
        return Money(value, fields[name].currency)
    return value
