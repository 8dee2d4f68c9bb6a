"""Count orders by their e-mail address, its card and the rest: once, and one after the other."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from serai.ordering.domain.review.velocity import KEPT
from serai.ordering.queries.review.facts_of_orders import OrderSubjects
from serai.plumbing.db import execute

_LOCK = """
SELECT pg_advisory_xact_lock(key) FROM (
  SELECT DISTINCT hashtextextended(subject || encode(digest, 'hex'), 0) AS key
  FROM unnest(%s::text[], %s::bytea[]) AS s (subject, digest) ORDER BY 1
) AS keys
"""
_COUNT = """
INSERT INTO ordering_velocity (subject, digest, email_digest, order_id, happened_at)
SELECT * FROM unnest(%s::text[], %s::bytea[], %s::bytea[], %s::uuid[], %s::timestamptz[])
ON CONFLICT DO NOTHING
"""
_FORGET_NETWORKS = """
UPDATE ordering_order SET network = NULL
WHERE placed_at >= %s AND placed_at < %s AND network IS NOT NULL
"""
_MISSED = timedelta(days=60)
"""For how long the clock may have stood still without an address staying for ever."""


def count_velocity(orders: Iterable[OrderSubjects]) -> None:
    """
    Count orders; two statements. Belongs into the transaction that asks the rules.

    Whoever counts by the same subject waits until that transaction ends, so of orders that come at the same
    instant each sees those before it, and a limit lets exactly as many through as it says.
    """
    counted = [
        (name, digest, each.subjects.get("email", b""), each.order_id, each.placed_at)
        for each in orders
        for name, digest in each.subjects.items()
    ]
    if not counted:
        return
    columns = [list(column) for column in zip(*counted, strict=True)]
    execute(_LOCK, columns[:2])
    execute(_COUNT, columns)


def forget_velocity(*, now: datetime) -> int:
    """Forget counts that no rule asks for any more, and whence those orders came; return how many counts."""
    until = now - KEPT
    execute(_FORGET_NETWORKS, [until - _MISSED, until])
    return execute("DELETE FROM ordering_velocity WHERE happened_at < %s", [until])
