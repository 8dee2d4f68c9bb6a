"""Begin to watch whether articles run out, ordered by itself or held out alike."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from serai.decisions.public import Decision
from serai.inventory.models import Proposal
from serai.plumbing.db import execute

WATCHED = timedelta(days=28)
"""From the decision on; what is watched begins once the units should be there."""
LEAST = timedelta(days=7)

_BEGIN = """
INSERT INTO inventory_watched_article AS known
  (variant_id, location_id, standing, token, starts_at, ends_at)
SELECT *, %s::timestamptz FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::timestamptz[])
ON CONFLICT (variant_id, location_id) DO UPDATE
  SET standing = EXCLUDED.standing, token = EXCLUDED.token, starts_at = EXCLUDED.starts_at,
    ends_at = EXCLUDED.ends_at
WHERE known.standing <> EXCLUDED.standing"""


def watch_articles(decided: Sequence[tuple[Proposal, Decision]], *, now: datetime) -> None:
    """
    Watch the articles of proposals, unless they are watched already for the same reason; one statement at most.

    Each is watched from the day after the units should have come until four weeks after the decision; what could not
    be watched for a week is left alone. Where an article stands otherwise than before (the slot was
    switched on, an experiment took it in), its time begins anew.
    """
    found: dict[tuple[UUID, UUID], tuple[object, ...]] = {}
    for row, decision in decided:
        starts = datetime.combine(row.last_on, time(), UTC) + timedelta(days=1)
        why = decision.explain
        standing = f"{why.mode.value} {int(why.holdout)} {why.experiment} {why.arm}"
        if starts + LEAST <= now + WATCHED:
            told = (row.variant_id, row.location_id, standing, decision.items[0].token, starts)
            found.setdefault((row.variant_id, row.location_id), told)
    if found:
        execute(_BEGIN, [now + WATCHED, *map(list, zip(*found.values(), strict=True))])
