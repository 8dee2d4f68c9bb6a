"""Keep a payment whose money is here already: a till has taken it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.domain.amount import refuse_nothing
from serai.payments.domain.later import KEEPERS
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import Payment
from serai.payments.queries.payment_view import PaymentView
from serai.payments.queries.routes import MethodNotOffered
from serai.payments.usecases.note_money import note_money
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class TakenPayment:
    """What was taken for an order, how and when."""

    order_id: UUID
    channel_code: str
    method: str
    amount: Money
    taken_at: datetime
    purpose: str = "order"
    label: str = ""
    """How the means of payment is shown, such as `Visa •••• 4242`."""
    reference: str = ""
    """What the terminal calls it."""


@unit_of_work()
def record_taken_payment(command: TakenPayment, *, now: datetime) -> PaymentView:
    """
    Write a payment with its money, and post both to the ledger. Joins the caller's transaction.

    The caller sees to it that the same money is told once.

    Raises:
        NothingToPay: the amount is not above zero.
        MethodNotOffered: money is not taken so over a counter.
    """
    refuse_nothing(command.amount)
    if command.method not in KEEPERS:
        raise MethodNotOffered(command.method)
    started = Payment.objects.create(
        id=uuid7(),
        cart_id=command.order_id,
        order_id=command.order_id,
        channel_code=command.channel_code,
        purpose=command.purpose,
        method=command.method,
        label=command.label,
        state=PaymentState.PROCESSING,
        amount_minor=command.amount.minor,
        currency=command.amount.currency,
        processor=KEEPERS[command.method],
        processor_reference=command.reference,
        holds_order=True,
        started_at=command.taken_at,
    )
    return note_money(started.pk, now=now)
