"""Fills the port from sorted files."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from serai.customers.adapters.postal_codes.build_index import (
    VERSION,
    build_index,
    known_countries,
)
from serai.customers.adapters.postal_codes.sorted_lines import SortedLines
from serai.customers.domain.place_text import code_key, folded, is_code
from serai.customers.ports import GazetteerUnavailable, Place

GENERAL_CODES = frozenset({"BR", "GB"})
"""Countries whose codes in the source are those of whole towns or areas, not of streets."""

_LOOKED_AT = 1000
"""Lines that one question reads at most; among them the likeliest come first."""


@dataclass
class PostalCodes:
    """
    A gazetteer in files.

    Attributes:
        folder: where the sorted files are, or will be.
    """

    folder: Path
    attribution: str = "Places: countries-states-cities-database, Open Database License (ODbL) 1.0"
    _files: dict[str, tuple[SortedLines, SortedLines]] = field(default_factory=dict, repr=False)
    _building: Lock = field(default_factory=Lock, repr=False)

    def places(self, text: str, *, country: str, limit: int) -> list[Place]:
        """Return places by the beginning of a postcode, or of a town's name."""
        if country not in known_countries() or not text.strip():
            return []
        try:
            codes, names = self._of_country(country)
        except OSError as failure:
            raise GazetteerUnavailable from failure
        found = _by_code(codes, text, country) if is_code(text) else _by_name(names, text, country)
        return list(dict.fromkeys(found))[:limit]

    def _of_country(self, country: str) -> tuple[SortedLines, SortedLines]:
        kept = self._files.get(country)
        if kept is None:
            with self._building:
                folder = self.folder / VERSION / country
                if not (folder / "names").exists():
                    build_index(country, folder)
                kept = SortedLines(folder / "codes"), SortedLines(folder / "names")
                self._files[country] = kept
        return kept


def _by_code(codes: SortedLines, text: str, country: str) -> Iterable[Place]:
    wanted = code_key(text)
    found = [
        Place(country, code, city, region)
        for _, code, city, region in codes.beginning_with(wanted, most=_LOOKED_AT)
    ]
    return found or _around(codes, wanted, country)


def _around(codes: SortedLines, wanted: str, country: str) -> list[Place]:
    """Return the town whose general code covers the one that is typed."""
    before = codes.last_before(wanted)
    if before is None or country not in GENERAL_CODES:
        return []
    key, _, city, region = before
    covers = wanted.startswith(key) if key.isalpha() else len(wanted) == len(key)
    return [Place(country, "", city, region)] if covers else []


def _by_name(names: SortedLines, text: str, country: str) -> list[Place]:
    """Return towns: the very name first, then the shortest, then as the alphabet has them."""
    wanted = folded(text)
    if not wanted:
        return []
    found = [
        (key, Place(country, "" if country in GENERAL_CODES else code, city, region))
        for key, city, region, code in names.beginning_with(wanted, most=_LOOKED_AT)
    ]
    found.sort(key=lambda each: (len(each[0]), each[0], each[1].region))
    return [place for _, place in found]
