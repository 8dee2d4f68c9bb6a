"""Narrowing and ordering a listing: from the address to the platform's parameters and back."""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from serai_storefront.i18n.catalogues import mark
from serai_storefront.i18n.languages import ASKED
from serai_storefront.shop_api.catalogue import Facet, FacetValue

PER_PAGE = "24"

SORTS = {
    "relevance": mark("Best match"),
    "popular": mark("Most popular"),
    "price": mark("Price: low to high"),
    "-price": mark("Price: high to low"),
    "name": mark("Name"),
    "newest": mark("Newest"),
}

_FIELD = re.compile(r"[a-z][a-z_]{0,39}")
_OURS = frozenset({"q", "cursor", "limit", ASKED})
_SINGLE = frozenset({"sort", "price_min", "price_max", "in_stock"})
_PRICE = re.compile(r"\d{1,7}([.,]\d{1,2})?")


@dataclasses.dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    without: str
    field: str
    value: str


@dataclasses.dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters and the order in an address."""

    path: str
    pairs: tuple[tuple[str, str], ...]
    fixed: tuple[tuple[str, str], ...] = ()
    cursor: str = ""

    @classmethod
    def of(
        cls, path: str, query: QueryParams, *, fixed: Sequence[tuple[str, str]] = ()
    ) -> "Narrowing":
        """Read an address; what is no filter is left out."""
        pairs = []
        given = {field for field, _ in fixed}
        for field, value in query.multi_items()[:60]:
            kept = "" if field in given else _cleaned(field, value.strip()[:100])
            if kept and (field, kept) not in pairs:
                pairs.append((field, kept))
        return cls(path, tuple(pairs), tuple(fixed), query.get("cursor", "")[:500])

    @property
    def params(self) -> list[tuple[str, str]]:
        """What to ask the platform."""
        cursor = [("cursor", self.cursor)] if self.cursor else []
        return [*self.fixed, *self.pairs, *cursor, ("limit", PER_PAGE)]

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The pairs without the order."""
        return [pair for pair in self.pairs if pair[0] != "sort"]

    def value(self, field: str) -> str:
        """Return the first value of a field, or nothing."""
        return next((value for name, value in self.pairs if name == field), "")

    def has(self, field: str, value: str) -> bool:
        """Return whether a filter is in force."""
        return (field, value) in self.pairs

    def address(
        self,
        *,
        without: Iterable[tuple[str, str]] = (),
        with_pair: tuple[str, str] | None = None,
        cursor: str | None = None,
    ) -> str:
        """Return the address of this listing with some pairs removed, one in its field's place, at a cursor."""
        gone = set(without)
        kept = [pair for pair in self.pairs if pair not in gone]
        if with_pair:
            kept = [*(pair for pair in kept if pair[0] != with_pair[0]), with_pair]
        q = [pair for pair in self.fixed if pair[0] == "q"]
        pairs = [*q, *kept, *([("cursor", cursor)] if cursor else [])]
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def chips(self, facets: Iterable[Facet], names: Mapping[tuple[str, str], str]) -> list[Chip]:
        """Return the filters in force, with the words of the facets, or else these names."""
        labels = dict(names) | {
            (facet.field, value.value): value.label for facet in facets for value in facet.values
        }
        return [
            Chip(
                labels.get((field, value), value),
                self.address(without=[(field, value)]),
                field,
                value,
            )
            for field, value in self.filters
        ]

    def shown(self, facet: Facet) -> list[FacetValue]:
        """Return a facet's values; one in force stays even when the platform no longer lists it."""
        listed = {value.value for value in facet.values}
        lost = [
            value for field, value in self.pairs if field == facet.field and value not in listed
        ]
        return [*facet.values, *(FacetValue(value, value, None, selected=True) for value in lost)]


def _cleaned(field: str, value: str) -> str:
    if not value or field in _OURS or not _FIELD.fullmatch(field):
        return ""
    if field in {"price_min", "price_max"}:
        return value.replace(",", ".") if _PRICE.fullmatch(value) else ""
    if field == "in_stock":
        return "1"
    if field == "sort":
        return value if value in SORTS else ""
    return value
