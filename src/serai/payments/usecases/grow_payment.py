"""Take note that more of a captured payment was taken, or its rest let go: sums grow, the state stays."""

from datetime import datetime
from uuid import UUID

from serai.payments.domain.payment_state import PaymentState
from serai.payments.ports import ChargeResult
from serai.payments.queries.payment_view import PAYMENT_COLUMNS, PaymentView, locked_payment
from serai.plumbing.db import dict_rows

COLUMNS = ", ".join(PAYMENT_COLUMNS)
STEP = """step AS (
  INSERT INTO payments_paymentstep (payment_id, state, source, captured_minor, released_minor,
    failure_code, processor_reference, happened_at)
  SELECT id, state, %(source)s, captured_minor, released_minor, failure_code, processor_reference,
    %(now)s
  FROM changed)"""
"""The second part of a statement whose first, `changed`, has changed a payment."""
_GROW = f"""
WITH changed AS (
  UPDATE payments_payment
  SET captured_minor = greatest(captured_minor, %(captured)s),
      released_minor = greatest(released_minor, %(released)s),
      authorised_minor = greatest(authorised_minor,
        greatest(captured_minor, %(captured)s) + greatest(released_minor, %(released)s)),
      settled_at = %(now)s,
      expires_at = CASE WHEN greatest(captured_minor, %(captured)s)
        + greatest(released_minor, %(released)s) < amount_minor THEN expires_at END
  WHERE id = %(id)s
  RETURNING {COLUMNS}),
{STEP}
SELECT * FROM changed
"""  # noqa: S608


def has_grown(standing: PaymentView, result: ChargeResult) -> bool:
    """Return whether the processor knows of more taken, or let go, than a captured payment says."""
    return standing.state is PaymentState.CAPTURED and (
        result.taken > standing.captured or result.given_up > standing.released
    )


def grow(
    payment_id: UUID, result: ChargeResult, *, source: str, now: datetime
) -> tuple[PaymentView, PaymentView]:
    """Bring a captured payment to the processor's sums; return it as it was and as it is. Two statements."""
    before = locked_payment(payment_id)
    if not has_grown(before, result):
        return before, before
    [row] = dict_rows(
        _GROW,
        {
            "id": payment_id,
            "captured": result.taken.minor,
            "released": result.given_up.minor,
            "source": source,
            "now": now,
        },
    )
    return before, PaymentView.of(row)
