"""Close sites for a day, and open them again."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from serai.fulfilment.models import Closure
from serai.fulfilment.usecases.tell_change import tell_change
from serai.inventory.public import LocationNotFound, locations_of_codes
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work


class NoReason(DomainError):
    """A closure has to say why."""

    code = "fulfilment.no_reason"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("Say in up to 100 characters why nobody works on that day.")


@unit_of_work()
def close_sites(days: Collection[date], *, reason: str, location: str | None = None) -> None:
    """
    Let a location stay closed on some days, or everybody rest; promises made from now on know.

    To repeat it changes the reason.

    Args:
        days: which days, by the clock of each place.
        reason: why, for people.
        location: the code of the location; `None`: all of them, and nothing is carried.

    Raises:
        LocationNotFound: there is no such location.
        NoReason: no reason, or a long one.
    """
    if not 0 < len(reason.strip()) <= 100:
        raise NoReason
    who = _location_id(location)
    Closure.objects.bulk_create(
        [Closure(day=day, location_id=who, reason=reason.strip()) for day in sorted(set(days))],
        update_conflicts=True,
        unique_fields=["day", "location"],
        update_fields=["reason"],
    )
    tell_change()


@unit_of_work()
def open_sites(days: Collection[date], *, location: str | None = None) -> int:
    """
    Take closures back; return how many there were.

    Raises:
        LocationNotFound: there is no such location.
    """
    who = _location_id(location)
    closures = Closure.objects.filter(day__in=list(days))
    ours = closures.filter(location=None) if who is None else closures.filter(location=who)
    gone, _ = ours.delete()
    tell_change()
    return gone


def _location_id(code: str | None) -> UUID | None:
    if code is None:
        return None
    known = locations_of_codes({code})
    if code not in known:
        raise LocationNotFound(code)
    return known[code].id
