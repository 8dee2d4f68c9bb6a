"""Rows of small loads: categories, brands, attributes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from serai.catalog.domain import product_fields, texts
from serai.catalog.domain.attributes import AttributeKind
from serai.catalog.domain.bad_value import BadValue
from serai.catalog.domain.product_fields import LONGEST_DESCRIPTION
from serai.catalog.domain.row_error import RowError, RowErrors
from serai.catalog.domain.slugs import is_slug

Readers = Mapping[str, Callable[[Any], Any]]
MOST_CHOICES = 1000


def read_small_row(
    line: int, raw: Mapping[str, Any], readers: Readers, errors: RowErrors, *, key: str
) -> dict[str, Any] | None:
    """
    Return the values of a row, or `None` after noting what is wrong with it.

    Args:
        line: where it stands.
        raw: values by column name.
        readers: the columns there are.
        errors: where to note what is wrong.
        key: the column that every row needs.
    """
    values: dict[str, Any] = {}
    before = errors.count
    for name, value in raw.items():
        try:
            read: Callable[[Any], Any] = readers.get(name, _no_column)
            values[name] = read(value)
        except BadValue as refusal:
            errors.add(RowError(line, str(name)[:64], str(refusal)))
    if key not in raw:
        errors.add(RowError(line, key, "Every row needs one."))
    return values if errors.count == before else None


def _no_column(_: Any) -> None:
    raise BadValue("There is no such column.")


def _slug(value: Any) -> str:
    if not isinstance(value, str) or not is_slug(value):
        raise BadValue("Expected small letters, digits and single hyphens, at most 120.")
    return value


def _name(longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        name = texts.one_line(value, longest)
        if not name:
            raise BadValue("This cannot be empty.")
        return name

    return read


def _parent(value: Any) -> str | None:
    return None if value in (None, "") else _slug(value)


def _position(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 2**31:
        raise BadValue("Expected a whole number, none negative.")
    return value


def _attribute_code(value: Any) -> str:
    code = texts.code(value)
    if not code.replace("_", "").isalnum():
        raise BadValue("Expected letters, digits and underscores.")
    return code


def _kind(value: Any) -> str:
    if value not in list(AttributeKind):
        raise BadValue(f"Expected one of: {', '.join(AttributeKind)}.")
    return str(value)


def _labels(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise BadValue("Expected an object of labels by locale.")
    return {texts.locale(locale): texts.one_line(label, 120) for locale, label in value.items()}


def _choices(value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list | tuple) or len(value) > MOST_CHOICES:
        raise BadValue(f"Expected a list of at most {MOST_CHOICES:,}.")
    pairs = [(item, item) if isinstance(item, str) else _pair(item) for item in value]
    choices = [{"value": _name(120)(choice), "label": _name(120)(label)} for choice, label in pairs]
    if len({choice["value"] for choice in choices}) < len(choices):
        raise BadValue("The same choice stands here twice.")
    return choices


def _pair(item: Any) -> tuple[Any, Any]:
    if not isinstance(item, Mapping) or set(item) != {"value", "label"}:
        raise BadValue("A choice is a text, or an object with a value and a label.")
    return item["value"], item["label"]


CATEGORY: Readers = MappingProxyType(
    {
        "slug": _slug,
        "name": _name(200),
        "parent": _parent,
        "description": lambda value: texts.many_lines(value, LONGEST_DESCRIPTION),
        "position": _position,
        "version": _position,
        "translations": product_fields.read_translations,
        "source": product_fields.read_source,
    }
)
"""The columns of a category."""

BRAND: Readers = MappingProxyType(
    {
        "slug": _slug,
        "name": _name(120),
        "private_label": texts.truth,
        "source": product_fields.read_source,
    }
)
"""The columns of a brand."""

ATTRIBUTE: Readers = MappingProxyType(
    {
        "code": _attribute_code,
        "kind": _kind,
        "label": _name(120),
        "labels": _labels,
        "unit": lambda value: texts.one_line(value, 16),
        "choices": _choices,
        "filterable": texts.truth,
    }
)
"""The columns of an attribute."""
