"""Call off a document that waited to be paid."""

from datetime import datetime

from serai.inventory import public as inventory
from serai.ordering.models import OrderChange
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.ordering.usecases.end_changes import end_change, held_for
from serai.ordering.usecases.returns.settle_return import settle_without_exchange


def lapse_change(order: StandingOrder, change: OrderChange, *, now: datetime) -> None:
    """
    Call a waiting document of a locked order off; what it held is free again.

    Goods that came back for an exchange that is not paid are given their money back instead.
    """
    end_change(order, change, now=now)
    if change.order_return_id is not None:
        settle_without_exchange(order.id, change.order_return_id, now=now)
    inventory.release(held_for(change), now=now)
