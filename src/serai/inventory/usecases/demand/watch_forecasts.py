"""Begin to wait for what articles sell, whichever forecast their orders are worked out from."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import numpy as np

from serai.decisions.public import Decision
from serai.inventory.queries.demand.foreseen import Arrays
from serai.plumbing.db import execute

WEEKS = 3
"""So long that luck evens out, and so short that the slot still credits what came of it."""

_BEGIN = """
INSERT INTO inventory_watched_forecast AS known (variant_id, standing, token, foreseen, starts_at, ends_at)
SELECT *, %s::timestamptz, %s::timestamptz FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::float8[])
ON CONFLICT (variant_id) DO UPDATE
  SET standing = EXCLUDED.standing, token = EXCLUDED.token, foreseen = EXCLUDED.foreseen,
    starts_at = EXCLUDED.starts_at, ends_at = EXCLUDED.ends_at
WHERE known.standing <> EXCLUDED.standing"""


def watch_forecasts(chosen: Arrays, decisions: Sequence[Decision], *, now: datetime) -> None:
    """
    Wait for the first three weeks of each article, unless it is waited for already for the same reason.

    One statement. A forecast whose first week began over a week ago is too old to be told, and left alone.

    Args:
        chosen: what orders are worked out from, held-out articles by the mean of eight weeks.
        decisions: of each article, in the order of its rows.
        now: the instant.
    """
    starts = datetime.combine(chosen.week(0), time(), UTC)
    if starts < now - timedelta(weeks=1):
        return
    units = np.maximum(chosen.mean[:, :WEEKS].sum(axis=1), 0)
    whose = [UUID(bytes=each.tobytes()) for each in chosen.variants]
    standing = [_standing(each) for each in decisions]
    tokens = [each.items[0].token for each in decisions]
    until = starts + timedelta(weeks=WEEKS)
    execute(_BEGIN, [starts, until, whose, standing, tokens, units.tolist()])


def _standing(decision: Decision) -> str:
    why = decision.explain
    return f"{why.mode.value} {int(why.holdout)} {why.experiment} {why.arm}"
