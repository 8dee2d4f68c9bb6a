"""Changes and returns: their differences are paid, and letters tell of them."""

from serai.kernel import clock
from serai.ordering.domain.purposes import is_difference
from serai.ordering.events import (
    ChangeProposed,
    OrderChanged,
    ReturnApproved,
    ReturnEnded,
)
from serai.ordering.usecases.changes.send_letters import send_change_later, send_return_later
from serai.ordering.usecases.differences.follow_change import follow_change
from serai.ordering.usecases.follow_payment import (
    FOLLOW_CHANGE,
    FOLLOW_PENDING,
    FOLLOW_PROMISED,
)
from serai.payments import public as payments
from serai.payments.events import (
    PaymentAuthorised,
    PaymentCaptured,
    PaymentPending,
)
from serai.plumbing.events import subscribe


@subscribe(PaymentCaptured, name=FOLLOW_CHANGE)
def on_difference_captured(event: PaymentCaptured) -> None:
    """Let the document count whose difference is paid."""
    if is_difference(event.purpose):
        follow_change(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentAuthorised, name=FOLLOW_PROMISED)
def on_difference_set_aside(event: PaymentAuthorised) -> None:
    """Let the document count whose difference is set aside."""
    if is_difference(event.purpose):
        follow_change(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentPending, name=FOLLOW_PENDING)
def on_difference_pending(event: PaymentPending) -> None:
    """Let the document count whose difference comes with the goods."""
    if is_difference(event.purpose):
        follow_change(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(OrderChanged, name="ordering.write_of_change")
def on_order_changed(event: OrderChanged) -> None:
    """Write to the shopper what the change comes to."""
    send_change_later(event.order_id, event.change_id)


@subscribe(ChangeProposed, name="ordering.write_of_difference")
def on_change_proposed(event: ChangeProposed) -> None:
    """Ask the shopper to pay the difference."""
    send_change_later(event.order_id, event.change_id)


@subscribe(ReturnApproved, name="ordering.write_of_return")
def on_return_approved(event: ReturnApproved) -> None:
    """Write how the goods come back."""
    send_return_later(event.order_id, event.return_id)


@subscribe(ReturnEnded, name="ordering.write_of_ended_return")
def on_return_ended(event: ReturnEnded) -> None:
    """Write why the goods do not come back."""
    send_return_later(event.order_id, event.return_id)
