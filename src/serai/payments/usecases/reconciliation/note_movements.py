"""Keep a copy of lines of a processor's book, each matched to the payment it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.difference import Difference, DifferenceKind
from serai.payments.domain.movement import Movement, MovementKind
from serai.plumbing.db import rows, unit_of_work

WITHOUT_PAYMENT = (MovementKind.FEE, MovementKind.ADJUSTMENT)
_CHANGED = """
SELECT told.reference, known.gross_minor, known.fee_minor, known.currency
FROM unnest(%(references)s::text[], %(gross)s::bigint[], %(fees)s::bigint[], %(currencies)s::text[])
  AS told (reference, gross, fee, currency)
JOIN payments_movement AS known
  ON known.processor = %(processor)s AND known.reference = told.reference
WHERE (known.gross_minor, known.fee_minor, known.currency)
  IS DISTINCT FROM (told.gross, told.fee, told.currency)
"""
_NOTE = """
INSERT INTO payments_movement AS kept (
  processor, reference, kind, source, charge, payment_id, payout_id, gross_minor, fee_minor, currency,
  in_payment_minor, payment_currency, happened_at, seen_at)
SELECT %(processor)s, told.reference, told.kind, told.source, told.charge, payment.id, %(payout)s,
  told.gross, told.fee, told.currency, told.in_payment, told.payment_currency, told.happened, %(now)s
FROM unnest(%(references)s::text[], %(kinds)s::text[], %(sources)s::text[], %(charges)s::text[],
  %(keys)s::uuid[], %(gross)s::bigint[], %(fees)s::bigint[], %(currencies)s::text[],
  %(in_payment)s::bigint[], %(payment_currencies)s::text[], %(happened)s::timestamptz[])
  AS told (reference, kind, source, charge, key, gross, fee, currency, in_payment, payment_currency, happened)
LEFT JOIN LATERAL (
  SELECT id FROM payments_payment WHERE id = told.key AND processor = %(processor)s
  UNION ALL
  SELECT id FROM payments_payment WHERE processor_reference = told.charge AND told.charge <> ''
    AND processor = %(processor)s
  LIMIT 1
) AS payment ON true
ORDER BY told.reference
ON CONFLICT (processor, reference) DO UPDATE SET
  payout_id = coalesce(excluded.payout_id, kept.payout_id),
  payment_id = coalesce(kept.payment_id, excluded.payment_id),
  seen_at = excluded.seen_at
RETURNING reference, payment_id
"""


@dataclass(frozen=True)
class Noted:
    """What came of noting: whose each line is, and what is wrong with the lines themselves."""

    payment_of: dict[str, UUID | None]
    differences: list[Difference]


def note_movements(
    processor: str,
    movements: Sequence[Movement],
    *,
    payout_id: UUID | None = None,
    now: datetime,
) -> Noted:
    """
    Keep lines that are new, and say of those that are known that they were seen; two statements.

    A line is matched by our payment's id, which most processors carry along, else by the processor's own name
    of the payment. One that is told otherwise than before keeps its first amounts and is a difference.
    """
    told = {movement.reference: movement for movement in movements}
    if not told:
        return Noted({}, [])
    params = _params(processor, list(told.values()), payout_id, now)
    with unit_of_work():
        changed = rows(_CHANGED, params)
        payment_of = dict(rows(_NOTE, params))
    return Noted(
        payment_of,
        [
            *(
                _changed(told[reference], processor, Money(gross - fee, currency))
                for reference, gross, fee, currency in changed
            ),
            *(
                _unknown(told[reference], processor)
                for reference, payment_id in payment_of.items()
                if payment_id is None and told[reference].kind not in WITHOUT_PAYMENT
            ),
        ],
    )


def _params(
    processor: str, told: list[Movement], payout_id: UUID | None, now: datetime
) -> dict[str, object]:
    return {
        "processor": processor,
        "payout": payout_id,
        "now": now,
        "references": [line.reference for line in told],
        "kinds": [line.kind.value for line in told],
        "sources": [line.source for line in told],
        "charges": [line.charge for line in told],
        "keys": [_id_in(line.key) for line in told],
        "gross": [line.gross.minor for line in told],
        "fees": [line.fee.minor for line in told],
        "currencies": [line.gross.currency for line in told],
        "in_payment": [line.in_payment.minor for line in told],
        "payment_currencies": [line.in_payment.currency for line in told],
        "happened": [line.happened_at for line in told],
    }


def _id_in(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None


def _changed(line: Movement, processor: str, before: Money) -> Difference:
    same = before.currency == line.net.currency
    return Difference(
        DifferenceKind.CHANGED,
        f"{processor} {line.reference}",
        f"{processor} first told {before} for its line {line.reference}, and now {line.net}.",
        line.net - before if same else line.net,
        processor,
    )


def _unknown(line: Movement, processor: str) -> Difference:
    return Difference(
        DifferenceKind.UNKNOWN,
        f"{processor} {line.reference}",
        f"{processor} tells of a {line.kind.value.replace('_', ' ')} of {line.gross}"
        f" ({line.charge or line.source or line.reference}) that belongs to no payment of ours.",
        line.gross,
        processor,
    )
