"""When things can be there, from the stock and the places that are free at this moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from serai.fulfilment.domain.network import Network, Place
from serai.fulfilment.domain.promise import (
    DeliveryPromise,
    PickupPromise,
    Question,
    delivery_promise,
    pickup_promises,
)
from serai.fulfilment.queries.network import known_now
from serai.inventory.public import FreeUnits, free_units, kept_from_collecting

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True, slots=True)
class PickupPlace:
    """A place to collect from, and when."""

    place: Place
    promise: PickupPromise


@dataclass(frozen=True, slots=True)
class Promises:
    """When goods can be brought, by each service that can, and where and when they can be collected."""

    deliveries: tuple[DeliveryPromise, ...]
    pickups: tuple[PickupPlace, ...]


def promises(
    items: Mapping[UUID, int],
    *,
    channel_code: str,
    near: Point | None = None,
    now: datetime,
    limit: int = 10,
) -> Promises:
    """
    Return when so many units of each variant can be there; one statement.

    Goods are delivered from the locations from which the channel sells, and collected from any that hands out
    and has everything beside what it keeps from those who collect; where `near` is known, from none that is
    farther than `SERAI_COLLECT_WITHIN_KM`.

    Args:
        items: units by variant, at least one.
        channel_code: who sells.
        near: where the shopper is, if known.
        now: the present instant.
        limit: how many places to collect from, at most.
    """
    known = known_now(now)
    network = known.network
    if not network.sites:
        return Promises((), ())
    free = free_units(items, channel_code)
    wanted = np.array(list(items.values()), np.int64)
    kept = kept_from_collecting(items)
    to_collect = [
        row._replace(free=row.free - kept.get((row.variant_id, row.location_id), 0)) for row in free
    ]
    there = Question(
        stock_of(network, items, [row for row in to_collect if row.free > 0]),
        wanted,
        known.taken,
        near,
        now,
    )
    sold_from = replace(there, stock=stock_of(network, items, (row for row in free if row.sells)))
    deliveries = (
        delivery_promise(network, service, sold_from) for service in network.services.values()
    )
    within = settings.SERAI_COLLECT_WITHIN_KM
    pickups = pickup_promises(network, there, limit=limit, within=within)
    return Promises(
        tuple(promise for promise in deliveries if promise is not None),
        tuple(
            PickupPlace(network.places[network.rows[promise.location_id]], promise)
            for promise in pickups
        ),
    )


def stock_of(
    network: Network, items: Mapping[UUID, int], free: Iterable[FreeUnits]
) -> NDArray[np.int64]:
    """Return (n_sites, n_items) units that are free at each site."""
    columns = {variant_id: column for column, variant_id in enumerate(items)}
    stock = np.zeros((len(network.sites), len(columns)), np.int64)
    for variant_id, location_id, units, _ in free:
        row = network.rows.get(location_id)
        if row is not None:
            stock[row, columns[variant_id]] = units
    return stock
