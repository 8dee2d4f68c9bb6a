"""What a processor is asked for a payment that was started before."""

from serai.kernel.money import Money
from serai.payments.models import Payment
from serai.payments.ports import CaptureAt, ChargeRequest


def request_of(payment: Payment) -> ChargeRequest:
    """Return the request of a payment: sent again it charges once, because its key is the payment's id."""
    return ChargeRequest(
        payment_id=payment.pk,
        amount=Money(payment.amount_minor, payment.currency),
        token=payment.token,
        return_url=payment.return_url,
        method=payment.method,
        capture_at=CaptureAt(payment.capture_at),
        processor=payment.processor,
        order_id=payment.order_id,
    )
