"""Invoices and credit notes follow the order."""

from serai.ordering.events import (
    OrderCancelled,
    OrderChanged,
    OrderFulfilled,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
)
from serai.ordering.usecases.confirm_order import BILL_PLACED
from serai.ordering.usecases.papers.ask_for_papers import ask_for_papers
from serai.plumbing.events import subscribe


@subscribe(OrderPlaced, name=BILL_PLACED)
def bill_placed(event: OrderPlaced) -> None:
    """Invoice the order, if it is time."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(OrderPaid, name="ordering.bill_paid")
def bill_paid(event: OrderPaid) -> None:
    """Invoice the order, if it is time."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(OrderFulfilled, name="ordering.bill_fulfilled")
def bill_fulfilled(event: OrderFulfilled) -> None:
    """Invoice the order, if nobody has yet."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(OrderCancelled, name="ordering.credit_cancelled")
def credit_cancelled(event: OrderCancelled) -> None:
    """Take the invoice back."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(OrderRefunded, name="ordering.credit_refunded")
def credit_refunded(event: OrderRefunded) -> None:
    """Credit what went back."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(OrderChanged, name="ordering.bill_changed")
def bill_changed(event: OrderChanged) -> None:
    """Bill what the change adds, or credit what it takes off."""
    ask_for_papers(event.order_id, event.channel_code)
