"""The products of a category, or of the whole shop."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from serai.discovery.domain.facets import Counted, facets
from serai.discovery.domain.filters import held, satisfying
from serai.discovery.domain.paging import page_by_order
from serai.discovery.domain.search.ranking import Standing
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.sorting import Sort, place
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.lists.answer import Listed, cursor_behind, written
from serai.discovery.queries.lists.asked import Asked, asked
from serai.discovery.queries.lists.chosen import chosen
from serai.discovery.queries.slots import LISTING


def listing(
    snapshot: Snapshot, parameters: Iterable[tuple[str, str]], *, chooser: Chooser | None = None
) -> bytes:
    """
    Return one page of products as JSON, with facets over all that match.

    With a `chooser` and in the order of popularity, decisions may put the page in another order.

    Raises:
        BadParameter: a parameter cannot be read.
        BadCursor: the cursor is not of this list.
        CategoryNotFound: there is no such category.
    """
    wanted = asked(parameters, snapshot.tables, usual=Sort.POPULAR)
    found = listed(snapshot, wanted)
    if chooser and wanted.sort is Sort.POPULAR:
        popular = 1.0 + snapshot.columns.popularity[found.page.ordinals].astype(np.float64)
        standing = Standing(popular, np.zeros(popular.size))
        found = chosen(snapshot, replace(found, standing=standing), LISTING, chooser)
    return written(snapshot, found)


def listed(snapshot: Snapshot, wanted: Asked) -> Listed:
    """Return the page that `wanted` asks for."""
    columns, tables, filters = snapshot.columns, snapshot.tables, wanted.filters
    among = snapshot.living
    if filters.category:
        among = snapshot.below(tables.tree.code(filters.category))
    masks = held(columns, tables, filters, among)
    matched = satisfying(among, masks)
    order = snapshot.orders[wanted.sort]
    start = place(order, columns, wanted.sort, wanted.after, after=True) if wanted.after else 0
    page = page_by_order(
        matched, order, snapshot.ranks[wanted.sort], start=start, limit=wanted.limit
    )
    return Listed(
        page=page,
        total=int(matched.size),
        facets=facets(Counted(columns, tables, filters, among, masks)),
        sort=wanted.sort,
        usual=Sort.POPULAR,
        next_cursor=cursor_behind(snapshot, wanted.sort, page),
    )
