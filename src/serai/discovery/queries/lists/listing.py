"""The products of a category, or of the whole shop."""

from collections.abc import Iterable

from serai.discovery.domain.facets import Counted, facets
from serai.discovery.domain.filters import held, satisfying
from serai.discovery.domain.paging import page_by_order
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.sorting import Sort, place
from serai.discovery.queries.lists.answer import Listed, cursor_behind, written
from serai.discovery.queries.lists.asked import Asked, asked


def listing(snapshot: Snapshot, parameters: Iterable[tuple[str, str]]) -> bytes:
    """
    Return one page of products as JSON, with facets over all that match.

    Raises:
        BadParameter: a parameter cannot be read.
        BadCursor: the cursor is not of this list.
        CategoryNotFound: there is no such category.
    """
    return written(
        snapshot, listed(snapshot, asked(parameters, snapshot.tables, usual=Sort.POPULAR))
    )


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
