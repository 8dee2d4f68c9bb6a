"""Forget carts that nobody came back for: they hold names and addresses."""

from datetime import datetime, timedelta

from serai.plumbing.db import execute

KEPT = timedelta(days=90)
_AT_ONCE = 1000

_FORGET = """
DELETE FROM ordering_cart WHERE id IN (
  SELECT id FROM ordering_cart WHERE updated_at < %s ORDER BY updated_at LIMIT %s
  FOR UPDATE SKIP LOCKED)
"""


def forget_carts(*, now: datetime) -> int:
    """
    Delete carts that were not touched for 90 days, in small transactions; return how many there were.

    Orders made from them keep their own copies of everything.
    """
    total = 0
    while done := execute(_FORGET, [now - KEPT, _AT_ONCE]):
        total += done
    return total
