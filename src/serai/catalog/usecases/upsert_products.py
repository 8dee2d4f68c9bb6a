"""Create and update products in bulk."""

from datetime import datetime

from serai.catalog.domain.row_error import ImportReport
from serai.catalog.usecases.product_load.run_load import Advance, Manner, Rows, run_load
from serai.plumbing.db import execute, unit_of_work


def upsert_products(
    rows: Rows,
    *,
    source: str,
    now: datetime,
    skip_bad: bool = False,
    progress: Advance = lambda _: None,
) -> ImportReport:
    """
    Create and update products from rows, each a variant together with its product.

    A row is recognised by its `sku`; rows with the same `product` are variants of one product, for
    which the first of them speaks. A column that a row does not have stays as it is, an empty one is
    emptied; attributes and translations merge, media and channels are replaced. One transaction and
    a fixed number of statements; loads run one after another.

    All or nothing, unless `skip_bad`: then products of which any row is bad are left out whole.

    Args:
        rows: one at a time, never held in memory together.
        source: where they come from, kept with each new product.
        now: the time of the change; decides which assortments are open.
        skip_bad: write the good products even if others are bad.
        progress: told how many more rows were read.

    Returns:
        How many products were created, changed or already so, and what is wrong, by line.

    Raises:
        LoadCollided: another change took a slug, SKU or GTIN meanwhile; nothing was written.
    """
    with unit_of_work():
        execute("SELECT pg_advisory_xact_lock(hashtext('catalog.upsert_products'))")
        return run_load(rows, Manner(source, now, skip_bad), progress)
