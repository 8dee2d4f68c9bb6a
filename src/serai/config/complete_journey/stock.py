"""Stock at the centre and in the stores."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from polars import DataFrame

from serai.config.complete_journey.stock_levels import centre_levels, store_levels
from serai.config.complete_journey.stores import Locations
from serai.inventory.public import import_stock
from serai.plumbing.progress import Advance, Progress

NOTE = "invented from the sales of the last weeks of 2017"


def load(
    progress: Progress, *, variants: dict[int, UUID], locations: Locations, now: datetime
) -> int:
    """
    Give every product its invented stock, unless it has some; return how many movements were written.

    Args:
        progress: shows how far it is.
        variants: the variant of each product number.
        locations: where the centre and the stores are.
        now: the present instant.
    """
    centre, stores = centre_levels(), store_levels()
    with progress("Stock", len(centre) + len(stores)) as advance:
        levels = _levels(centre, stores, advance, variants, locations)
        return import_stock(levels, note=NOTE, only_new=True, now=now)


def _levels(
    centre: DataFrame,
    stores: DataFrame,
    advance: Advance,
    variants: dict[int, UUID],
    locations: Locations,
) -> Iterator[tuple[UUID, UUID, int]]:
    for product_id, quantity in centre.iter_rows():
        if (variant := variants.get(product_id)) is not None:
            yield variant, locations.centre, quantity
    advance(len(centre))
    for store_id, product_id, quantity in stores.iter_rows():
        store, variant = locations.stores.get(store_id), variants.get(product_id)
        if store is not None and variant is not None:
            yield variant, store, quantity
    advance(len(stores))
