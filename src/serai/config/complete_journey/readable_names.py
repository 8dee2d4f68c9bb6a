"""What the data's shouted, cut-off words read like in a shop."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_TABLE = Path(__file__).with_name("names.toml")
_TRANSLATIONS = Path(__file__).with_name("translations.toml")

_CUT_OFF = re.compile(r"\s*\([^)]*\)?")
_SEPARATORS = re.compile(r"\s*([/&])\s*")
_SMALL = frozenset("and the of in on with without for by to n".split())
_TURNED = frozenset(
    "APPLES CARROTS CHERRIES GRAPES MUSHROOMS NECTARINES ONIONS PEACHES PEARS PEPPERS POTATOES"
    " TOMATOES".split()
)
_EMPTY = frozenset("ALL OTHER OTHERS ETC".split())


class Shelf(NamedTuple):
    """Where something stands: the aisle, and the category in it."""

    aisle: str
    category: str


class Kind(NamedTuple):
    """What a product type is: its place's name, the noun for one product, a real brand if it is one."""

    name: str
    noun: str
    brand: str | None = None


class Names:
    """The table of names, and the rules for what it does not list."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.aisles: Sequence[str] = table["aisles"]
        self._lists: Mapping[str, Sequence[str]] = table
        self._departments: Mapping[str, str] = table["departments"]
        self._categories: Mapping[str, str] = table["categories"]
        self._types: Mapping[str, str] = table["types"]
        self._brands: Mapping[str, str] = table["brands"]
        self._words: Mapping[str, str] = table["words"]

    def shelf(self, department: str, category: str | None) -> Shelf | None:
        """
        Return where a product category of the data stands; `None` when the data name none.

        Raises:
            KeyError: the table does not know the category.
        """
        if category is None:
            return None
        place = self._categories.get(f"{department} > {category}") or self._categories[category]
        aisle, _, name = place.partition(" > ")
        return Shelf(aisle, name)

    def aisle(self, department: str) -> str:
        """
        Return the aisle for products of a department of which the data know no more.

        Raises:
            KeyError: the table does not know the department.
        """
        return self._departments[department]

    def kind(self, category: str | None, product_type: str) -> Kind:
        """Return what a product type is, in its category."""
        if brand := self._brands.get(product_type):
            brand, _, noun = brand.partition(" > ")
            return Kind(f"{brand} {noun}", noun, brand)
        name = self._types.get(f"{category} > {product_type}") or self._types.get(product_type)
        name = name or self.spelt_out(product_type)
        return Kind(name, name)

    def stays(self, category: str | None, product_type: str) -> bool:
        """Return whether the type means something of its own in this category."""
        return f"{category} > {product_type}" in self._types

    def is_sold_in_stores_only(self, aisle: str, product_type: str | None) -> bool:
        """Return whether the web shop leaves it out: services, till entries, tobacco."""
        return aisle in self._lists["store_only"] or product_type in self._lists["store_only_types"]

    def is_age_restricted(self, aisle: str, product_type: str | None) -> bool:
        """Return whether a shopper's age must be checked."""
        by_aisle = aisle in self._lists["age_restricted"]
        spared = product_type in self._lists["not_age_restricted"]
        return (by_aisle and not spared) or "AGE RESTRICTED" in (product_type or "")

    def is_liquid(self, category: str | None) -> bool:
        """Return whether ounces in this category are fluid ounces."""
        return category in self._lists["liquids"]

    def spelt_out(self, text: str) -> str:
        """
        Return a text of the data in readable words, by rule.

        Example:
            >>> names().spelt_out("POTATOES RUSSET (BULK&BA"), names().spelt_out("FRZN DINNER ROLLS")
            ('Russet Potatoes', 'Frozen Dinner Rolls')
        """
        magazine = text.endswith("-MAGAZINE")
        words = _CUT_OFF.sub("", text.removesuffix("-MAGAZINE")).split()
        if len(words) > 1 and words[0] in _TURNED:
            words = [*words[1:], words[0]]
        words = [word for word in words if word not in _EMPTY] or words
        spelt = " ".join(self._word(word) for word in words)
        spelt = _SEPARATORS.sub(lambda match: " & " if match[1] == "&" else "/", spelt)
        spelt = spelt[:1].upper() + spelt[1:]
        return f"{spelt} Magazine" if magazine else spelt

    def _word(self, word: str) -> str:
        parts = re.split(r"([/&-])", word)
        return "".join(self._words.get(part) or _cased(part) for part in parts)


def _cased(word: str) -> str:
    return word.lower() if word.lower() in _SMALL else word.capitalize()


@cache
def names() -> Names:
    """Return the table that comes with the code."""
    return Names(tomllib.loads(_TABLE.read_text(encoding="utf-8")))


@cache
def translations() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return names in other languages: `categories` by their English name, `attributes` by their code."""
    return tomllib.loads(_TRANSLATIONS.read_text(encoding="utf-8"))
