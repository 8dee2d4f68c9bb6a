"""Promises: the earliest time at which it is fair to hope for goods, and the latest that is kept."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.fulfilment.domain.delivery_service import DeliveryService
from serai.fulfilment.domain.distance import distances_km
from serai.fulfilment.domain.network import Network
from serai.fulfilment.domain.reaches import far, transit_days
from serai_science.promise import Transit, arrivals, ready
from serai_science.promise.readiness import NEVER
from serai_science.sourcing import Sourced, source

_GRAM_MINOR = 0.01
"""What a gram of CO2e weighs against money when locations are compared: 1 ct for 100 g."""


@dataclass(frozen=True, slots=True)
class DeliveryPromise:
    """
    When all parcels of an order are there.

    Attributes:
        service: the code of the delivery service.
        earliest: the first day on which all may have arrived.
        latest: the day by which they have.
        parcels: the locations that send, those with the most units first.
    """

    service: str
    earliest: date
    latest: date
    parcels: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PickupPromise:
    """
    When an order waits at a location that has all of it.

    Attributes:
        location_id: where.
        earliest: from when on it may be ready, UTC.
        latest: by when it is, UTC.
        distance_km: from where the shopper asked about; `None` without such a place, or where unknown.
    """

    location_id: UUID
    earliest: datetime
    latest: datetime
    distance_km: float | None


@dataclass(frozen=True, slots=True)
class Question:
    """
    What is wanted, and what there is.

    Attributes:
        stock: (n_sites, n_lines) array, units that each site may send or hand out.
        wanted: (n_lines,) array, units.
        taken: (n_sites, n_days) array, orders that each site has taken for each day.
        near: where the shopper is, latitude and longitude; `None` counts every site as near.
        now: the present instant.
    """

    stock: NDArray[np.int64]
    wanted: NDArray[np.int64]
    taken: NDArray[np.int64]
    near: tuple[float, float] | None
    now: datetime


def delivery_promise(
    network: Network, service: DeliveryService, asked: Question
) -> DeliveryPromise | None:
    """Return when a service brings everything; `None` when it cannot."""
    soon, late = _ready(network, asked)
    km = far(network, asked.near)
    days, at_most = transit_days(service, km, known=asked.near is not None)
    goes = (days >= 0) & network.ships & (late < NEVER)
    goes &= network.covers(service.code, asked.near)
    plan = _sourced(network, service, asked, np.where(goes, km, np.inf))
    sends = plan.locations
    if plan.missing.any() or not sends.size:
        return None
    first = _arrival(network, service, sends, soon[sends], days[sends])
    last = _arrival(network, service, sends, late[sends], at_most[sends])
    most_first = sends[np.argsort(-plan.units[sends].sum(axis=1), kind="stable")]
    return DeliveryPromise(
        service.code,
        first.max().item(),
        last.max().item(),
        tuple(network.sites[row].location_id for row in most_first),
    )


def pickup_promises(
    network: Network, asked: Question, *, limit: int = 10, within: float = np.inf
) -> list[PickupPromise]:
    """
    Return where everything can be collected: the nearest first; without a place, the earliest ready.

    Sites farther than `within` kilometres are left out; those whose distance is not known come last.
    """
    soon, late = _ready(network, asked)
    has_all = (asked.stock >= asked.wanted).all(axis=1) & network.hands_out & (late < NEVER)
    km = None if asked.near is None else distances_km(network.lat, network.lon, asked.near)
    rows = np.flatnonzero(has_all if km is None else has_all & ~(km > within))
    by = late if km is None else np.where(np.isnan(km), np.inf, km)
    first = rows[np.lexsort((late[rows], by[rows]))][:limit]
    return [
        PickupPromise(
            network.sites[row].location_id,
            _instant(soon[row]),
            _instant(late[row]),
            None if km is None or np.isnan(km[row]) else round(float(km[row]), 1),
        )
        for row in first
    ]


def _ready(network: Network, asked: Question) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    shifts, minute = network.table.with_taken(asked.taken), int(asked.now.timestamp()) // 60
    return (
        ready(shifts, network.handling[:, 0], now=minute),
        ready(shifts, network.handling[:, 1], now=minute),
    )


def _sourced(
    network: Network, service: DeliveryService, asked: Question, km: NDArray[np.float64]
) -> Sourced:
    """Return who sends what; `km` is infinite where the service does not go."""
    a_km = (service.per_100_km_minor + service.grams_per_100_km * _GRAM_MINOR) / 100
    parcel = np.where(np.isfinite(km), network.parcel + a_km * np.nan_to_num(km, posinf=0), np.inf)
    units_alike = np.zeros(asked.stock.shape)
    return source(asked.stock, asked.wanted, parcel_cost=parcel, unit_cost=units_alike)


def _arrival(
    network: Network,
    service: DeliveryService,
    sends: NDArray[np.int64],
    ready_at: NDArray[np.int64],
    days: NDArray[np.int64],
) -> NDArray[np.datetime64]:
    transit = Transit(
        offset=network.table.offset[sends],
        collection=network.collection[sends],
        days=days,
        works=np.array(service.works, bool),
        rests=network.rests,
    )
    return arrivals(ready_at, transit)


def _instant(minute: np.int64) -> datetime:
    return datetime.fromtimestamp(int(minute) * 60, UTC)
