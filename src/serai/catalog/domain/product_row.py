"""One row of a product load: a variant together with its product, ready to be staged."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from serai.catalog.domain.bad_value import BadValue
from serai.catalog.domain.package_size import PackageSize
from serai.catalog.domain.product_fields import FIELDS, REFUSED, Types
from serai.catalog.domain.row_error import RowError, RowErrors
from serai.catalog.domain.slugs import slug_of

BIT = {name: 1 << place for place, name in enumerate(FIELDS)}
"""The bit of each field in a row's `given`: which fields the row speaks about."""

_JSON = ("attributes", "translations", "media", "channels", "source", "variant_attributes", "parts")
_PLAIN = tuple(name for name in FIELDS if name not in {*_JSON, "package_size"})
COLUMNS = (
    "line",
    "bad",
    "given",
    "slug_hint",
    "brand_slug",
    "package_count",
    "package_amount",
    "package_unit",
    *_PLAIN,
    *_JSON,
)
"""The columns of a staged row."""


def read_row(line: int, raw: Mapping[str, Any], types: Types, errors: RowErrors) -> tuple[Any, ...]:
    """
    Return a row ready to be staged, noting what is wrong with it.

    A field that the row does not have stays as it is; one that is empty is emptied. A bad row is
    staged too, marked, so that nothing of its product is written.

    Args:
        line: where it stands.
        raw: values by column name, as a file or a request brought them.
        types: the attributes' types, by code.
        errors: where to note what is wrong.

    Returns:
        Values in the order of `COLUMNS`.
    """
    values: dict[str, Any] = {}
    given, before = 0, errors.count
    for name, value in raw.items():
        try:
            values[name] = _read(name, value, types)
            given |= BIT[name]
        except BadValue as refusal:
            errors.add(RowError(line, str(name)[:64], str(refusal)))
    if "sku" not in raw:
        errors.add(RowError(line, "sku", "Every row needs a SKU."))
    return _staged(line, values, given, bad=errors.count > before)


def unread_row(line: int, error: RowError, errors: RowErrors) -> tuple[Any, ...]:
    """Note the error of a row that could not be read at all, and return it marked as bad."""
    errors.add(error)
    return _staged(line, {}, 0, bad=True)


def _read(name: str, value: Any, types: Types) -> Any:
    field = FIELDS.get(name)
    if field is None:
        raise BadValue("There is no such column.")
    if value is None or value == "":
        if field.empty is REFUSED:
            raise BadValue("This cannot be empty.")
        return field.empty
    return field.read(value, types)


def _staged(line: int, values: dict[str, Any], given: int, *, bad: bool) -> tuple[Any, ...]:
    get = values.get
    name, brand = get("name"), get("brand")
    size: PackageSize | None = get("package_size")
    package: tuple[int | None, Decimal | None, str | None] = (
        (size.count, size.amount, size.unit) if size else (None, None, None)
    )
    return (
        line,
        bad,
        given,
        slug_of(name) if name and "slug" not in values else None,
        slug_of(brand) if brand else None,
        *package,
        *map(get, _PLAIN),
        *(
            None if (value := get(column)) is None else msgspec.json.encode(value).decode()
            for column in _JSON
        ),
    )
