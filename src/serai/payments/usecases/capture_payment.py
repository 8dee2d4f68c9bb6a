"""Ask for money of what a payment has set aside to be taken."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.capture_state import CaptureState
from serai.payments.models import Capture, Payment
from serai.payments.ports import Processors
from serai.payments.queries.capture_view import CaptureView
from serai.payments.queries.payment_view import PaymentView, locked_payment
from serai.plumbing.db import current_work, unit_of_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.wiring import bound


class CaptureTooLarge(DomainError):
    """More is to be taken than is left of what was set aside."""

    code = "payments.capture_too_large"
    kind = Kind.CONFLICT

    def __init__(self, *, asked: Money, left: Money) -> None:
        self.asked, self.left = asked, left
        super().__init__(f"Only {left} is still set aside; {asked} was to be taken.")


class CaptureKeyReused(DomainError):
    """The key came back with another amount."""

    code = "payments.capture_key_reused"
    kind = Kind.REJECTED

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__("This capture key was first used for another amount; use a new one.")


class CaptureInOtherCurrency(DomainError):
    """The capture is asked for in another currency than the payment's."""

    code = "payments.capture_in_other_currency"
    kind = Kind.REJECTED

    def __init__(self, *, asked: str, paid: str) -> None:
        self.asked, self.paid = asked, paid
        super().__init__(f"The payment is in {paid}; {asked} was asked for.")


@dataclass(frozen=True)
class CapturePayment:
    """What is to be taken; without an amount, all that is left."""

    payment_id: UUID
    key: str
    """The caller's name of this capture: repeated, it takes once."""
    reason: str
    amount: Money | None = None
    is_final: bool = False
    """Whether the rest is let go with it."""


CONFIRM_CAPTURE = "payments.confirm_capture"
"""The job that calls the processor."""


@unit_of_work()
def capture_payment(command: CapturePayment, *, now: datetime) -> CaptureView:
    """
    Speak for the amount and have a job ask the processor for it; `PaymentCaptured` follows.

    Joins the caller's transaction and makes no network call. Parallel requests meet at the payment's
    row: together they never exceed what was set aside. A processor that takes only once takes the amount
    and lets the rest go.

    Raises:
        PaymentNotFound: no such payment.
        CaptureTooLarge: less than that is set aside, or nothing is.
        CaptureInOtherCurrency: the amount is not in the payment's currency.
        CaptureKeyReused: the key was first used for another amount.
    """
    payment = locked_payment(command.payment_id)
    known = Capture.objects.filter(payment_id=payment.id, key=command.key).first()
    if known is not None:
        return _same(known, command)
    amount = _amount_of(command, payment)
    capture = Capture.objects.create(
        payment_id=payment.id,
        key=command.key,
        state=CaptureState.REQUESTED,
        amount_minor=amount.minor,
        currency=amount.currency,
        is_final=command.is_final or not captures_in_parts(payment),
        reason=command.reason,
        requested_at=now,
    )
    capturing = payment.capturing + amount
    Payment.objects.filter(pk=payment.id).update(capturing_minor=capturing.minor)
    arguments = {"capture_id": str(capture.pk)}
    current_work().jobs.append(
        JobRow("default", CONFIRM_CAPTURE, arguments, once=f"capture {capture.pk}")
    )
    return CaptureView.of(capture)


def _amount_of(command: CapturePayment, payment: PaymentView) -> Money:
    left = payment.capturable - payment.capturing
    amount = left if command.amount is None else command.amount
    if amount.currency != left.currency:
        raise CaptureInOtherCurrency(asked=amount.currency, paid=left.currency)
    if amount.minor <= 0 or amount > left:
        raise CaptureTooLarge(asked=amount, left=max(left, Money(0, left.currency)))
    return amount


def captures_in_parts(payment: PaymentView) -> bool:
    """Return whether its processor takes what is set aside in parts; otherwise the first ends it."""
    return bound(Processors).named(payment.processor).abilities.captures_in_parts


def _same(known: Capture, command: CapturePayment) -> CaptureView:
    asked = command.amount
    if asked is not None and (asked.minor, asked.currency) != (known.amount_minor, known.currency):
        raise CaptureKeyReused(command.key)
    return CaptureView.of(known)
