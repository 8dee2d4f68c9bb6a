"""Where each product of the data stands in the shop, and what kind of thing it is."""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from serai.catalog.public import slug_of
from serai.config.complete_journey.readable_names import Kind, Names

FEWEST, SMALLEST_SHARE = 8, 0.08
"""A type stands apart in a second category when so many of its products, and such a share, are there."""


class Filing(NamedTuple):
    """How the data file a product."""

    department: str
    product_category: str | None
    product_type: str | None


Path = tuple[str, ...]
"""Names from the aisle down."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where products of one filing stand, and what each of them is."""

    path: Path
    kind: Kind | None


def places(filings: Iterable[tuple[Filing, int]], names: Names) -> dict[Filing, Place]:
    """
    Return a place for every filing.

    The data file a few products of most types under categories where they do not belong (brooms under
    fragrances). A type therefore stands where most of its products are filed, and apart in another
    category only if many are filed there too or the table of names says so.

    Args:
        filings: every filing of the data with the number of its products.
        names: how they read.
    """
    counted = dict(filings)
    homes = _homes(counted, names)
    return {filing: _place(filing, homes, names) for filing in counted}


def _homes(counted: dict[Filing, int], names: Names) -> dict[str, dict[Path, Filing]]:
    """Return, for each type, the shelves on which it stands, the main one first."""
    shelves: dict[str, dict[Path, list[tuple[bool, int, Filing]]]] = defaultdict(dict)
    for filing, count in counted.items():
        shelf = names.shelf(filing.department, filing.product_category)
        if filing.product_type is not None and shelf is not None:
            told = names.stays(filing.product_category, filing.product_type)
            shelves[filing.product_type].setdefault(tuple(shelf), []).append((told, count, filing))
    return {product_type: _kept(here) for product_type, here in shelves.items()}


def _kept(shelves: dict[Path, list[tuple[bool, int, Filing]]]) -> dict[Path, Filing]:
    """Return the shelves on which one type stands, the fullest first, each with its main filing."""
    counts = {shelf: sum(count for _, count, _ in here) for shelf, here in shelves.items()}
    told = {shelf for shelf, here in shelves.items() if any(said for said, *_ in here)}
    whole = sum(counts.values())
    ranked = sorted(shelves, key=lambda shelf: (-counts[shelf], shelf))
    if told:
        kept = [shelf for shelf in ranked if shelf in told or counts[shelf] * 2 > whole]
    else:
        apart = max(FEWEST, SMALLEST_SHARE * whole)
        kept = [shelf for shelf in ranked if shelf == ranked[0] or counts[shelf] >= apart]
    return {shelf: max(shelves[shelf])[2] for shelf in kept}


def _place(filing: Filing, homes: dict[str, dict[Path, Filing]], names: Names) -> Place:
    shelf = names.shelf(filing.department, filing.product_category)
    if filing.product_type is None:
        return Place(tuple(shelf) if shelf else (names.aisle(filing.department),), None)
    at = homes.get(filing.product_type)
    if at is None:  # the data never name a category for this type
        kind = names.kind(None, filing.product_type)
        return Place((names.aisle(filing.department), kind.name), kind)
    here = tuple(shelf) if shelf is not None and tuple(shelf) in at else next(iter(at))
    kind = names.kind(at[here].product_category, filing.product_type)
    return Place(here if kind.name == here[-1] else (*here, kind.name), kind)


def slugs(paths: Iterable[Path]) -> dict[Path, str]:
    """
    Return a slug for every path and everything above it: its name's, or longer where two would meet.

    The higher one keeps the short slug; equals get the names above them in front, and, should that not
    tell them apart, a number behind.
    """
    every = {path[:depth] for path in paths for depth in range(1, len(path) + 1)}
    found: dict[str, Path] = {}
    for depth in range(1, max(map(len, every), default=0) + 1):
        level = sorted(path for path in every if len(path) == depth)
        for words in range(1, depth + 1):
            wanted: dict[str, list[Path]] = defaultdict(list)
            for path in level:
                wanted[slug_of(" ".join(path[-words:]))].append(path)
            alone = {slug: claims[0] for slug, claims in wanted.items() if len(claims) == 1}
            found |= {slug: path for slug, path in alone.items() if slug not in found}
            placed = set(found.values())
            level = [path for path in level if path not in placed]
        for path in level:
            slug = slug_of(" ".join(path))
            free = next(f"{slug}-{n}" for n in itertools.count(2) if f"{slug}-{n}" not in found)
            found[free] = path
    return {path: slug for slug, path in found.items()}
