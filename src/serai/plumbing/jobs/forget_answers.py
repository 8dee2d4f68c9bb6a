"""Answers that are kept for repeated requests, and no longer needed."""

from datetime import timedelta

from serai.kernel.clock import now
from serai.plumbing.db import execute
from serai.plumbing.jobs.periodic import periodic

KEPT = timedelta(days=30)
"""For so long a repeated request gets the first answer; clients repeat within minutes, tills within days."""
_AT_ONCE = 20_000


@periodic(cron="41 3 * * *", name="plumbing.forget_answers")
def forget_answers() -> int:
    """Delete the answers that are older than that, some thousand in each transaction; return how many."""
    before, forgotten = now() - KEPT, 0
    while count := execute(_FORGET, [before, _AT_ONCE]):
        forgotten += count
    return forgotten


_FORGET = """
DELETE FROM plumbing_answer WHERE ctid = ANY(ARRAY(
  SELECT ctid FROM plumbing_answer WHERE kept_at < %s LIMIT %s))"""
