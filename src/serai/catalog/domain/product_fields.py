"""The columns of a product load, and how a raw value of each is read."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from serai.catalog.domain import texts
from serai.catalog.domain.attributes import AttributeType
from serai.catalog.domain.bad_value import BadValue
from serai.catalog.domain.gtin import parse_gtin
from serai.catalog.domain.package_size import UNITS, Dimension, PackageSize, parse_package_size
from serai.catalog.domain.set_part import read_parts
from serai.catalog.domain.slugs import is_slug, slug_of

LARGEST_MEASURE = 1_000_000_000
LONGEST_DESCRIPTION = 50_000
LARGEST_SOURCE = 16_384
MOST_MEDIA = 50
EACH = "each"
STANDARD_TAX = "standard"
_TAX_CLASS = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)
SOLD_BY = (
    EACH,
    *sorted({u.code for u in UNITS.values() if u.dimension is not Dimension.COUNT}),
)
"""What one of a variant can be when bought."""

Types = Mapping[str, AttributeType]


class Of(StrEnum):
    """Whether a field belongs to the product or to the variant."""

    PRODUCT = "product"
    VARIANT = "variant"


REFUSED = object()
"""In place of an empty value: there is none."""


class Field(NamedTuple):
    """
    A column of a load.

    `read` turns a raw value into the stored one or raises `BadValue`. An empty value stores `empty`;
    where that is `REFUSED`, the field cannot be emptied.
    """

    of: Of
    read: Callable[[Any, Types], Any]
    empty: Any = None


def _code(value: Any, _: Types) -> str:
    return texts.code(value)


def _line(longest: int) -> Callable[[Any, Types], str]:
    return lambda value, _: texts.one_line(value, longest)


def _description(value: Any, _: Types) -> str:
    return texts.many_lines(value, LONGEST_DESCRIPTION)


def _slug(value: Any, _: Types) -> str:
    if not isinstance(value, str) or not is_slug(value):
        raise BadValue("Expected small letters, digits and single hyphens, at most 120.")
    return value


def _brand(value: Any, _: Types) -> str:
    name = texts.one_line(value, 120)
    if name and not slug_of(name):
        raise BadValue("A brand's name needs a letter or digit.")
    return name


def _gtin(value: Any, _: Types) -> str:
    return parse_gtin(str(value).zfill(14) if type(value) is int else texts.one_line(value, 40))


def _package(value: Any, _: Types) -> PackageSize:
    return parse_package_size(texts.one_line(value, 60))


def _unit(value: Any, _: Types) -> str:
    if value not in SOLD_BY:
        raise BadValue(f"Expected one of: {', '.join(SOLD_BY)}.")
    return str(value)


def _whole(value: Any, *, least: int) -> int:
    try:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        number = value if type(value) is int else int(texts.one_line(value, 20))
    except ValueError:
        raise BadValue("Expected a whole number.") from None
    if not least <= number <= LARGEST_MEASURE:
        raise BadValue(f"Expected {least} to {LARGEST_MEASURE:,}.")
    return number


def _measure(value: Any, _: Types) -> int:
    return _whole(value, least=1)


def _position(value: Any, _: Types) -> int:
    return _whole(value, least=0)


def _tax_class(value: Any, _: Types) -> str:
    if not isinstance(value, str) or not _TAX_CLASS.fullmatch(value):
        raise BadValue("Expected small letters, digits, hyphens or underscores, such as 'reduced'.")
    return value


def _parts(value: Any, _: Types) -> list[dict[str, Any]]:
    return read_parts(value)


def _truth(value: Any, _: Types) -> bool:
    return texts.truth(value)


def _mapping(value: Any) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise BadValue("Expected an object.")
    return value


def _attributes(value: Any, types: Types) -> dict[str, Any]:
    """Return the changes: a value sets, `None` removes."""
    checked = {}
    for code, given in _mapping(value).items():
        kind = types.get(code)
        if kind is None:
            raise BadValue(f"The attribute {str(code)[:64]!r} is not defined.")
        try:
            checked[code] = None if given in (None, "") else kind.checked(given)
        except BadValue as refusal:
            raise BadValue(f"{code}: {refusal}") from None
    return checked


def read_translations(value: Any, _: Types | None = None) -> dict[str, dict[str, str] | None]:
    """
    Return the texts per locale; `None` removes a locale.

    Raises:
        BadValue: not a locale, or not a text that is translated.
    """
    return {texts.locale(locale): _translated(given) for locale, given in _mapping(value).items()}


def _translated(given: Any) -> dict[str, str] | None:
    if given is None:
        return None
    if unknown := _mapping(given).keys() - {"name", "description"}:
        raise BadValue(f"{str(min(unknown, key=str))[:64]!r} is not translated.")
    readers = {"name": _line(300), "description": _description}
    return {field: readers[field](text, {}) for field, text in given.items()}


def _media(value: Any, _: Types) -> list[dict[str, Any]]:
    if not isinstance(value, list | tuple) or len(value) > MOST_MEDIA:
        raise BadValue(f"Expected a list of at most {MOST_MEDIA}.")
    found = [_medium({"url": item} if isinstance(item, str) else _mapping(item)) for item in value]
    if len({item["url"] for item in found}) < len(found):
        raise BadValue("The same address stands here twice.")
    return found


def _medium(given: Mapping[str, Any]) -> dict[str, Any]:
    url = texts.one_line(given.get("url"), 1000)
    if not url.startswith(("https://", "http://", "/")) or " " in url:
        raise BadValue("An address starts with https://, http:// or / and has no spaces.")
    kind = given.get("kind") or "image"
    if kind not in ("image", "video", "document"):
        raise BadValue("A medium is an image, a video or a document.")
    sku = given.get("sku")
    return {
        "url": url,
        "kind": kind,
        "alt": texts.one_line(given.get("alt"), 300),
        "alts": _alts(given.get("alts")),
        "sku": None if sku is None else texts.code(sku),
    }


def _alts(value: Any) -> dict[str, str] | None:
    """Return what a picture shows, by locale; `None`: as it was."""
    if value is None:
        return None
    said = {texts.locale(at): texts.one_line(words, 300) for at, words in _mapping(value).items()}
    return {at: words for at, words in said.items() if words}


def _channels(value: Any, _: Types) -> list[dict[str, str | None]]:
    if not isinstance(value, list | tuple):
        raise BadValue("Expected a list of channel codes.")
    found = [_sale({"code": item} if isinstance(item, str) else _mapping(item)) for item in value]
    if len({item["code"] for item in found}) < len(found):
        raise BadValue("The same channel stands here twice.")
    return found


def _sale(given: Mapping[str, Any]) -> dict[str, str | None]:
    opens, closes = _instant(given.get("from")), _instant(given.get("until"))
    if opens and closes and opens >= closes:
        raise BadValue("The sale ends before it begins.")
    return {
        "code": texts.code(given.get("code")),
        "from": opens.isoformat() if opens else None,
        "until": closes.isoformat() if closes else None,
    }


def _instant(value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        instant = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise BadValue("Expected an instant with its offset, such as 2026-11-21T09:00:00Z.")
    return instant


def read_source(value: Any, _: Types | None = None) -> dict[str, Any]:
    """
    Return where a row came from, as a JSON object.

    Raises:
        BadValue: not an object that JSON and the database can hold.
    """
    try:
        encoded = msgspec.json.encode(_mapping(value))
    except (TypeError, ValueError, UnicodeError):
        raise BadValue("Expected an object of texts and numbers.") from None
    if len(encoded) > LARGEST_SOURCE or b"\\u0000" in encoded:
        raise BadValue(f"At most {LARGEST_SOURCE:,} bytes, without control characters.")
    return dict(value)


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "sku": Field(Of.VARIANT, _code, REFUSED),
        "product": Field(Of.PRODUCT, _code),
        "slug": Field(Of.PRODUCT, _slug, REFUSED),
        "name": Field(Of.PRODUCT, _line(300), REFUSED),
        "description": Field(Of.PRODUCT, _description, ""),
        "brand": Field(Of.PRODUCT, _brand),
        "category": Field(Of.PRODUCT, _slug),
        "seller": Field(Of.PRODUCT, _code, REFUSED),
        "active": Field(Of.PRODUCT, _truth, REFUSED),
        "attributes": Field(Of.PRODUCT, _attributes, REFUSED),
        "translations": Field(Of.PRODUCT, read_translations, REFUSED),
        "media": Field(Of.PRODUCT, _media, []),
        "channels": Field(Of.PRODUCT, _channels, []),
        "source": Field(Of.PRODUCT, read_source, REFUSED),
        "variant_name": Field(Of.VARIANT, _line(200), ""),
        "gtin": Field(Of.VARIANT, _gtin),
        "unit": Field(Of.VARIANT, _unit, EACH),
        "package_size": Field(Of.VARIANT, _package),
        "length_mm": Field(Of.VARIANT, _measure),
        "width_mm": Field(Of.VARIANT, _measure),
        "height_mm": Field(Of.VARIANT, _measure),
        "weight_g": Field(Of.VARIANT, _measure),
        "variant_attributes": Field(Of.VARIANT, _attributes, REFUSED),
        "variant_active": Field(Of.VARIANT, _truth, REFUSED),
        "position": Field(Of.VARIANT, _position, 0),
        "version": Field(Of.VARIANT, _measure),
        "tax_class": Field(Of.PRODUCT, _tax_class, STANDARD_TAX),
        "parts": Field(Of.VARIANT, _parts, []),
    }
)
"""The columns of a load, by name."""
