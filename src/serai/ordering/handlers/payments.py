"""What becomes of an order's payments and of the cards it sold."""

from django.conf import settings

from serai.kernel import clock
from serai.ordering.domain.purposes import ORDER, is_difference
from serai.ordering.events import GiftCardsSold
from serai.ordering.usecases.differences.follow_change import follow_change
from serai.ordering.usecases.follow_payment import (
    ACCEPT_ORDER,
    ACCEPT_PENDING,
    CONFIRM_ORDER,
    FAIL_ORDER,
    follow_payment,
)
from serai.ordering.usecases.issue_sold_cards import issue_sold_cards
from serai.ordering.usecases.note_refund import note_refund
from serai.ordering.usecases.withdraw_sold_cards import withdraw_disputed_cards
from serai.payments import public as payments
from serai.payments.events import (
    PaymentAuthorised,
    PaymentCaptured,
    PaymentDisputed,
    PaymentFailed,
    PaymentPending,
    PaymentRefunded,
)
from serai.plumbing.events import subscribe


@subscribe(PaymentCaptured, name=CONFIRM_ORDER)
def on_payment_captured(event: PaymentCaptured) -> None:
    """Bring the order to where its payment is, unless it is there already."""
    if event.purpose == ORDER:
        follow_payment(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentFailed, name=FAIL_ORDER)
def on_payment_failed(event: PaymentFailed) -> None:
    """Bring the order, or the document whose difference it is, to where its payment is."""
    if event.purpose == ORDER:
        follow_payment(event.order_id, payments.payment(event.payment_id), now=clock.now())
    elif is_difference(event.purpose):
        follow_change(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentAuthorised, name=ACCEPT_ORDER)
def on_payment_authorised(event: PaymentAuthorised) -> None:
    """Bring the order to where its payment is, unless it is there already."""
    if event.purpose == ORDER:
        follow_payment(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentPending, name=ACCEPT_PENDING)
def on_payment_pending(event: PaymentPending) -> None:
    """Bring the order to where its payment is, unless it is there already."""
    if event.purpose == ORDER:
        follow_payment(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentRefunded, name="ordering.note_refund")
def on_payment_refunded(event: PaymentRefunded) -> None:
    """Note the refund on the order."""
    note_refund(event, now=clock.now())


@subscribe(GiftCardsSold, name="ordering.issue_sold_cards")
def on_gift_cards_sold(event: GiftCardsSold) -> None:
    """Issue the cards, each of them once."""
    issue_sold_cards(event.order_id, secret=settings.SERAI_SECRET, now=clock.now())


@subscribe(PaymentDisputed, name="ordering.withdraw_disputed_cards")
def on_payment_disputed(event: PaymentDisputed) -> None:
    """Let gift cards pay nothing whose money the shopper's bank has taken back."""
    withdraw_disputed_cards(event.order_id, now=clock.now())
