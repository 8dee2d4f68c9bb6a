"""Keep the list of differences: what is found, and what is found no longer."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from serai.kernel.ids import uuid7
from serai.payments.domain.difference import Difference, DifferenceKind
from serai.plumbing.db import execute, unit_of_work

_KEEP = """
INSERT INTO payments_difference AS kept (
  id, kind, subject, sentence, by_minor, currency, processor, payment_id, order_id, found_at, seen_at, note)
SELECT uuid_of, kind, subject, sentence, by_minor, currency, processor, payment_id, order_id,
  %(now)s, %(now)s, ''
FROM unnest(%(ids)s::uuid[], %(kinds)s::text[], %(subjects)s::text[], %(sentences)s::text[],
  %(by)s::bigint[], %(currencies)s::text[], %(processors)s::text[], %(payments)s::uuid[],
  %(orders)s::uuid[])
  AS told (uuid_of, kind, subject, sentence, by_minor, currency, processor, payment_id, order_id)
ON CONFLICT (kind, subject) WHERE closed_at IS NULL DO UPDATE SET
  sentence = excluded.sentence, by_minor = excluded.by_minor, seen_at = excluded.seen_at
"""
_CLOSE = """
UPDATE payments_difference SET closed_at = %(now)s, note = 'The books agree again.'
WHERE closed_at IS NULL AND kind = ANY(%(covered)s) AND subject = ANY(%(looked_at)s)
  AND (kind, subject) NOT IN (
    SELECT * FROM unnest(%(kinds)s::text[], %(subjects)s::text[]))
"""


@unit_of_work()
def keep_differences(
    found: Sequence[Difference],
    *,
    covered: Iterable[DifferenceKind] = (),
    looked_at: Iterable[str] = (),
    now: datetime,
) -> None:
    """
    Open what is new, refresh what is still there, close what is gone; two statements.

    Args:
        found: each kind and subject at most once.
        covered: the kinds that were looked for.
        looked_at: the subjects that were looked at: of these, what was not found is closed.
        now: the present instant.
    """
    told = {(one.kind, one.subject): one for one in found}.values()
    params = {
        "now": now,
        "ids": [uuid7() for _ in told],
        "kinds": [one.kind.value for one in told],
        "subjects": [one.subject for one in told],
        "sentences": [one.sentence[:500] for one in told],
        "by": [one.by.minor for one in told],
        "currencies": [one.by.currency for one in told],
        "processors": [one.processor for one in told],
        "payments": [one.payment_id for one in told],
        "orders": [one.order_id for one in told],
        "covered": [kind.value for kind in covered],
        "looked_at": list(looked_at),
    }
    if told:
        execute(_KEEP, params)
    if params["looked_at"]:
        execute(_CLOSE, params)
