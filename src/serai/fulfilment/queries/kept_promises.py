"""Which promises were kept, location by location and day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import OVER
from serai.fulfilment.domain.kept_promise import Outcome, WhyLate
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class KeptPromises:
    """
    How many promises of a location, or of a day, were kept.

    Attributes:
        kept: there within what was told.
        early: there before that; kept, too.
        late: there after it, or still not there.
        waiting: neither there nor late.
        why: of the late ones, what went wrong first.
    """

    kept: int = 0
    early: int = 0
    late: int = 0
    waiting: int = 0
    why: Mapping[WhyLate, int] | None = None

    @property
    def known(self) -> int:
        """Return of how many it is known what became of them."""
        return self.kept + self.early + self.late

    @property
    def share(self) -> float | None:
        """Return the share that was kept, between 0 and 1; `None` when none is known."""
        return (self.kept + self.early) / self.known if self.known else None


@dataclass(frozen=True, slots=True)
class LocationPromises:
    """The promises of one location; of all together without a code."""

    location: str
    name: str
    promises: KeptPromises


def kept_promises(since: datetime, until: datetime, *, now: datetime) -> list[LocationPromises]:
    """
    Return what became of promises by location, those with the most late ones first; one statement.

    The first is of all locations together.

    Args:
        since: the earliest instant by which something was promised.
        until: the first instant that does not count any more.
        now: the present instant: what is not there by now though it was promised is late.
    """
    found = rows(_BY_LOCATION, _asked(since, until, now))
    return [
        LocationPromises(code or "", name or "", _promises(counts)) for code, name, *counts in found
    ]


def kept_by_day(
    since: datetime, until: datetime, *, time_zone: str, now: datetime
) -> list[tuple[date, KeptPromises]]:
    """Return what became of promises by the day of their latest, the earliest first; one statement."""
    found = rows(_BY_DAY, {**_asked(since, until, now), "zone": time_zone})
    return [(day, _promises(counts)) for day, *counts in found]


def _asked(since: datetime, until: datetime, now: datetime) -> dict[str, Any]:
    return {"since": since, "until": until, "now": now}


def _promises(counts: Iterable[int]) -> KeptPromises:
    kept, early, late, waiting, *why = counts
    return KeptPromises(kept, early, late, waiting, dict(zip(WhyLate, why, strict=True)))


_OVER = ", ".join(f"'{state.value}'" for state in OVER)
_JUDGED = f"""
WITH judged AS (
  SELECT location_id, promised_latest, CASE
      WHEN there_at IS NULL AND promised_latest >= %(now)s THEN '{Outcome.WAITING}'
      WHEN there_at IS NULL OR there_at > promised_latest THEN '{Outcome.LATE}'
      WHEN there_at < promised_earliest THEN '{Outcome.EARLY}'
      ELSE '{Outcome.KEPT}' END AS outcome,
    CASE
      WHEN held_at IS NOT NULL THEN '{WhyLate.HELD}'
      WHEN split_from IS NOT NULL THEN '{WhyLate.SHORT}'
      WHEN coalesce(ready_at, left_at, %(now)s) > due_by THEN '{WhyLate.PACKED_LATE}'
      WHEN kind = '{GroupKind.SHIP}' THEN '{WhyLate.CARRIER}'
      ELSE '{WhyLate.PACKED_LATE}' END AS why
  FROM (
    SELECT *, CASE kind WHEN '{GroupKind.SHIP}' THEN delivered_at
      ELSE coalesce(ready_at, left_at) END AS there_at
    FROM fulfilment_group
    WHERE promised_latest >= %(since)s AND promised_latest < %(until)s
      AND state NOT IN ({_OVER}) AND location_id IS NOT NULL
  ) AS promised
)"""  # noqa: S608 -- constants only
_COUNTS = ", ".join(
    [f"count(*) FILTER (WHERE outcome = '{each}')" for each in Outcome]
    + [f"count(*) FILTER (WHERE outcome = '{Outcome.LATE}' AND why = '{each}')" for each in WhyLate]
)

_BY_LOCATION = f"""{_JUDGED}
SELECT l.code, l.name, {_COUNTS}
FROM judged JOIN inventory_location AS l ON l.id = judged.location_id
GROUP BY GROUPING SETS ((), (l.code, l.name))
ORDER BY GROUPING(l.code) DESC, count(*) FILTER (WHERE outcome = '{Outcome.LATE}') DESC, l.code"""  # noqa: S608

_BY_DAY = f"""{_JUDGED}
SELECT (promised_latest AT TIME ZONE %(zone)s - interval '1 microsecond')::date AS day, {_COUNTS}
FROM judged GROUP BY day ORDER BY day"""  # noqa: S608
