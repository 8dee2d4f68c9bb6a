"""What a search finds."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ordinals
from serai.discovery.domain.facets import Counted, facets
from serai.discovery.domain.filters import Filters, held, satisfying, without
from serai.discovery.domain.heard import Outcome
from serai.discovery.domain.paging import Paged, page_by_order, page_by_score
from serai.discovery.domain.search.matching import Found, found, joined
from serai.discovery.domain.search.measures import MeasureOf, of_size
from serai.discovery.domain.search.naming import Named, Understood, meant, understood
from serai.discovery.domain.search.ranking import Ranked, ranked
from serai.discovery.domain.search.reading import Reading, read_query
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.sorting import Sort, place
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.lists.answer import Listed, cursor_behind, id_text, written
from serai.discovery.queries.lists.asked import Asked, asked
from serai.discovery.queries.lists.chosen import chosen
from serai.discovery.queries.slots import RANKING
from serai.kernel.pages import encode_cursor


class QueryRead(msgspec.Struct, frozen=True):
    """How the shop read a query: slips mended, names understood, filters that had to be left out."""

    text: str
    corrected: str | None
    understood: list[Understood]
    relaxed: list[str]


def search(
    snapshot: Snapshot,
    text: str,
    parameters: Iterable[tuple[str, str]],
    measure_of: MeasureOf,
    *,
    chooser: Chooser | None = None,
) -> bytes:
    """
    Return one page of what `text` finds as JSON, with facets over all that match.

    Raises:
        BadParameter: a parameter cannot be read.
        BadCursor: the cursor is not of this list.
        CategoryNotFound: there is no such category.
    """
    return told(snapshot, sought(snapshot, text, measure_of), parameters, chooser=chooser)


class Sought(NamedTuple):
    """How a query was read, what its words find, the names that it means, and how the findings are ranked."""

    reading: Reading
    found: Found
    named: list[Named]
    ranking: Ranked

    @property
    def outcome(self) -> Outcome:
        """Return how many products were found, and whether any has all the words."""
        return Outcome(int(self.found.ordinals.size), bool((self.found.tier <= 0).any()))


def told(
    snapshot: Snapshot,
    results: Sought,
    parameters: Iterable[tuple[str, str]],
    *,
    chooser: Chooser | None = None,
) -> bytes:
    """
    Return one page of what was found as JSON, with facets over all that match.

    Words were matched before filters apply. When filters would leave nothing, they are left out one
    after the other until something is left, and the answer names them in `query.relaxed`. With a
    `chooser` and in the order of relevance, decisions may put the page in another order.

    Raises:
        BadParameter: a parameter cannot be read.
        BadCursor: the cursor is not of this list.
        CategoryNotFound: there is no such category.
    """
    wanted = asked(parameters, snapshot.tables, usual=Sort.RELEVANCE)
    listed = _listed(snapshot, results, wanted)
    if chooser and wanted.sort is Sort.RELEVANCE:
        listed = chosen(snapshot, listed, RANKING, chooser)
    return written(snapshot, listed)


def searched(snapshot: Snapshot, text: str, wanted: Asked, measure_of: MeasureOf) -> Listed:
    """Return the page of results that `wanted` asks for."""
    return _listed(snapshot, sought(snapshot, text, measure_of), wanted)


def _listed(snapshot: Snapshot, results: Sought, wanted: Asked) -> Listed:
    reading, matches, named, ranking = results
    filters, relaxed = _relaxed(snapshot, wanted.filters, matches.ordinals)
    counted = _counted(snapshot, filters, matches.ordinals)
    left = satisfying(counted.among, counted.masks)
    page, cursor = _page(snapshot, wanted, matches.ordinals, ranking.score, left)
    return Listed(
        page=page,
        total=int(left.size),
        facets=facets(counted),
        sort=wanted.sort,
        usual=Sort.RELEVANCE,
        next_cursor=cursor,
        query=query_read(snapshot, reading, named, relaxed),
        standing=ranking.of(matches.ordinals, page.ordinals),
    )


def sought(snapshot: Snapshot, text: str, measure_of: MeasureOf, *, learnt: bool = False) -> Sought:
    """Return what `text` finds, before filters; when that is nothing, what it may have meant finds."""
    reading = read_query(snapshot, text, measure_of, learnt=learnt)
    matches = _matches(snapshot, reading)
    if not matches.ordinals.size and reading.terms:
        reading = read_query(snapshot, text, measure_of, loosely=True, learnt=learnt)
        matches = _matches(snapshot, reading)
    named = meant(
        reading.mentions,
        [term.word for term in reading.terms],
        snapshot.columns,
        snapshot.tables,
        matches.ordinals,
    )
    ranking = ranked(snapshot, matches, named, reading.sizes, reading.terms)
    return Sought(reading, matches, named, ranking)


def query_read(
    snapshot: Snapshot, reading: Reading, named: Sequence[Named], relaxed: list[str]
) -> QueryRead:
    """Return how a query was read, as answers tell it."""
    return QueryRead(
        reading.text,
        reading.corrected,
        [
            *(understood(name, snapshot.tables) for name in named),
            *(Understood("size", size.text, size.text) for size in reading.sizes),
        ],
        relaxed,
    )


def _matches(snapshot: Snapshot, reading: Reading) -> Found:
    """Return what the words find; a slug, SKU or GTIN comes first, and a size alone finds its like."""
    matches = found(snapshot.texts, reading.terms, snapshot.columns.alive)
    if not reading.terms and reading.sizes:
        same = of_size(snapshot.columns, snapshot.living, reading.sizes[0])
        matches = Found(same, np.ones(same.size, np.float32), np.zeros(same.size, np.int8))
    exact = snapshot.keys.ordinal(reading.text.replace(" ", ""))
    if exact >= 0 and snapshot.columns.alive[exact]:
        first = Found(np.array([exact], np.int64), np.ones(1, np.float32), np.full(1, -1, np.int8))
        matches = joined([first, matches.only(matches.ordinals != exact)])
    return matches


def _counted(snapshot: Snapshot, filters: Filters, ordinals: Ordinals) -> Counted:
    columns, tables = snapshot.columns, snapshot.tables
    among = ordinals
    if filters.category:
        code = tables.tree.code(filters.category)
        category = columns.category[ordinals]
        among = ordinals[(category >= code) & (category < tables.tree.stop[code])]
    return Counted(columns, tables, filters, among, held(columns, tables, filters, among))


def _relaxed(snapshot: Snapshot, filters: Filters, ordinals: Ordinals) -> tuple[Filters, list[str]]:
    """Return the filters that leave something of what was found, and the names of those left out."""
    left_out: list[str] = []
    while ordinals.size:
        counted = _counted(snapshot, filters, ordinals)
        in_use = filters.names()
        if not in_use or satisfying(counted.among, counted.masks).size:
            break
        left_out.append(in_use[0])
        filters = without(filters, in_use[0])
    return filters, left_out


def _page(
    snapshot: Snapshot,
    wanted: Asked,
    ordinals: Ordinals,
    score: NDArray[np.int64],
    left: Ordinals,
) -> tuple[Paged, str | None]:
    if wanted.sort is not Sort.RELEVANCE:
        order = snapshot.orders[wanted.sort]
        start = (
            place(order, snapshot.columns, wanted.sort, wanted.after, after=True)
            if wanted.after
            else 0
        )
        ranks = snapshot.ranks[wanted.sort]
        page = page_by_order(left, order, ranks, start=start, limit=wanted.limit)
        return page, cursor_behind(snapshot, wanted.sort, page)
    if left.size < ordinals.size:
        kept = np.isin(ordinals, left)
        ordinals, score = ordinals[kept], score[kept]
    page = page_by_score(snapshot.columns, ordinals, score, after=wanted.after, limit=wanted.limit)
    return page, _cursor(snapshot, ordinals, score, page)


def _cursor(
    snapshot: Snapshot, ordinals: Ordinals, score: NDArray[np.int64], page: Paged
) -> str | None:
    if not page.more:
        return None
    last = page.ordinals[-1]
    reached = int(score[np.flatnonzero(ordinals == last)[0]])
    return encode_cursor(Sort.RELEVANCE.value, reached, id_text(snapshot, last))
