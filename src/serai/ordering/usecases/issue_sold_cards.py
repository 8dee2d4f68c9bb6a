"""Issue the gift cards that a paid order has sold."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from serai.catalog import public as catalog
from serai.kernel.money import Money
from serai.ordering.domain.card_recipients import CardRecipient
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.sold_cards import SoldCards, pieces
from serai.ordering.usecases.give_back import left_of, payments_for
from serai.ordering.usecases.review.review_order import review_order
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work

_ORDER = """
SELECT gift_cards::text, currency, locale, email, channel_code FROM ordering_order
WHERE id = %s AND state = ANY(%s) AND gift_cards IS NOT NULL
  AND NOT EXISTS (SELECT FROM ordering_hold WHERE order_id = %s AND ordering_hold.state = 'open')
FOR UPDATE
"""
_PAID = [OrderState.PAID.value, OrderState.FULFILLED.value]
_sold = msgspec.json.Decoder(tuple[SoldCards, ...])


@unit_of_work()
def issue_sold_cards(order_id: UUID, *, secret: bytes, now: datetime) -> int:
    """
    Issue every card that the order sold and that is not there yet; return how many were new.

    An order that is not paid, is held, or was called off meanwhile, issues none. When part of its money has gone
    back, cards are issued as far as the rest goes: a card is never worth more than was kept for it.
    """
    review_order(order_id, now=now)
    found: list[tuple[Any, ...]] = rows(_ORDER, [order_id, _PAID, order_id])
    if not found:
        return 0
    [(sold, currency, locale, email, channel_code)] = found
    there = {each.piece: each for each in payments.sold_cards_of_order(order_id, now=now)}
    kept = sum(left_of(each) for each in payments_for(order_id))
    left = kept - sum(each.worth.minor for each in there.values() if each.is_out)
    issued = 0
    zone = catalog.channel(channel_code).time_zone
    for piece in pieces(_sold.decode(sold)):
        if piece.number in there or piece.worth > left:
            continue
        told = piece.recipient or CardRecipient(email)
        command = payments.IssueGiftCard(
            amount=Money(piece.worth, currency),
            source=payments.GiftCardSource.SOLD,
            order_id=order_id,
            piece=piece.number,
            recipient_email=told.email,
            recipient_name=told.name,
            message=told.letter,
            send_at=told.send_at(zone),
            locale=locale,
        )
        payments.issue_gift_card(command, secret=secret, now=now)
        left, issued = left - piece.worth, issued + 1
    return issued
