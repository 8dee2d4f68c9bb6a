"""When units come that are sold ahead: first come, first served, from what is expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """The first day on which goods may be here, and the day by which they are."""

    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Incoming:
    """So many units that are still to come of one delivery, and when."""

    units: int
    window: Window


def arrival(
    ahead: int,
    units: int,
    incoming: Sequence[Incoming],
    *,
    lead: Window | None,
    release_on: date | None,
    today: date,
) -> Window | None:
    """
    Return when the last of `units` is here, with `ahead` units served before them; `None`: nobody knows.

    Deliveries serve the queue in the order of their last days. One that is overdue tells no day any more. What
    no delivery brings is ordered from the supplier: its lead time tells. Nothing is there before its release.

    Args:
        ahead: units that others wait for and get first, less what is free.
        units: how many are asked for, at least 1.
        incoming: deliveries that are expected.
        lead: when the units would be here if they were ordered today, if anybody knows.
        release_on: the day of release, for a pre-order.
        today: the present day.

    Example:
        >>> days = Window(date(2026, 12, 3), date(2026, 12, 5))
        >>> arrival(4, 6, [Incoming(10, days)], lead=None, release_on=None, today=date(2026, 11, 22))
        Window(first_on=datetime.date(2026, 12, 3), last_on=datetime.date(2026, 12, 5))
        >>> arrival(5, 6, [Incoming(10, days)], lead=None, release_on=None, today=date(2026, 11, 22))
    """
    needed = ahead + units
    if needed <= 0:
        return _released(Window(today, today), release_on)
    known = [each for each in incoming if each.window.last_on >= today]
    first: date | None = None
    for each in sorted(known, key=lambda one: (one.window.last_on, one.window.first_on)):
        needed -= each.units
        first = max(first or each.window.first_on, each.window.first_on)
        if needed <= 0:
            return _released(Window(max(first, today), each.window.last_on), release_on)
    return None if lead is None else _released(lead, release_on)


def _released(window: Window, release_on: date | None) -> Window:
    if release_on is None:
        return window
    return Window(max(window.first_on, release_on), max(window.last_on, release_on))
