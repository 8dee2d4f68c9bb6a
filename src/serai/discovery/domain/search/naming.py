"""What a query names: brands and categories of the shop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Columns, Ordinals
from serai.discovery.domain.names import Names
from serai.discovery.domain.tables import Tables

BRAND, CATEGORY = "brand", "category"
_LONGEST = 5
_LEAST_SHARE = 0.05


class Understood(msgspec.Struct, frozen=True):
    """A part of the query that means something to the shop."""

    kind: str
    text: str
    slug: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Where in the query a name stands, and the numbers of what may be meant."""

    start: int
    stop: int
    kind: str
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A brand or category that the query means: its words, its number, and which documents are of it."""

    kind: str
    text: str
    code: int
    members: NDArray[np.bool_]


def mentions_in(stems: Sequence[str], names: Names) -> list[Mention]:
    """Return the brands and categories whose names stand in a query: long names first, none overlapping."""
    found: list[Mention] = []
    for table, kind in ((names.brands, BRAND), (names.categories, CATEGORY)):
        taken: set[int] = set()
        for start, stop in _spans(len(stems)):
            codes = table.get(tuple(stems[start:stop]))
            if codes and taken.isdisjoint(range(start, stop)):
                taken.update(range(start, stop))
                found.append(Mention(start, stop, kind, tuple(codes)))
    return found


def meant(
    mentions: Sequence[Mention],
    words: Sequence[str],
    columns: Columns,
    tables: Tables,
    ordinals: Ordinals,
) -> list[Named]:
    """
    Return what a query means by the names in it, judged by what its words find.

    Of equal names the one that holds most of the findings is meant. A name that holds less than a
    twentieth of them is a coincidence: "organic" is not the category Organic below Lamb.
    """
    found: list[Named] = []
    for mention in mentions:
        members = [
            _members(mention.kind, code, columns, tables, ordinals) for code in mention.codes
        ]
        sizes = [int(np.count_nonzero(each)) for each in members]
        best = max(range(len(sizes)), key=sizes.__getitem__)
        if sizes[best] and sizes[best] >= _LEAST_SHARE * ordinals.size:
            text = " ".join(words[mention.start : mention.stop])
            found.append(Named(mention.kind, text, mention.codes[best], members[best]))
    return found


def understood(named: Named, tables: Tables) -> Understood:
    """Return a name as answers show it."""
    if named.kind == BRAND:
        return Understood(BRAND, named.text, tables.brands.values[named.code])
    return Understood(CATEGORY, named.text, tables.tree.nodes[named.code].slug)


def _members(
    kind: str, code: int, columns: Columns, tables: Tables, ordinals: Ordinals
) -> NDArray[np.bool_]:
    if kind == BRAND:
        of_brand: NDArray[np.bool_] = columns.brand[ordinals] == code
        return of_brand
    category = columns.category[ordinals]
    return (category >= code) & (category < tables.tree.stop[code])


def _spans(n: int) -> Iterator[tuple[int, int]]:
    """Yield every stretch of at most five words, longer ones first."""
    for length in range(min(n, _LONGEST), 0, -1):
        for start in range(n - length + 1):
            yield start, start + length
