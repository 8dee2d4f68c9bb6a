"""Forget carts that nobody came back for: they hold names and addresses."""

from datetime import datetime, timedelta

from serai.kernel.ids import first_id_at
from serai.plumbing.db import execute

KEPT = timedelta(days=90)
_AT_ONCE = 1000

_FORGET = """
DELETE FROM ordering_cart WHERE id IN (
  SELECT id FROM ordering_cart WHERE id < %(first)s AND updated_at < %(before)s ORDER BY id LIMIT %(most)s
  FOR UPDATE SKIP LOCKED)
"""
"""Ids tell when a cart was made: an index of when each was touched would be written with every change."""


def forget_carts(*, now: datetime) -> int:
    """
    Delete carts that were not touched for 90 days, in small transactions; return how many there were.

    Orders made from them keep their own copies of everything.
    """
    total, before = 0, now - KEPT
    params = {"first": first_id_at(before), "before": before, "most": _AT_ONCE}
    while done := execute(_FORGET, params):
        total += done
    return total
