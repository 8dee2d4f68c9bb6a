"""Record what a processor says of a dispute: the one way in for every piece of news about it."""

from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.dispute_state import DISPUTE_STATES, DisputeAction, DisputeState
from serai.payments.events import DisputeDecided, PaymentDisputed
from serai.payments.models import Dispute, Payment
from serai.payments.ports import DisputeResult, DisputeStatus
from serai.payments.queries.dispute_view import DisputeView
from serai.payments.queries.payment_view import PaymentNotFound
from serai.payments.usecases.keep_books import book_dispute, book_dispute_decision
from serai.payments.usecases.settle_from_processor import AmountDisagrees
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish

_ACTIONS = {
    DisputeStatus.CONTESTED: DisputeAction.CONTEST,
    DisputeStatus.WON: DisputeAction.WIN,
    DisputeStatus.LOST: DisputeAction.LOSE,
}


@unit_of_work()
def settle_dispute(result: DisputeResult, *, processor: str, now: datetime) -> DisputeView:
    """
    Bring a dispute to what the processor says of it. Idempotent, in whatever order the news comes.

    Publishes `PaymentDisputed` and `DisputeDecided`, each once. The ledger has what the bank took back as
    a claim from the moment the dispute is known until it is decided.

    Raises:
        PaymentNotFound: it is about no payment of ours.
        AmountDisagrees: it takes back more than was taken, as far as is known yet.
    """
    payment = _locked(result, processor)
    dispute = Dispute.objects.filter(
        payment_id=payment.pk, processor_reference=result.reference
    ).first()
    if dispute is None:
        dispute = _opened(payment, result, now)
    action = _ACTIONS.get(result.status)
    if action is not None and action in DISPUTE_STATES.allowed(DisputeState(dispute.state)):
        _advance(payment, dispute, action, now)
    return DisputeView.of(dispute)


def _locked(result: DisputeResult, processor: str) -> Payment:
    payments = Payment.objects.select_for_update().filter(processor=processor)
    try:
        named = UUID(result.charge_key)
    except ValueError:
        found = payments.filter(processor_reference=result.charge_reference).exclude(
            processor_reference=""
        )
    else:
        found = payments.filter(pk=named)
    payment = found.first()
    if payment is None:
        raise PaymentNotFound(result.charge_key or result.charge_reference)
    return payment


def _opened(payment: Payment, result: DisputeResult, now: datetime) -> Dispute:
    amount = result.amount
    taken_back = payment.disputed_minor + payment.charged_back_minor
    left = Money(payment.captured_minor - taken_back, payment.currency)
    if amount.currency != left.currency or amount > left:
        raise AmountDisagrees(payment.pk, ours=str(left), theirs=str(amount))
    dispute = Dispute.objects.create(
        payment_id=payment.pk,
        processor_reference=result.reference,
        state=DisputeState.OPENED,
        amount_minor=amount.minor,
        currency=amount.currency,
        reason=result.reason,
        opened_at=now,
        due_at=result.due_at,
    )
    payment.disputed_minor += amount.minor
    payment.save(update_fields=["disputed_minor"])
    book_dispute(dispute.pk, payment.pk, amount, payment.processor, now=now)
    publish(
        PaymentDisputed(
            payment_id=payment.pk,
            dispute_id=dispute.pk,
            order_id=payment.order_id,
            channel_code=payment.channel_code,
            purpose=payment.purpose,
            dispute_minor=amount.minor,
            captured_minor=payment.captured_minor,
            currency=amount.currency,
            reason=dispute.reason,
            due_at=dispute.due_at,
            processor=payment.processor,
        )
    )
    return dispute


def _advance(payment: Payment, dispute: Dispute, action: DisputeAction, now: datetime) -> None:
    dispute.state = DISPUTE_STATES.advance(DisputeState(dispute.state), action)
    if action is DisputeAction.CONTEST:
        dispute.save(update_fields=["state"])
        return
    dispute.closed_at = now
    dispute.save(update_fields=["state", "closed_at"])
    won = action is DisputeAction.WIN
    payment.disputed_minor -= dispute.amount_minor
    payment.charged_back_minor += 0 if won else dispute.amount_minor
    payment.save(update_fields=["disputed_minor", "charged_back_minor"])
    amount = Money(dispute.amount_minor, dispute.currency)
    book_dispute_decision(dispute.pk, payment.pk, amount, payment.processor, won=won, now=now)
    publish(
        DisputeDecided(
            payment_id=payment.pk,
            dispute_id=dispute.pk,
            order_id=payment.order_id,
            channel_code=payment.channel_code,
            purpose=payment.purpose,
            outcome=dispute.state,
            dispute_minor=dispute.amount_minor,
            charged_back_minor=payment.charged_back_minor,
            captured_minor=payment.captured_minor,
            currency=dispute.currency,
            processor=payment.processor,
        )
    )
