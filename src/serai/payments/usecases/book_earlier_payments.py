"""Bring payments into the ledger that were settled before there was one."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from serai.kernel.money import Money
from serai.ledger.public import Entry, post_many
from serai.payments.domain.refund_state import RefundState
from serai.payments.models import Payment, Refund
from serai.payments.usecases.keep_books import entry_of_capture, entry_of_refund

IN_ONE_GO = 2_000


def book_earlier_payments(*, now: datetime) -> int:
    """
    Post every capture and refund that is not in the ledger; return how many those were.

    In parts, each a transaction of its own, and safe to repeat: what is there already is passed over.
    """
    posted, part = 0, list[Entry]()
    for entry in chain(_captures(), _refunds()):
        part.append(entry)
        if len(part) == IN_ONE_GO:
            posted += post_many(part, now=now)
            part = []
    return posted + post_many(part, now=now)


def _captures() -> Iterator[Entry]:
    captured = Payment.objects.filter(captured_minor__gt=0).order_by("id")
    for payment in captured.iterator(IN_ONE_GO):
        amount = Money(payment.captured_minor, payment.currency)
        yield entry_of_capture(payment.pk, amount, payment.processor, at=payment.settled_at)


def _refunds() -> Iterator[Entry]:
    confirmed = Refund.objects.filter(state=RefundState.CONFIRMED).select_related("payment")
    for refund in confirmed.order_by("id").iterator(IN_ONE_GO):
        amount = Money(refund.amount_minor, refund.currency)
        payment = refund.payment
        yield entry_of_refund(
            refund.pk, payment.pk, amount, payment.processor, at=refund.settled_at
        )
