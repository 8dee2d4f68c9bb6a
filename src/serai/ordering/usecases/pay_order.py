"""Note that the money of an accepted order has come."""

from datetime import datetime
from uuid import UUID

import msgspec

from serai.ordering.domain.order_state import ORDER_STATES, OrderAction, OrderState
from serai.ordering.domain.paying import Paying
from serai.ordering.events import GiftCardsSold, OrderPaid
from serai.ordering.usecases.advance_order import Standing, standing
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish

# Goods may be with the shopper a moment before their cash is noted: such an order stays fulfilled.
_PAY = """
UPDATE ordering_order
SET state = CASE WHEN state = %(accepted)s THEN %(paid)s ELSE state END, payment = %(payment)s::jsonb
WHERE id = %(id)s AND state IN (%(accepted)s, %(fulfilled)s)
  AND payment ->> 'state' IN ('pending', 'authorised')
RETURNING state, number, channel_code, customer_id, total_minor, currency, gift_cards IS NOT NULL
"""


@unit_of_work()
def pay_order(order_id: UUID, payment_id: UUID, paying: Paying, *, now: datetime) -> Standing:
    """
    Let an accepted order be paid. Joins the caller's transaction; a second call changes nothing.

    Raises:
        OrderNotFound: no such order.
    """
    found = rows(
        _PAY,
        {
            "id": order_id,
            "accepted": OrderState.ACCEPTED.value,
            "paid": ORDER_STATES.advance(OrderState.ACCEPTED, OrderAction.PAY).value,
            "fulfilled": OrderState.FULFILLED.value,
            "payment": msgspec.json.encode(paying).decode(),
        },
    )
    if not found:
        return standing(order_id, paying)
    [(state, number, channel_code, customer_id, total_minor, currency, sells_gift_cards)] = found
    publish(
        OrderPaid(
            order_id=order_id,
            number=number,
            channel_code=channel_code,
            customer_id=customer_id,
            payment_id=payment_id,
            total_minor=total_minor,
            currency=currency,
        )
    )
    if sells_gift_cards:
        publish(GiftCardsSold(order_id))
    return Standing(OrderState(state), paying)
