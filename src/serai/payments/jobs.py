"""Jobs of payments: clocks and queues."""

from datetime import date, timedelta
from uuid import UUID

from serai.kernel import clock
from serai.payments.domain.instalments.collecting import FOLLOW_COLLECTION
from serai.payments.usecases.answer_dispute import SEND_ANSWER, send_answer
from serai.payments.usecases.book_earlier_payments import book_earlier_payments
from serai.payments.usecases.capture_payment import CONFIRM_CAPTURE
from serai.payments.usecases.confirm_capture import confirm_capture
from serai.payments.usecases.confirm_refund import confirm_refund
from serai.payments.usecases.forget_webhooks import forget_webhooks
from serai.payments.usecases.gift_cards.issue_gift_card import SEND_GIFT_CARD
from serai.payments.usecases.gift_cards.send_gift_card import send_gift_card
from serai.payments.usecases.instalments.collect_due import (
    COLLECT_INSTALMENT,
    announce_instalments,
    collect_due,
)
from serai.payments.usecases.instalments.collect_instalment import collect_instalment
from serai.payments.usecases.instalments.follow_news import follow_news
from serai.payments.usecases.instalments.forget_proposals import forget_proposals
from serai.payments.usecases.instalments.write_letter import (
    SEND_LETTER,
    LetterKind,
    write_letter,
)
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


@job(name=COLLECT_INSTALMENT)
def collect_instalment_job(plan_id: UUID, number: int, try_on: date) -> None:
    """Charge the kept card for a part; an unavailable processor is asked again later."""
    collect_instalment(plan_id, number, try_on, now=clock.now())


@job(name=FOLLOW_COLLECTION)
def follow_collection_job(payment_id: UUID) -> None:
    """Bring a plan to where a payment that collects for it is."""
    follow_news(payment_id, now=clock.now())


@job(name=SEND_LETTER, queue="mail")
def send_instalment_letter_job(kind: LetterKind, plan_id: UUID, number: int, attempts: int) -> None:
    """Write to a shopper about their plan; an unavailable mailer is asked again later."""
    write_letter(kind, plan_id, number, attempts)


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


@periodic(cron="7 * * * *", name="payments.collect_due")
def collect_due_job() -> None:
    """Have instalments collected whose day has come."""
    collect_due(now=clock.now())


@periodic(cron="31 8 * * *", name="payments.announce_instalments")
def announce_instalments_job() -> None:
    """Write to shoppers whose next instalment is near."""
    announce_instalments(now=clock.now())


@periodic(cron="29 3 * * *", name="payments.forget_proposals")
def forget_proposals_job() -> None:
    """Forget plans of instalments that nobody agreed to."""
    forget_proposals(now=clock.now())
