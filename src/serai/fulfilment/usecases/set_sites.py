"""Say how locations work."""

from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import available_timezones

from serai.fulfilment.domain.opening_hours import OpeningHours
from serai.fulfilment.models import SiteRow
from serai.fulfilment.usecases.tell_change import tell_change
from serai.inventory.public import LocationNotFound, locations_of_codes
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work


class BadSite(DomainError):
    """A location cannot work as described."""

    code = "fulfilment.bad_site"
    kind = Kind.REJECTED

    def __init__(self, location: str, field: str) -> None:
        self.location, self.field = location, field
        super().__init__(f"{location}: what was sent for {field} is not possible.")


@dataclass(frozen=True, slots=True)
class SetSite:
    """How the location with this code works; see `Site`."""

    location: str
    time_zone: str
    hours: tuple[str, ...]
    """Seven days, Monday first, such as "09:00-18:00"; an empty one is closed."""
    handling_minutes: int = 60
    handling_at_most: int = 120
    cut_off_minutes: int = 60
    daily_orders: int | None = 200
    ships: bool = False
    hands_out: bool = True
    collection: int = 17 * 60
    hold_days: int = 5
    parcel_minor: int = 0
    derived: bool = False


def site_with(row: SiteRow, **changes: int | None) -> SetSite:
    """Return the command that keeps a site as it is but for some figures; someone has told them now."""
    kept = {name: getattr(row, name) for name in _SAME}
    said = {**kept, **changes, "derived": False}
    return SetSite(location=row.location.code, hours=tuple(row.hours), **said)


@unit_of_work()
def set_sites(commands: Collection[SetSite]) -> int:
    """
    Make or replace the sites of locations, all of them or none; two statements. Return how many.

    Raises:
        LocationNotFound: there is no such location.
        BadOpeningHours: the hours of a day cannot be read.
        BadSite: another figure makes no sense.
    """
    known = locations_of_codes({command.location for command in commands})
    found = {}
    for command in commands:
        if command.location not in known:
            raise LocationNotFound(command.location)
        _check(command)
        found[command.location] = SiteRow(
            location_id=known[command.location].id,
            hours=OpeningHours.parse(command.hours).as_texts(),
            **{name: getattr(command, name) for name in _SAME},
        )
    SiteRow.objects.bulk_create(
        found.values(),
        update_conflicts=True,
        unique_fields=["location"],
        update_fields=["hours", *_SAME],
    )
    tell_change()
    return len(found)


_SAME = (
    "time_zone",
    "handling_minutes",
    "handling_at_most",
    "cut_off_minutes",
    "daily_orders",
    "ships",
    "hands_out",
    "collection",
    "hold_days",
    "parcel_minor",
    "derived",
)


def _check(command: SetSite) -> None:
    if command.time_zone not in available_timezones():
        raise BadSite(command.location, "time_zone")
    if not 0 <= command.handling_minutes <= command.handling_at_most:
        raise BadSite(command.location, "handling_at_most")
    for name, least, most in _BOUNDS:
        figure = getattr(command, name)
        if figure is not None and not least <= figure <= most:
            raise BadSite(command.location, name)


_BOUNDS = (
    ("handling_at_most", 0, 20_160),
    ("cut_off_minutes", 0, 1440),
    ("daily_orders", 0, 1_000_000),
    ("collection", 0, 1440),
    ("hold_days", 1, 60),
    ("parcel_minor", 0, 1_000_000_000),
)
