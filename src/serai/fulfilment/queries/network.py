"""The network as this process knows it."""

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from serai.fulfilment.domain.delivery_service import DeliveryService, Reach
from serai.fulfilment.domain.network import Network, Place
from serai.fulfilment.domain.opening_hours import OpeningHours
from serai.fulfilment.domain.site import Site
from serai.fulfilment.models import Closure, DeliveryServiceRow, SiteRow
from serai.plumbing.caches import ShortCache

_SECONDS = 10
_looked: ShortCache[None, Network] = ShortCache(seconds=_SECONDS)


def network_now(now: datetime) -> Network:
    """Return all sites and services; at most ten seconds old, usually without a statement."""
    return _looked.get(None, lambda: _loaded(now))


def forget_network() -> None:
    """Let this process look again: something has just changed."""
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


def _loaded(now: datetime) -> Network:
    """Read everything, in three statements."""
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
    return Network.of(sites, services, closed, rests, now=now)


def _place(row: SiteRow) -> Place:
    location = row.location
    return Place(location.code, location.name, location.kind, location.lat, location.lon)
