"""What customers have bought by now."""

from collections.abc import Sequence

from serai.ordering.events import OrderCancelled, OrderChanged, OrderPlaced
from serai.ordering.usecases.confirm_order import TELL_BUYING
from serai.ordering.usecases.tell_buying import tell_buying
from serai.plumbing.events import subscribe, subscribe_together


@subscribe_together(OrderPlaced, name=TELL_BUYING)
def tell_what_was_bought(events: Sequence[OrderPlaced]) -> None:
    """Tell what the customers of new orders have bought."""
    tell_buying(sorted({each.customer_id for each in events if each.customer_id}))


@subscribe(OrderCancelled, name="ordering.tell_called_off")
def tell_what_was_called_off(event: OrderCancelled) -> None:
    """Tell what is left of what a customer bought."""
    tell_buying([event.customer_id] if event.customer_id else [])


@subscribe(OrderChanged, name="ordering.tell_changed")
def tell_what_changed(event: OrderChanged) -> None:
    """Tell what a customer's orders cost by now."""
    tell_buying([event.customer_id] if event.customer_id else [])
