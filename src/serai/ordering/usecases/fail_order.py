"""Fail an order whose payment failed: its stock is free and its cart open again."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.ordering.domain.order_state import OrderAction, OrderState
from serai.ordering.domain.paying import Paying
from serai.ordering.events import OrderFailed
from serai.ordering.usecases.advance_order import MOVE, Standing, advance_order, standing
from serai.ordering.usecases.pay_by_tenders import release_tenders
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.pricing import public as pricing

# The cart opens again for another try, unless its owner has begun another in the meantime.
_FAIL = f"""
WITH failed AS ({MOVE}),
reopened AS (
  UPDATE ordering_cart AS cart
  SET state = 'open', order_id = NULL, version = version + 1, updated_at = %(now)s
  FROM failed
  WHERE cart.id = failed.cart_id AND cart.state = 'ordered' AND cart.order_id = %(id)s
    AND NOT EXISTS (
      SELECT FROM ordering_cart AS other
      WHERE other.customer_id = cart.customer_id AND other.channel_code = cart.channel_code
        AND other.state = 'open'))
SELECT * FROM failed
"""  # noqa: S608


@unit_of_work()
def fail_order(order_id: UUID, paying: Paying, reason: str, *, now: datetime) -> Standing:
    """
    Let an order that is placing fail. Joins the caller's transaction; a second call changes nothing.

    Raises:
        OrderNotFound: no such order.
    """
    failed = advance_order(
        order_id, OrderAction.FAIL, now=now, paying=paying, reason=reason, statement=_FAIL
    )
    if failed is None:
        return standing(order_id, paying)
    release_tenders(failed.tenders, failed.currency, now=now)
    fulfilment.free_places(order_id)
    if failed.promoted:
        pricing.release_promotions(order_id, now=now)
    if failed.ahead_text:
        inventory.give_up_places(order_id)
    inventory.release(order_id, now=now)
    publish(
        OrderFailed(
            order_id=order_id,
            number=failed.number,
            channel_code=failed.channel_code,
            customer_id=failed.customer_id,
            cart_id=failed.cart_id,
            total_minor=failed.total_minor,
            currency=failed.currency,
            reason=reason,
        )
    )
    return Standing(OrderState.FAILED, paying, reason)
