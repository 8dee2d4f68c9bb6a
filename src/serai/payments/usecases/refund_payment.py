"""Ask for money of a captured payment to be given back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.refund_state import RefundState
from serai.payments.models import Payment, Refund
from serai.payments.ports import Processors
from serai.payments.queries.payment_view import PaymentNotFound
from serai.payments.queries.refund_view import RefundView
from serai.plumbing.db import current_work, unit_of_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.wiring import bound


class RefundTooLarge(DomainError):
    """More is asked back than is left of what was captured."""

    code = "payments.refund_too_large"
    kind = Kind.CONFLICT

    def __init__(self, *, asked: Money, left: Money) -> None:
        self.asked, self.left = asked, left
        super().__init__(f"Only {left} can still be refunded; {asked} was asked for.")


class RefundKeyReused(DomainError):
    """The key came back with another amount."""

    code = "payments.refund_key_reused"
    kind = Kind.REJECTED

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__("This refund key was first used for another amount; use a new one.")


class RefundInOtherCurrency(DomainError):
    """The refund is asked for in another currency than the payment's."""

    code = "payments.refund_in_other_currency"
    kind = Kind.REJECTED

    def __init__(self, *, asked: str, paid: str) -> None:
        self.asked, self.paid = asked, paid
        super().__init__(f"The payment is in {paid}; {asked} was asked for.")


@dataclass(frozen=True)
class RefundPayment:
    """What is to be given back; without an amount, all that is left."""

    payment_id: UUID
    key: str
    """The caller's name of this refund: repeated, it refunds once."""
    reason: str
    amount: Money | None = None


CONFIRM_REFUND = "payments.confirm_refund"
"""The job that calls the processor."""


@unit_of_work()
def refund_payment(command: RefundPayment, *, now: datetime) -> RefundView:
    """
    Set the amount aside and have a job ask the processor for it; `PaymentRefunded` follows.

    Joins the caller's transaction and makes no network call. Parallel requests meet at the payment's
    row: together they never exceed what was captured.

    Raises:
        PaymentNotFound: no such payment.
        RefundTooLarge: less than that is left, or nothing was captured.
        RefundInOtherCurrency: the amount is not in the payment's currency.
        RefundKeyReused: the key was first used for another amount.
    """
    payment = Payment.objects.select_for_update().filter(pk=command.payment_id).first()
    if payment is None:
        raise PaymentNotFound(command.payment_id)
    given_back = payment.refunding_minor + payment.refunded_minor
    taken_back = payment.disputed_minor + payment.charged_back_minor
    left = Money(max(payment.captured_minor - given_back - taken_back, 0), payment.currency)
    known = Refund.objects.filter(payment_id=payment.pk, key=command.key).first()
    if known is not None:
        return _same(known, command)
    amount = command.amount if command.amount is not None else left
    if amount.currency != left.currency:
        raise RefundInOtherCurrency(asked=amount.currency, paid=left.currency)
    if amount.minor <= 0 or amount > left:
        raise RefundTooLarge(asked=amount, left=left)
    refund = Refund.objects.create(
        payment_id=payment.pk,
        key=command.key,
        state=RefundState.REQUESTED,
        amount_minor=amount.minor,
        currency=amount.currency,
        reason=command.reason,
        requested_at=now,
    )
    payment.refunding_minor += amount.minor
    payment.save(update_fields=["refunding_minor"])
    if not bound(Processors).named(payment.processor).abilities.refunds_by_hand:
        arguments = {"refund_id": str(refund.pk)}
        current_work().jobs.append(
            JobRow("default", CONFIRM_REFUND, arguments, once=f"refund {refund.pk}")
        )
    return RefundView.of(refund)


def _same(known: Refund, command: RefundPayment) -> RefundView:
    asked = command.amount
    if asked is not None and (asked.minor, asked.currency) != (known.amount_minor, known.currency):
        raise RefundKeyReused(command.key)
    return RefundView.of(known)
