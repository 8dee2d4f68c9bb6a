"""A list as JSON: prepared cards, joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from serai.discovery.domain.facets import Facet
from serai.discovery.domain.paging import Paged
from serai.discovery.domain.search.ranking import Standing
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.sorting import Sort, position
from serai.kernel.pages import encode_cursor

SORT_LABELS = {
    Sort.RELEVANCE: "Best match",
    Sort.POPULAR: "Popular",
    Sort.PRICE: "Price, low to high",
    Sort.PRICE_DOWN: "Price, high to low",
    Sort.NAME: "Name",
    Sort.NEWEST: "Newest",
}


class SortOption(msgspec.Struct, frozen=True):
    """An order that can be asked for."""

    value: str
    label: str


class Around(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that a list says beside its cards."""

    total: int
    facets: list[Facet]
    next_cursor: str | None
    sort: str
    sorts: list[SortOption]
    query: Any = msgspec.UNSET


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list before it is written: which cards, out of how many, and how it can go on."""

    page: Paged
    total: int
    facets: list[Facet]
    sort: Sort
    usual: Sort
    next_cursor: str | None
    query: Any = msgspec.UNSET
    tokens: Sequence[str] = ()
    standing: Standing | None = None
    """How each card of the page is ranked; `None` where a page is in another order."""


_encode = msgspec.json.Encoder().encode
_NO_REASONS: Mapping[int, Any] = MappingProxyType({})


def written(snapshot: Snapshot, listed: Listed) -> bytes:
    """Return a list as one JSON object."""
    around = Around(
        total=listed.total,
        facets=listed.facets,
        next_cursor=listed.next_cursor,
        sort=listed.sort,
        sorts=[
            SortOption(sort, label)
            for sort, label in SORT_LABELS.items()
            if sort is not Sort.RELEVANCE or listed.usual is Sort.RELEVANCE
        ],
        query=listed.query,
    )
    return b'{"items":[%b],%b' % (
        cards(snapshot, listed.page.ordinals, listed.tokens),
        _encode(around)[1:],
    )


def cards(
    snapshot: Snapshot,
    ordinals: Sequence[int],
    tokens: Sequence[str] = (),
    because: Mapping[int, Any] = _NO_REASONS,
) -> bytes:
    """
    Return cards as JSON, separated by commas.

    With `tokens` each carries the one of its place, and those with a reason in `because` tell it.
    """
    found = [snapshot.pages.card(ordinal) for ordinal in ordinals]
    if because:
        found = [
            b'%b,"because":%b}' % (card[:-1], _encode(because[ordinal]))
            if ordinal in because
            else card
            for card, ordinal in zip(found, ordinals, strict=True)
        ]
    if tokens:
        found = [
            b'%b,"decision_token":"%b"}' % (card[:-1], token.encode())
            for card, token in zip(found, tokens, strict=True)
        ]
    return b",".join(found)


def cursor_behind(snapshot: Snapshot, sort: Sort, page: Paged) -> str | None:
    """Return where the page after `page` begins, `None` when there is none."""
    if not page.more:
        return None
    key, _ = position(snapshot.columns, sort, page.ordinals[-1])
    shown = bytes(key).hex() if sort is Sort.NAME else key.item()
    return encode_cursor(sort.value, shown, id_text(snapshot, page.ordinals[-1]))


def id_text(snapshot: Snapshot, ordinal: int) -> str:
    """Return a document's product id in hexadecimal digits."""
    return bytes(snapshot.columns.id[ordinal]).ljust(16, b"\0").hex()
