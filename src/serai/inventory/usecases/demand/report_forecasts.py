"""Tell decisions how near came what was foreseen."""

from datetime import datetime

from serai.decisions.public import OutcomeKind, Reported, record_outcomes
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.models import WatchedForecast
from serai.plumbing.db import rows, unit_of_work

_AT_ONCE = 5_000
_SOLD = """
WITH over AS MATERIALIZED (
  SELECT * FROM inventory_watched_forecast WHERE ends_at <= %s ORDER BY ends_at, variant_id LIMIT %s
  FOR UPDATE SKIP LOCKED
)
SELECT over.variant_id, over.token, over.foreseen, coalesce(sold.units, 0) FROM over LEFT JOIN LATERAL (
  SELECT -sum(m.quantity) AS units FROM inventory_balance AS b JOIN inventory_movement AS m ON m.balance_id = b.id
  WHERE b.variant_id = over.variant_id AND m.reason = %s
    AND m.occurred_at >= over.starts_at AND m.occurred_at < over.ends_at
) AS sold ON true"""


def nearness(foreseen: float, sold: float) -> float:
    """
    Return how near a forecast came: the smaller of both divided by the larger, 1 where nothing was foreseen and sold.

    Example:
        >>> nearness(8, 10), nearness(10, 8), nearness(5, 0), nearness(0, 0)
        (0.8, 0.8, 0.0, 1.0)
    """
    larger = max(foreseen, sold)
    return min(foreseen, sold) / larger if larger > 0 else 1.0


@unit_of_work()
def report_forecasts(*, now: datetime) -> int:
    """
    Record `hit` for each article whose three weeks are over; return how many are told.

    What was sold counts, from wherever it was; what nobody could buy because it had run out does not, in either group
    alike. Safe to repeat.
    """
    over = rows(_SOLD, [now, _AT_ONCE, MovementReason.SALE.value])
    told = [
        Reported(token, OutcomeKind.HIT, nearness(foreseen, max(float(sold), 0.0)))
        for _, token, foreseen, sold in over
    ]
    recorded = record_outcomes(told, now=now).recorded
    WatchedForecast.objects.filter(pk__in=[key for key, *_ in over]).delete()
    return recorded
