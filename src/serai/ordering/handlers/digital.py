"""What comes by wire is delivered and taken back."""

from serai.kernel import clock
from serai.ordering.events import (
    OrderCancelled,
    OrderChanged,
    OrderFailed,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderReleased,
)
from serai.ordering.usecases.confirm_order import DELIVER_DIGITAL
from serai.ordering.usecases.digital.deliver_digital import deliver_digital
from serai.ordering.usecases.digital.take_back_digital import take_back_digital
from serai.plumbing.events import subscribe


@subscribe(OrderPlaced, name=DELIVER_DIGITAL)
def on_order_placed_digital(event: OrderPlaced) -> None:
    """Deliver what comes by wire."""
    deliver_digital(event.order_id, now=clock.now())


@subscribe(OrderPaid, name="ordering.deliver_digital_when_paid")
def on_order_paid_digital(event: OrderPaid) -> None:
    """Deliver what comes by wire and waited for the money."""
    deliver_digital(event.order_id, now=clock.now())


@subscribe(OrderReleased, name="ordering.deliver_digital_when_released")
def on_order_released_digital(event: OrderReleased) -> None:
    """Deliver what comes by wire and was held."""
    deliver_digital(event.order_id, now=clock.now())


@subscribe(OrderFailed, name="ordering.free_keys_of_failed")
def on_order_failed_digital(event: OrderFailed) -> None:
    """Let keys go that were held."""
    take_back_digital(event.order_id, now=clock.now())


@subscribe(OrderCancelled, name="ordering.take_back_digital_of_cancelled")
def on_order_cancelled_digital(event: OrderCancelled) -> None:
    """Take back what came by wire."""
    take_back_digital(event.order_id, now=clock.now())


@subscribe(OrderRefunded, name="ordering.take_back_digital_of_refunded")
def on_order_refunded_digital(event: OrderRefunded) -> None:
    """Take back what came by wire, once all its money is back."""
    take_back_digital(event.order_id, now=clock.now())


@subscribe(OrderChanged, name="ordering.take_back_digital_of_changed")
def on_order_changed_digital(event: OrderChanged) -> None:
    """Take back what came by wire of lines that left."""
    take_back_digital(event.order_id, now=clock.now())
