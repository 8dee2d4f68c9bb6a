"""When a promotion is on, in the time of its channel."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Season:
    """
    From the first day to the last, both included; if so, in the same days of every year from then on.

    A yearly season may run over New Year; its last day comes less than a year after its first.
    """

    first: date
    last: date
    every_year: bool = False

    def is_longer_than_a_year(self) -> bool:
        """Return whether its days of one year run into those of the next."""
        years = self.last.year - self.first.year
        later = (self.last.month, self.last.day) >= (self.first.month, self.first.day)
        return years > 1 or (years == 1 and later)

    def has(self, day: date) -> bool:
        """Return whether the day is one of the season's."""
        if not self.every_year:
            return self.first <= day <= self.last
        begins, ends, here = ((each.month, each.day) for each in (self.first, self.last, day))
        if begins <= ends and self.first.year == self.last.year:
            within = begins <= here <= ends
        else:
            within = here >= begins or here <= ends
        return within and day >= self.first


@dataclass(frozen=True, slots=True)
class Hours:
    """
    From a time of the day until another, which does not belong to it.

    Hours that end before they begin run over midnight and belong to the day on which they began.
    """

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Schedule:
    """
    When a promotion is on: within all that is said here; nothing said means always.

    Attributes:
        starts_at: the first instant.
        ends_at: the first instant after it.
        seasons: days of which one must be today.
        weekdays: 1 (Monday) to 7 of which one must be today.
        hours: times of the day of which one must be now.
    """

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    seasons: tuple[Season, ...] = ()
    weekdays: frozenset[int] = frozenset()
    hours: tuple[Hours, ...] = ()

    def is_on(self, now: datetime, zone: tzinfo) -> bool:
        """Return whether it is on at this instant, by the clocks of `zone`."""
        if self.starts_at is not None and now < self.starts_at:
            return False
        if self.ends_at is not None and now >= self.ends_at:
            return False
        if not (self.seasons or self.weekdays or self.hours):
            return True
        here = now.astimezone(zone)
        return any(self._has(day) for day in _days(self.hours, here))

    def _has(self, day: date) -> bool:
        if self.weekdays and day.isoweekday() not in self.weekdays:
            return False
        return not self.seasons or any(season.has(day) for season in self.seasons)


ALWAYS = Schedule()


def _days(hours: tuple[Hours, ...], here: datetime) -> set[date]:
    """Return the days to which this instant belongs: today, or yesterday while its night lasts."""
    today, clock = here.date(), here.time()
    if not hours:
        return {today}
    days = set()
    for each in hours:
        if each.start < each.end:
            if each.start <= clock < each.end:
                days.add(today)
        elif clock >= each.start:
            days.add(today)
        elif clock < each.end:
            days.add(today - timedelta(days=1))
    return days
