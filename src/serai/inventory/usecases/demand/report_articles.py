"""Tell decisions which watched articles never ran out."""

from datetime import datetime

from serai.decisions.public import OutcomeKind, Reported, record_outcomes
from serai.inventory.models import WatchedArticle
from serai.plumbing.db import rows, unit_of_work

_AT_ONCE = 5_000
_LOWEST = """
SELECT w.id, w.token,
  coalesce(b.on_hand, 0) - coalesce(moved.units, 0) + least(coalesce(moved.lowest, 0), 0)
FROM inventory_watched_article AS w
LEFT JOIN inventory_balance AS b ON b.variant_id = w.variant_id AND b.location_id = w.location_id
LEFT JOIN LATERAL (
  SELECT sum(quantity) AS units, min(so_far) FILTER (WHERE occurred_at < w.ends_at) AS lowest FROM (
    SELECT quantity, occurred_at, sum(quantity) OVER (ORDER BY occurred_at, id) AS so_far
    FROM inventory_movement WHERE balance_id = b.id AND occurred_at >= w.starts_at
  ) AS since
) AS moved ON true
WHERE w.ends_at <= %s ORDER BY w.ends_at, w.id LIMIT %s FOR UPDATE OF w SKIP LOCKED"""


@unit_of_work()
def report_articles(*, now: datetime) -> int:
    """
    Record `kept` for each article that never ran out while it was watched; return how many are told.

    Units on hand count, reserved ones included; they are followed movement by movement, so that an hour without
    any counts. Articles that ran out are told by nothing: they count as not kept. Safe to repeat.
    """
    over = rows(_LOWEST, [now, _AT_ONCE])
    kept = [Reported(token, OutcomeKind.KEPT) for _, token, lowest in over if lowest > 0]
    recorded = record_outcomes(kept, now=now).recorded
    WatchedArticle.objects.filter(pk__in=[key for key, _, _ in over]).delete()
    return recorded
