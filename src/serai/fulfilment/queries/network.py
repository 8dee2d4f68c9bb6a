"""The network as this process knows it: in its memory, read again when its version has changed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from time import monotonic
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.fulfilment.domain.delivery_service import DeliveryService, Reach
from serai.fulfilment.domain.network import Network, Place
from serai.fulfilment.domain.opening_hours import OpeningHours
from serai.fulfilment.domain.parcel_promise import ParcelPromise, Point
from serai.fulfilment.domain.service_area import Cells, ServiceArea
from serai.fulfilment.domain.site import Site
from serai.fulfilment.domain.timetable import HORIZON, first_day
from serai.fulfilment.models import Closure, DeliveryServiceRow, ServiceAreaRow, SiteRow
from serai.inventory.public import locations_by_channel
from serai.plumbing.caches import ShortCache
from serai.plumbing.db import rows

Plan = tuple[ParcelPromise, ...]
"""What each location keeps that sends part of the goods; empty: nothing is promised."""
Asked = tuple[tuple[int, ...], str | None, Point | None, int]
"""Rows of the locations that send, the code of a service, where the shopper is, and the minute."""

_SECONDS, _AGAIN = 10.0, 60.0
"""How often the version and the places taken are looked at, and everything is, changed or not."""


@dataclass(frozen=True, slots=True)
class Known:
    """
    Everything that promises are computed from, but stock.

    Attributes:
        network: sites, services, closures.
        taken: (n_sites, HORIZON) array, orders that each site has taken for each day.
        sells: by channel, the locations from which it sells, the first choice first.
        plans: what was worked out from it already; empty again when a place is taken.
    """

    network: Network
    taken: NDArray[np.int64]
    sells: Mapping[str, tuple[UUID, ...]]
    plans: dict[Asked, Plan] = field(default_factory=dict, compare=False)

    def take(self, row: int, day: int) -> None:
        """Count one more order of a site for a day after the first; what was worked out before is forgotten."""
        self.taken[row, day] += 1
        self.plans.clear()


@dataclass(frozen=True, slots=True)
class _Read:
    network: Network
    sells: Mapping[str, tuple[UUID, ...]]
    version: int
    at: float


class _Memory:
    """What was read of the tables that rarely change."""

    read: _Read | None = None
    lock = Lock()


_looked: ShortCache[date, Known] = ShortCache(seconds=_SECONDS, size=4)


def known_now(now: datetime) -> Known:
    """
    Return what is known; the places taken are ten seconds old at most, usually without a statement.

    Sites, services and closures are as fresh; where locations are and who sells from them, a minute.
    """
    return _looked.get(first_day(now), lambda: _refreshed(now))


def network_now(now: datetime) -> Network:
    """Return all sites and services; see `known_now`."""
    return known_now(now).network


def counts_places(location_id: UUID, *, now: datetime) -> bool:
    """Return whether a location takes only so many orders a day."""
    network = known_now(now).network
    at = network.rows.get(location_id)
    return at is not None and network.sites[at].daily_orders is not None


def forget_network() -> None:
    """Let this process look again: something has just changed."""
    with _Memory.lock:
        _Memory.read = None
    _looked.forget()


def forget_places() -> None:
    """Let this process count the places again: what it knew of them has just proved wrong."""
    _looked.forget()


def site_of_row(row: SiteRow) -> Site:
    """Return the site in a row of the table."""
    return Site(
        location_id=row.location_id,
        time_zone=row.time_zone,
        hours=OpeningHours.parse(row.hours),
        handling_minutes=row.handling_minutes,
        handling_at_most=row.handling_at_most,
        cut_off_minutes=row.cut_off_minutes,
        daily_orders=row.daily_orders,
        ships=row.ships,
        hands_out=row.hands_out,
        collection=row.collection,
        hold_days=row.hold_days,
        parcel_minor=row.parcel_minor,
    )


def service_of_row(row: DeliveryServiceRow) -> DeliveryService:
    """Return the service in a row of the table."""
    return DeliveryService(
        code=row.code,
        works=tuple(day in row.weekdays for day in range(7)),
        reaches=tuple(Reach(*reach) for reach in row.reaches),
        per_100_km_minor=row.per_100_km_minor,
        grams_per_100_km=row.grams_per_100_km,
    )


def area_of_row(row: ServiceAreaRow) -> ServiceArea:
    """Return the area in a row of the table."""
    return ServiceArea(
        row.code,
        row.name,
        row.location_id,
        row.service,
        Cells(row.resolution, frozenset(row.cells)),
    )


def _refreshed(now: datetime) -> Known:
    """Look at the version and the places taken in one statement, and read again what has changed."""
    first = first_day(now)
    (_, anything, version), *loads = rows(_VERSION_AND_TAKEN, [first, first])
    if not anything:
        nothing = Network.of([], [], {}, [], now=now)
        return Known(nothing, np.zeros((0, HORIZON), np.int64), {})
    with _Memory.lock:
        read = _Memory.read
        if read is None or not _is_good(read, version, first):
            read = _Memory.read = _loaded(now, version)
    taken = np.zeros((len(read.network.sites), HORIZON), np.int64)
    for location_id, ahead, orders in loads:
        row = read.network.rows.get(location_id)
        if row is not None and ahead < HORIZON:
            taken[row, ahead] = orders
    return Known(read.network, taken, read.sells)


_VERSION_AND_TAKEN = """
SELECT NULL::uuid,
  (EXISTS (SELECT FROM fulfilment_site) OR EXISTS (SELECT FROM fulfilment_closure))::int,
  coalesce((SELECT version FROM fulfilment_network_version), 0)
UNION ALL
SELECT location_id, day - %s::date, taken FROM fulfilment_day_load WHERE day >= %s::date"""


def _is_good(read: _Read, version: int, first: date) -> bool:
    fresh = read.version == version and monotonic() - read.at < _AGAIN
    return fresh and read.network.table.first_day == first


def _loaded(now: datetime, version: int) -> _Read:
    """Read everything, in five statements."""
    sites = [
        (site_of_row(row), _place(row))
        for row in SiteRow.objects.select_related("location").order_by("location__code")
    ]
    services = [service_of_row(row) for row in DeliveryServiceRow.objects.order_by("code")]
    closed: dict[date, set[UUID] | None] = {}
    closures: defaultdict[date, set[UUID | None]] = defaultdict(set)
    for day, location_id in Closure.objects.values_list("day", "location_id"):
        closures[day].add(location_id)
    for day, who in closures.items():
        closed[day] = None if None in who else {each for each in who if each is not None}
    rests = [day for day, who in closed.items() if who is None]
    areas = [area_of_row(row) for row in ServiceAreaRow.objects.order_by("code")]
    network = Network.of(sites, services, closed, rests, areas, now=now)
    return _Read(network, locations_by_channel(), version, monotonic())


def _place(row: SiteRow) -> Place:
    location = row.location
    return Place(location.code, location.name, location.kind, location.lat, location.lon)
