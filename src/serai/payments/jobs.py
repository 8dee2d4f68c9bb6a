"""Jobs of payments: clocks and queues."""

from datetime import timedelta
from uuid import UUID

from serai.kernel import clock
from serai.payments.usecases.answer_dispute import SEND_ANSWER, send_answer
from serai.payments.usecases.book_earlier_payments import book_earlier_payments
from serai.payments.usecases.capture_payment import CONFIRM_CAPTURE
from serai.payments.usecases.confirm_capture import confirm_capture
from serai.payments.usecases.confirm_refund import confirm_refund
from serai.payments.usecases.forget_webhooks import forget_webhooks
from serai.payments.usecases.gift_cards.issue_gift_card import SEND_GIFT_CARD
from serai.payments.usecases.gift_cards.send_gift_card import send_gift_card
from serai.payments.usecases.instruments.forget_at_vault import forget_at_vault
from serai.payments.usecases.instruments.tell_expiring_cards import (
    send_expiry_letter,
    tell_expiring_cards,
)
from serai.payments.usecases.recover_processing import recover_processing
from serai.payments.usecases.refund_payment import CONFIRM_REFUND
from serai.payments.usecases.release_payment import RELEASE_PAYMENT, release_payment
from serai.plumbing.jobs import job, periodic

__all__ = ["forget_at_vault", "send_expiry_letter"]


@job(name=CONFIRM_REFUND)
def confirm_refund_job(refund_id: UUID) -> None:
    """Have the processor give a refund back; an unavailable processor is asked again later."""
    confirm_refund(refund_id, now=clock.now())


@job(name=CONFIRM_CAPTURE)
def confirm_capture_job(capture_id: UUID) -> None:
    """Have the processor take a capture; an unavailable processor is asked again later."""
    confirm_capture(capture_id, now=clock.now())


@job(name=RELEASE_PAYMENT)
def release_payment_job(payment_id: UUID) -> None:
    """Have the processor let go of what is set aside; an unavailable one is asked again later."""
    release_payment(payment_id, now=clock.now())


@job(name=SEND_ANSWER)
def answer_dispute_job(dispute_id: UUID) -> None:
    """Tell the processor what was answered to a dispute; an unavailable one is asked again later."""
    send_answer(dispute_id, now=clock.now())


@job(name=SEND_GIFT_CARD, queue="mail")
def send_gift_card_job(card_id: UUID) -> None:
    """Write to whoever a gift card is for; an unavailable mailer is asked again later."""
    send_gift_card(card_id)


@job(name="payments.book_earlier_payments")
def book_earlier_payments_job() -> None:
    """Bring what was settled before there was a ledger into it; a migration asks for this once."""
    book_earlier_payments(now=clock.now())


@periodic(cron="* * * * *", name="payments.recover_processing")
def recover_processing_job() -> None:
    """Finish payments whose news was lost."""
    recover_processing(now=clock.now())


@periodic(cron="17 3 * * *", name="payments.forget_webhooks")
def forget_webhooks_job() -> None:
    """Forget the ids of webhooks too old to be delivered again."""
    forget_webhooks(older_than=timedelta(days=30), now=clock.now())


@periodic(cron="41 8 * * *", name="payments.tell_expiring_cards")
def tell_expiring_cards_job() -> None:
    """Write to customers whose kept cards are about to end."""
    tell_expiring_cards(now=clock.now())
