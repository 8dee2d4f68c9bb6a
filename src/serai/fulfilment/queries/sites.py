"""Sites, services and closures, as staff see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from serai.fulfilment.domain.delivery_service import DeliveryService
from serai.fulfilment.models import Closure, DeliveryServiceRow, SiteRow
from serai.fulfilment.queries.network import service_of_row


@dataclass(frozen=True, slots=True)
class SiteView:
    """How the location with this code works; see `Site`."""

    location: str
    time_zone: str
    hours: list[str]
    handling_minutes: int
    handling_at_most: int
    cut_off_minutes: int
    daily_orders: int | None
    ships: bool
    hands_out: bool
    collection: int
    hold_days: int
    parcel_minor: int
    derived: bool


@dataclass(frozen=True, slots=True)
class ClosureView:
    """A day on which a location (`None`: everybody) rests."""

    day: date
    location: str | None
    reason: str


def sites() -> list[SiteView]:
    """Return every site by its location's code; one statement."""
    names = [name for name in SiteView.__slots__ if name != "location"]
    found = SiteRow.objects.order_by("location__code").values_list("location__code", *names)
    return [SiteView(*row) for row in found]


def hours_of(codes: Collection[str]) -> dict[str, list[str]]:
    """Return the opening hours of locations, Monday first, by code; those nobody told are left out. One statement."""
    told = SiteRow.objects.filter(location__code__in=codes, derived=False)
    return {code: list(hours) for code, hours in told.values_list("location__code", "hours")}


def delivery_services() -> list[DeliveryService]:
    """Return every service by its code; one statement."""
    return [service_of_row(row) for row in DeliveryServiceRow.objects.order_by("code")]


def closures(from_day: date) -> list[ClosureView]:
    """Return the closures from a day on; one statement."""
    found = Closure.objects.filter(day__gte=from_day).order_by("day", "location__code")
    return [ClosureView(*row) for row in found.values_list("day", "location__code", "reason")]
