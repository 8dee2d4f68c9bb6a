"""Where our payments and the lines of processors' books disagree."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.difference import Difference, DifferenceKind
from serai.plumbing.db import dict_rows, rows

KINDS = (
    DifferenceKind.CHARGED,
    DifferenceKind.REFUNDED,
    DifferenceKind.TAKEN_BACK,
    DifferenceKind.MISSING,
)
_COMPARE = """
SELECT p.id, p.order_id, p.processor, p.currency, p.captured_minor, p.refunded_minor, p.refunding_minor,
  p.disputed_minor + p.charged_back_minor AS taken_back_minor,
  greatest(p.settled_at, (SELECT max(settled_at) FROM payments_refund WHERE payment_id = p.id)) < %(settled)s
    AS is_settled,
  told.lines, told.charged, told.refunded, told.taken_back
FROM payments_payment AS p
CROSS JOIN LATERAL (
  SELECT count(*) AS lines,
    coalesce(sum(in_payment_minor) FILTER (WHERE kind = 'charge'), 0)::bigint AS charged,
    -coalesce(sum(in_payment_minor) FILTER (WHERE kind IN ('refund', 'refund_failed')), 0)::bigint AS refunded,
    -coalesce(sum(in_payment_minor) FILTER (WHERE kind IN ('chargeback', 'chargeback_won')), 0)::bigint
      AS taken_back
  FROM payments_movement WHERE payment_id = p.id AND payment_currency = p.currency
) AS told
WHERE p.id = ANY(%(ids)s) AND (told.charged <> p.captured_minor OR told.refunded <> p.refunded_minor
  OR told.taken_back <> p.disputed_minor + p.charged_back_minor)
ORDER BY p.id
"""
_TOUCHED = """
SELECT id FROM payments_payment
WHERE processor = ANY(%(processors)s) AND settled_at >= %(since)s AND settled_at < %(until)s
  AND captured_minor > 0
UNION
SELECT payment_id FROM payments_refund JOIN payments_payment AS p ON p.id = payment_id
WHERE payments_refund.settled_at >= %(since)s AND payments_refund.settled_at < %(until)s
  AND p.processor = ANY(%(processors)s)
"""


def payments_touched(processors: Sequence[str], since: datetime, until: datetime) -> set[UUID]:
    """Return the payments of processors of which something was taken or given back; one statement."""
    params = {"processors": list(processors), "since": since, "until": until}
    return {payment_id for (payment_id,) in rows(_TOUCHED, params)}


def payment_disagreements(
    payment_ids: Iterable[UUID], *, settled_before: datetime
) -> list[Difference]:
    """
    Compare payments with the lines told of them, over their whole lives; one statement.

    What the processor has more than us is a difference at once; what it has less only if nothing has
    happened to the payment since `settled_before`: its book may lag behind.
    """
    found = dict_rows(_COMPARE, {"ids": list(payment_ids), "settled": settled_before})
    return [difference for row in found for difference in _differences(row)]


def _differences(row: dict[str, Any]) -> Iterable[Difference]:
    settled = bool(row["is_settled"])
    if not row["lines"]:
        if settled:
            yield _difference(row, DifferenceKind.MISSING, "captured_minor", "charged", "was taken")
        return
    for kind, ours, theirs, word, pending in (
        (DifferenceKind.CHARGED, "captured_minor", "charged", "was taken", 0),
        (
            DifferenceKind.REFUNDED,
            "refunded_minor",
            "refunded",
            "was given back",
            row["refunding_minor"],
        ),
        (DifferenceKind.TAKEN_BACK, "taken_back_minor", "taken_back", "banks took back", 0),
    ):
        by = int(row[theirs]) - int(row[ours])
        lags = by < 0 and not settled
        if by and not lags and not 0 < by <= int(pending):
            yield _difference(row, kind, ours, theirs, word)


def _difference(
    row: dict[str, Any], kind: DifferenceKind, ours: str, theirs: str, word: str
) -> Difference:
    currency = str(row["currency"])
    here, there = Money(int(row[ours]), currency), Money(int(row[theirs]), currency)
    processor = str(row["processor"])
    tells = f"{processor} tells {there}"
    if kind is DifferenceKind.MISSING:
        tells = f"{processor} has not told of it"
    return Difference(
        kind,
        str(row["id"]),
        f"By our books {here} {word}; {tells}.",
        there - here,
        processor,
        payment_id=row["id"],
        order_id=row["order_id"],
    )
