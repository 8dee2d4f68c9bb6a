"""Write down that money of an order has gone back."""

from datetime import datetime

from serai.ordering.events import OrderRefunded
from serai.ordering.usecases.give_back import payments_for
from serai.ordering.usecases.withdraw_sold_cards import withdraw_sold_cards
from serai.payments.events import PaymentRefunded
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish

_LOCK = "SELECT FROM ordering_order WHERE id = %s FOR UPDATE"
# Refunds come in any order: the largest sum so far is the newest.
_NOTE = """
UPDATE ordering_order
SET refunded_minor = greatest(refunded_minor, %(refunded)s),
    payment = jsonb_set(payment, '{state}', to_jsonb(%(state)s::text))
WHERE id = %(id)s
RETURNING number, channel_code, customer_id, gift_cards IS NOT NULL
"""


@unit_of_work()
def note_refund(refund: PaymentRefunded, *, now: datetime) -> None:
    """
    Take note of a refund that the processor has confirmed, and tell it as a fact of the order.

    Gift cards that the order sold and nobody has used go with their money, whoever gave it back.
    Refunds of payments that belong to no order here are somebody else's business.
    """
    rows(_LOCK, [refund.order_id])  # refunds heard at once: whoever is second knows of both
    paid = payments_for(refund.order_id)
    if all(each.id != refund.payment_id for each in paid):
        return
    refunded = sum(each.refunded.minor for each in paid)
    whole = refunded >= sum(each.captured.minor for each in paid)
    found = rows(
        _NOTE,
        {
            "refunded": refunded,
            "state": "refunded" if whole else "partly_refunded",
            "id": refund.order_id,
        },
    )
    for number, channel_code, customer_id, sells_gift_cards in found:
        if sells_gift_cards:
            withdraw_sold_cards(refund.order_id, reason=refund.reason, now=now, refuses=False)
        publish(
            OrderRefunded(
                order_id=refund.order_id,
                number=number,
                channel_code=channel_code,
                customer_id=customer_id,
                payment_id=refund.payment_id,
                refund_minor=refund.refund_minor,
                refunded_minor=refunded,
                currency=refund.currency,
                reason=refund.reason,
            )
        )
