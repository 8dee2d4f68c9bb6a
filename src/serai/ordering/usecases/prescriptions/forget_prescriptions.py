"""Forget prescriptions that need not be kept any longer."""

from datetime import datetime

from serai.ordering.usecases.prescriptions.note_look import REMOVED
from serai.plumbing.db import rows, unit_of_work

AT_ONCE = 500
_FORGET = """
WITH due AS (
  SELECT id FROM ordering_prescription WHERE removed_at IS NULL AND keep_until <= %(now)s
  ORDER BY keep_until LIMIT %(limit)s FOR UPDATE SKIP LOCKED),
gone AS (
  UPDATE ordering_prescription AS p SET content = NULL, removed_at = %(now)s
  FROM due WHERE p.id = due.id RETURNING p.id),
noted AS (
  INSERT INTO ordering_prescription_look (prescription_id, action, by, at)
  SELECT id, %(action)s, 'retention', %(now)s FROM gone)
SELECT count(*)::int FROM gone
"""


@unit_of_work()
def forget_prescriptions(*, now: datetime) -> int:
    """Empty the files whose time is over; what was decided by them stays. Return how many; one statement."""
    [(count,)] = rows(_FORGET, {"now": now, "limit": AT_ONCE, "action": REMOVED})
    return int(count)
