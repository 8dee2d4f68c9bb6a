"""What is told of a payment that has changed."""

from serai.kernel.money import Money
from serai.payments.events import (
    PaymentAuthorised,
    PaymentCaptured,
    PaymentFailed,
    PaymentPending,
    PaymentReleased,
)
from serai.payments.queries.payment_view import PaymentView


def pending(settled: PaymentView) -> PaymentPending:
    """Return the fact that the money is promised and will come by itself."""
    return PaymentPending(
        payment_id=settled.id,
        order_id=settled.order_id,
        channel_code=settled.channel_code,
        purpose=settled.purpose,
        amount_minor=settled.amount.minor,
        currency=settled.amount.currency,
        method=settled.method,
        processor=settled.processor,
        processor_reference=settled.processor_reference,
    )


def authorised(settled: PaymentView) -> PaymentAuthorised:
    """Return the fact that the amount is set aside."""
    return PaymentAuthorised(
        payment_id=settled.id,
        order_id=settled.order_id,
        channel_code=settled.channel_code,
        purpose=settled.purpose,
        amount_minor=settled.amount.minor,
        authorised_minor=settled.authorised.minor,
        currency=settled.amount.currency,
        method=settled.method,
        processor=settled.processor,
        processor_reference=settled.processor_reference,
        expires_at=settled.expires_at,
    )


def captured(settled: PaymentView, taken: Money) -> PaymentCaptured:
    """Return the fact that money was taken."""
    return PaymentCaptured(
        payment_id=settled.id,
        order_id=settled.order_id,
        cart_id=settled.cart_id,
        channel_code=settled.channel_code,
        purpose=settled.purpose,
        amount_minor=settled.amount.minor,
        captured_minor=settled.captured.minor,
        refunded_minor=settled.refunded.minor,
        currency=settled.amount.currency,
        method=settled.method,
        processor=settled.processor,
        processor_reference=settled.processor_reference,
        capture_minor=taken.minor,
    )


def released(settled: PaymentView, let_go: Money) -> PaymentReleased:
    """Return the fact that the rest of what was set aside was let go."""
    return PaymentReleased(
        payment_id=settled.id,
        order_id=settled.order_id,
        channel_code=settled.channel_code,
        purpose=settled.purpose,
        release_minor=let_go.minor,
        released_minor=settled.released.minor,
        captured_minor=settled.captured.minor,
        currency=settled.amount.currency,
    )


def failed(settled: PaymentView) -> PaymentFailed:
    """Return the fact that a payment ended without taking money."""
    return PaymentFailed(
        payment_id=settled.id,
        order_id=settled.order_id,
        cart_id=settled.cart_id,
        channel_code=settled.channel_code,
        purpose=settled.purpose,
        amount_minor=settled.amount.minor,
        currency=settled.amount.currency,
        method=settled.method,
        processor=settled.processor,
        processor_reference=settled.processor_reference,
        state=settled.state.value,
        failure_code=settled.failure_code,
    )
