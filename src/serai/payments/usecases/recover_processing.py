"""Finish payments whose news was lost: by a crash, a time-out, a webhook that never came."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from serai.payments.domain.failure import Failure
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import Payment
from serai.payments.ports import ChargeStatus, ProcessorUnavailable, UnknownProcessor
from serai.payments.queries.charge_request import request_of
from serai.payments.usecases.charge_payment import charge_payment
from serai.payments.usecases.charge_status import charge_status
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.payments.usecases.void_payment import PaymentIsCaptured, void_payment
from serai.plumbing.db import refuse_inside_work

log = structlog.get_logger("serai.payments")
BATCH = 200


@dataclass(frozen=True)
class Recovery:
    """How many payments were looked at, and how many moved on."""

    looked_at: int
    settled: int


def recover_processing(
    *,
    now: datetime,
    older_than: timedelta = timedelta(minutes=1),
    patience: timedelta = timedelta(minutes=10),
) -> Recovery:
    """
    Ask the processor about payments that have been under way for longer than `older_than`.

    A charge that the processor knows is settled by its word. One that never arrived is sent again,
    under the same key; after `patience` the payment is given up instead: closed at the processor,
    so that it can never take money later. The same goes for a shopper who never confirmed. What was set
    aside for too long is let go. A processor that does not answer is left alone until the next time.
    """
    refuse_inside_work()
    waiting = [*_waiting(now - older_than), *_run_out(now - older_than)]
    silent, settled = set[str](), 0
    for payment in waiting:
        if payment.processor in silent:
            continue
        try:
            settled += _finish(payment, gives_up=payment.started_at < now - patience, now=now)
        except (ProcessorUnavailable, UnknownProcessor) as refusal:
            silent.add(payment.processor)
            log.warning("payment not recovered", payment_id=str(payment.pk), reason=refusal.code)
    return Recovery(looked_at=len(waiting), settled=settled)


def _run_out(expired_before: datetime) -> list[Payment]:
    found = Payment.objects.filter(expires_at__lt=expired_before)
    return list(found.order_by("expires_at", "pk")[:BATCH])


def _waiting(started_before: datetime) -> list[Payment]:
    states = [PaymentState.PROCESSING, PaymentState.REQUIRES_ACTION]
    found = Payment.objects.filter(state__in=states, started_at__lt=started_before)
    return list(found.order_by("started_at", "pk")[:BATCH])


def _finish(payment: Payment, *, gives_up: bool, now: datetime) -> bool:
    result = charge_status(payment.pk)
    if result is None and not gives_up:
        result = charge_payment(request_of(payment), now=now)
    if result is None:
        return _give_up(payment.pk, Failure.NEVER_RECEIVED, now)
    if result.status is ChargeStatus.REQUIRES_ACTION and gives_up:
        return _give_up(payment.pk, Failure.ABANDONED, now)
    if payment.expires_at is not None and payment.expires_at < now and result.expires_at:
        return _give_up(payment.pk, Failure.AUTHORISATION_EXPIRED, now)
    return settle_from_processor(result, source=Source.RECOVERY, now=now).changed


def _give_up(payment_id: UUID, failure: Failure, now: datetime) -> bool:
    with suppress(PaymentIsCaptured):
        void_payment(payment_id, now=now, failure_code=failure, source=Source.RECOVERY)
    return True
