"""Call off a document that waited to be paid."""

from datetime import datetime

from serai.inventory import public as inventory
from serai.ordering.domain.changes.change_state import CHANGE_STATES, ChangeAction, ChangeState
from serai.ordering.events import ChangeLapsed
from serai.ordering.models import OrderChange
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.ordering.usecases.returns.settle_return import settle_without_exchange
from serai.plumbing.events import publish


def lapse_change(order: StandingOrder, change: OrderChange, *, now: datetime) -> None:
    """
    Call a waiting document of a locked order off; what it held is free again.

    Goods that came back for an exchange that is not paid are given their money back instead.
    """
    change.state = CHANGE_STATES.advance(ChangeState(change.state), ChangeAction.LAPSE)
    change.save(update_fields=["state"])
    inventory.release(change.order_return_id or change.pk, now=now)
    publish(
        ChangeLapsed(
            order_id=order.id,
            number=order.number,
            channel_code=order.channel_code,
            customer_id=order.customer_id,
            change_id=change.pk,
            kind=change.kind,
            difference_minor=change.total_minor,
            currency=order.currency,
        )
    )
    if change.order_return_id is not None:
        settle_without_exchange(order.id, change.order_return_id, now=now)
