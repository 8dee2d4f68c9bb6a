"""Bring a payment to what the processor says: the one way in for every piece of news."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.payments.domain.payment_state import PAYMENT_STATES, PaymentAction, PaymentState
from serai.payments.events import PaymentCaptured, PaymentFailed
from serai.payments.ports import ChargeResult, ChargeStatus
from serai.payments.queries.payment_view import (
    PAYMENT_COLUMNS,
    PaymentNotFound,
    PaymentView,
    payment,
)
from serai.payments.usecases.keep_books import book_capture
from serai.plumbing.db import dict_rows, unit_of_work
from serai.plumbing.events import publish


class Source(StrEnum):
    """By which way the news came."""

    CALL = "call"
    WEBHOOK = "webhook"
    RETURN = "return"
    RECOVERY = "recovery"
    VOID = "void"


class AmountDisagrees(DomainError):
    """The processor's book names another amount than ours: nothing is changed, someone must look."""

    code = "payments.amount_disagrees"
    kind = Kind.CONFLICT

    def __init__(self, payment_id: UUID, *, ours: str, theirs: str) -> None:
        self.payment_id, self.ours, self.theirs = payment_id, ours, theirs
        super().__init__(f"Payment {payment_id} is of {ours}; the processor speaks of {theirs}.")


@dataclass(frozen=True)
class Settlement:
    """A payment after the news, and whether the news changed it."""

    payment: PaymentView
    changed: bool


_ACTIONS = {
    ChargeStatus.REQUIRES_ACTION: PaymentAction.REQUIRE_ACTION,
    ChargeStatus.CAPTURED: PaymentAction.CAPTURE,
    ChargeStatus.FAILED: PaymentAction.FAIL,
    ChargeStatus.VOIDED: PaymentAction.VOID,
}

_COLUMNS = ", ".join(PAYMENT_COLUMNS)
_SETTLE = f"""
WITH changed AS (
  UPDATE payments_payment
  SET state = %(state)s::text,
      captured_minor = CASE WHEN %(state)s::text = 'captured' THEN amount_minor ELSE captured_minor END,
      holds_order = holds_order AND %(state)s::text NOT IN ('failed', 'voided'),
      processor_reference = %(reference)s,
      failure_code = %(failure)s,
      action_url = %(action_url)s,
      label = %(label)s,
      settled_at = CASE WHEN %(state)s::text = 'requires_action' THEN settled_at ELSE %(now)s END
  WHERE id = %(id)s AND state = ANY(%(sources)s)
    AND amount_minor = %(amount)s AND currency = %(currency)s
  RETURNING {_COLUMNS}),
step AS (
  INSERT INTO payments_paymentstep
    (payment_id, state, source, failure_code, processor_reference, happened_at)
  SELECT id, state, %(source)s, failure_code, processor_reference, %(now)s FROM changed)
SELECT * FROM changed
"""  # noqa: S608


def settle_from_processor(result: ChargeResult, *, source: Source, now: datetime) -> Settlement:
    """
    Bring a payment to what the processor says of its charge; one statement when it changes.

    Idempotent, and the order of news does not matter: news only moves a payment forward along
    `PAYMENT_STATES`, older news changes nothing, and a capture is believed whatever we thought.
    Publishes `PaymentCaptured` or `PaymentFailed` in the same transaction, once; a capture is posted to the
    ledger by the statement that closes it. Joins the caller's
    unit of work, so an order can be confirmed together with its payment.

    Raises:
        PaymentNotFound: the key names no payment of ours.
        AmountDisagrees: the processor's amount is not the payment's.
    """
    payment_id = _payment_id_of(result)
    action = _ACTIONS.get(result.status)
    with unit_of_work():
        if action is not None:
            changed = _change(payment_id, action, result, source, now)
            if changed is not None:
                _tell(changed)
                if changed.state is PaymentState.CAPTURED:
                    book_capture(changed.id, changed.captured, changed.processor, now=now)
                return Settlement(changed, changed=True)
        standing = payment(payment_id)
    if action is not None and standing.amount != result.amount:
        raise AmountDisagrees(payment_id, ours=str(standing.amount), theirs=str(result.amount))
    return Settlement(standing, changed=False)


def _payment_id_of(result: ChargeResult) -> UUID:
    try:
        return UUID(result.key)
    except ValueError:
        raise PaymentNotFound(result.key) from None


def _change(
    payment_id: UUID, action: PaymentAction, result: ChargeResult, source: Source, now: datetime
) -> PaymentView | None:
    sources = PAYMENT_STATES.sources(action)
    found = dict_rows(
        _SETTLE,
        {
            "id": payment_id,
            "state": PAYMENT_STATES.advance(sources[0], action).value,
            "sources": [state.value for state in sources],
            "amount": result.amount.minor,
            "currency": result.amount.currency,
            "reference": result.reference,
            "failure": result.failure_code,
            "action_url": result.action_url,
            "label": result.label,
            "source": source.value,
            "now": now,
        },
    )
    return PaymentView.of(found[0]) if found else None


def _tell(settled: PaymentView) -> None:
    if settled.state is PaymentState.CAPTURED:
        publish(
            PaymentCaptured(
                payment_id=settled.id,
                order_id=settled.order_id,
                cart_id=settled.cart_id,
                channel_code=settled.channel_code,
                purpose=settled.purpose,
                amount_minor=settled.amount.minor,
                captured_minor=settled.captured.minor,
                refunded_minor=settled.refunded.minor,
                currency=settled.amount.currency,
                method=settled.method,
                processor=settled.processor,
                processor_reference=settled.processor_reference,
            )
        )
    elif settled.state in (PaymentState.FAILED, PaymentState.VOIDED):
        publish(
            PaymentFailed(
                payment_id=settled.id,
                order_id=settled.order_id,
                cart_id=settled.cart_id,
                channel_code=settled.channel_code,
                purpose=settled.purpose,
                amount_minor=settled.amount.minor,
                currency=settled.amount.currency,
                method=settled.method,
                processor=settled.processor,
                processor_reference=settled.processor_reference,
                state=settled.state.value,
                failure_code=settled.failure_code,
            )
        )
