"""Which products belong to a collection."""

from uuid import UUID

from django.db.models import QuerySet

from serai.catalog.models import Product
from serai.catalog.queries.collections.collection_view import collection
from serai.catalog.queries.collections.fields import collection_columns, collection_fields
from serai.catalog.queries.products import ProductNotFound
from serai.kernel.conditions import Fields, Group, Moment, Why, read_tree, why
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.conditions import as_query, context_of

LARGEST_PAGE = 1000


def count_products(tree: Group, fields: Fields, *, at: Moment) -> int:
    """Return how many products match; one statement."""
    return _matching(tree, fields, at).count()


def products_in_collection(
    which: UUID | str, *, at: Moment, cursor: str | None = None, limit: int = 100
) -> Page[UUID]:
    """
    Return the products that match a collection, by its id or slug: newest first, withdrawn ones too
    unless the rules say otherwise.

    One statement for the page, and those that read the collection and its fields.

    Raises:
        CollectionNotFound: none has this id or slug.
        BadConditions: what the collection asks about is no longer known.
        BadCursor: the cursor is of another list.
    """
    fields = collection_fields()
    rows = _matching(read_tree(collection(which).conditions, fields), fields, at)
    if cursor:
        [last] = decode_cursor(cursor, UUID)
        rows = rows.filter(pk__lt=last)
    limit = max(1, min(limit, LARGEST_PAGE))
    found = list(rows.order_by("-pk").values_list("pk", flat=True)[: limit + 1])
    if len(found) <= limit:
        return Page(found)
    return Page(found[:limit], encode_cursor(found[limit - 1]))


def why_in_collection(which: UUID | str, product_id: UUID, *, at: Moment) -> tuple[Why, Fields]:
    """
    Return whether a product belongs to a collection and because of which rules, with the fields to tell it.

    Raises:
        CollectionNotFound: no collection has this id or slug.
        ProductNotFound: no product has this id.
        BadConditions: what the collection asks about is no longer known.
    """
    fields = collection_fields()
    tree = read_tree(collection(which).conditions, fields)
    row = Product.objects.filter(pk=product_id)
    context = context_of(row, fields, collection_columns(fields))
    if context is None:
        raise ProductNotFound(product_id)
    return why(tree, context, fields, at), fields


def _matching(tree: Group, fields: Fields, at: Moment) -> "QuerySet[Product]":
    return as_query(tree, fields, collection_columns(fields), at).of(Product.objects.all())
