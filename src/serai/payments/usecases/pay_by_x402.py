"""
Pay by a transfer that the shopper's wallet has signed.

The transfer is written down before the facilitator is asked to make it, so that after a crash it is known what to
ask about; the same transfer again is the same payment. What is on the chain counts.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.payments.domain.payment_state import PaymentState
from serai.payments.domain.stablecoin import X402, shortened
from serai.payments.domain.x402 import (
    VERSION,
    PaymentPayload,
    PaymentRequired,
    Resource,
    Settled,
    Terms,
    fault_in,
    read_header,
)
from serai.payments.ports import ChargeResult, ChargeStatus, Facilitator
from serai.payments.queries.payment_view import (
    PaymentNotFound,
    PaymentView,
    locked_payment,
    payment,
)
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.plumbing.db import execute, refuse_inside_work, rows, unit_of_work
from serai.plumbing.wiring import bound

_OPEN = (PaymentState.PROCESSING, PaymentState.REQUIRES_ACTION)


class TransferRefused(DomainError):
    """The signed transfer does not pay this payment."""

    code = "payments.transfer_refused"
    kind = Kind.REJECTED

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The transfer was not made: {reason}.")


class PaymentIsOver(DomainError):
    """Nothing is to be paid here any more."""

    code = "payments.payment_is_over"
    kind = Kind.CONFLICT

    def __init__(self, payment_id: UUID, state: str) -> None:
        self.payment_id, self.state = payment_id, state
        super().__init__("This payment was given up. Nothing is to be paid here any more.")


def payment_required(payment_id: UUID, url: str, *, error: str = "") -> PaymentRequired:
    """
    Return what pays a payment; one statement.

    Raises:
        PaymentNotFound: no such payment, or it is paid in another way.
        PaymentIsOver: it was given up.
    """
    asked = _of_x402(payment_id)
    if asked.state not in (*_OPEN, PaymentState.CAPTURED):
        raise PaymentIsOver(payment_id, asked.state)
    return PaymentRequired(
        VERSION,
        error or "PAYMENT-SIGNATURE header is required",
        Resource(url, "An order", "application/json"),
        [bound(Terms).requirements(asked.amount)],
    )


def pay_by_x402(payment_id: UUID, header: str, *, now: datetime) -> Settled:
    """
    Have the transfer in a header made, and settle the payment; the same header again gives the same answer.

    Raises:
        PaymentNotFound: no such payment, or it is paid in another way.
        PaymentIsOver: it was given up.
        BadPaymentSignature: the header cannot be read.
        TransferRefused: it does not pay this payment, or the chain refused.
        FacilitatorUnavailable: nobody knows yet; ask again.
    """
    refuse_inside_work()
    asked = _of_x402(payment_id)
    if asked.state is PaymentState.CAPTURED:
        return _made(payment_id)
    if asked.state not in _OPEN:
        raise PaymentIsOver(payment_id, asked.state)
    payload = read_header(header, PaymentPayload)
    _check(asked, payload, now)
    _write_down(asked, payload, now)
    return make_transfer(asked, payload, now=now)


def make_transfer(asked: PaymentView, payload: PaymentPayload, *, now: datetime) -> Settled:
    """
    Have a transfer made that was written down, and settle its payment.

    Raises:
        TransferRefused: the chain refused; another transfer may pay.
        FacilitatorUnavailable: nobody knows yet; ask again.
    """
    required = bound(Terms).requirements(asked.amount)
    settled = bound(Facilitator).settle(payload, required)
    payer = payload.payload.authorization.from_
    with unit_of_work():
        _note(asked.id, payload, settled, now)
        if settled.success:
            settle_from_processor(
                ChargeResult(
                    key=str(asked.id),
                    status=ChargeStatus.CAPTURED,
                    amount=asked.amount,
                    reference=settled.transaction,
                    label=f"{required.extra.name} {shortened(payer)}",
                ),
                source=Source.CALL,
                now=now,
            )
    if not settled.success:
        raise TransferRefused(settled.error_reason or "unexpected_settle_error")
    return settled


def _of_x402(payment_id: UUID) -> PaymentView:
    found = payment(payment_id)
    if found.processor != X402:
        raise PaymentNotFound(payment_id)
    return found


def _check(asked: PaymentView, payload: PaymentPayload, now: datetime) -> None:
    required = bound(Terms).requirements(asked.amount)
    if fault := fault_in(payload, required, now=now):
        raise TransferRefused(fault)
    if _is_written_down(asked.id, payload):
        return  # its nonce may be used by now: by this very payment
    verified = bound(Facilitator).verify(payload, required)
    if not verified.is_valid:
        raise TransferRefused(verified.invalid_reason or "invalid_payload")


_WRITE = """
INSERT INTO payments_x402settlement
  (payment_id, network, asset, payer, nonce, payload, transaction, failure, asked_at)
VALUES (%s, %s, %s, %s, %s, %s, '', '', %s)
ON CONFLICT DO NOTHING
"""
_OURS = """
SELECT count(*) FROM payments_x402settlement
WHERE payment_id = %s AND payer = %s AND nonce = %s AND failure = ''
"""


@unit_of_work()
def _write_down(asked: PaymentView, payload: PaymentPayload, now: datetime) -> None:
    standing = locked_payment(asked.id)
    if standing.state not in _OPEN:
        raise PaymentIsOver(asked.id, standing.state)
    allowed, accepted = payload.payload.authorization, payload.accepted
    written = execute(
        _WRITE,
        [
            asked.id,
            accepted.network,
            accepted.asset.lower(),
            allowed.from_.lower(),
            allowed.nonce.lower(),
            msgspec.json.encode(payload).decode(),
            now,
        ],
    )
    if not written and not _is_written_down(asked.id, payload):
        raise TransferRefused("invalid_transaction_state")


def _is_written_down(payment_id: UUID, payload: PaymentPayload) -> bool:
    allowed = payload.payload.authorization
    [(count,)] = rows(_OURS, [payment_id, allowed.from_.lower(), allowed.nonce.lower()])
    return bool(count)


def _note(payment_id: UUID, payload: PaymentPayload, settled: Settled, now: datetime) -> None:
    allowed = payload.payload.authorization
    failure = "" if settled.success else (settled.error_reason or "unexpected_settle_error")[:100]
    execute(
        "UPDATE payments_x402settlement SET transaction = %s, failure = %s, settled_at = %s"
        " WHERE payment_id = %s AND payer = %s AND nonce = %s AND transaction = '' AND failure = ''",
        [
            settled.transaction if settled.success else "",
            failure,
            now,
            payment_id,
            allowed.from_.lower(),
            allowed.nonce.lower(),
        ],
    )


def _made(payment_id: UUID) -> Settled:
    """Return what came of the transfer that paid a payment."""
    [(transaction, network, payer)] = rows(
        "SELECT transaction, network, payer FROM payments_x402settlement"
        " WHERE payment_id = %s AND transaction <> ''",
        [payment_id],
    )
    return Settled(True, transaction, network, payer)
