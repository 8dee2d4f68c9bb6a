"""When and where a question is asked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Moment:
    """
    The instant at which conditions are asked, and the time zone in which days begin.

    `now` is aware. Days of rules (`2026-11-21`, "the last 30 days" of a date) are days of `zone`.
    """

    now: datetime
    zone: tzinfo = UTC

    @property
    def today(self) -> date:
        """Return the day that it is here."""
        return self.now.astimezone(self.zone).date()

    def start_of(self, day: date) -> datetime:
        """Return the instant at which `day` begins here, in UTC; also where clocks skip midnight."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """Return the instant at which the day after begins."""
        return self.start_of(day + timedelta(days=1))
