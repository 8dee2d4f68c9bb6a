"""Give a payment up before money is taken."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.payments.domain.payment_state import PaymentState
from serai.payments.queries.payment_view import PaymentView
from serai.payments.usecases.release_payment import release_payment
from serai.payments.usecases.settle_from_processor import Source


class PaymentIsCaptured(DomainError):
    """The money is taken: it can be refunded, no longer given up."""

    code = "payments.payment_is_captured"
    kind = Kind.CONFLICT

    def __init__(self, payment_id: UUID) -> None:
        self.payment_id = payment_id
        super().__init__("The money of this payment is taken; refund it instead.")


def void_payment(
    payment_id: UUID, *, now: datetime, failure_code: str = "", source: Source = Source.VOID
) -> PaymentView:
    """
    Close the payment at the processor so that it can never take money, then record that.

    Calls the processor, so it refuses to run inside a unit of work. Repeating it changes nothing.

    Raises:
        PaymentNotFound: no such payment.
        PaymentIsCaptured: it was too late.
        ProcessorUnavailable: no answer; nothing is changed.
    """
    released = release_payment(payment_id, now=now, failure_code=failure_code, source=source)
    if released.state is PaymentState.CAPTURED:
        raise PaymentIsCaptured(payment_id)
    return released
