"""Have articles shown anew whose terms mean something else since today."""

from datetime import datetime, timedelta

from serai.inventory.domain.ahead.day_of import day_of
from serai.inventory.events import AvailabilityChanged
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish

_TURNED = """
SELECT channel_code, array_agg(variant_id ORDER BY variant_id) FROM inventory_ahead_terms
WHERE kind <> 'refuse' AND (release_on = %(today)s OR until = %(yesterday)s)
GROUP BY channel_code ORDER BY channel_code
"""


@unit_of_work()
def tell_turned_terms(*, now: datetime) -> int:
    """Tell of articles that are released today or were back-ordered until yesterday; return how many."""
    today = day_of(now)
    found = rows(_TURNED, {"today": today, "yesterday": today - timedelta(days=1)})
    for channel_code, variant_ids in found:
        publish(AvailabilityChanged(tuple(variant_ids), channel_code))
    return sum(len(variant_ids) for _, variant_ids in found)
