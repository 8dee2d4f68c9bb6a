"""Count what a document makes of an order's uses of promotions."""

from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel.money import Money
from serai.ordering.domain.changes.worked_out import WorkedOut
from serai.ordering.domain.promoted import Applied
from serai.ordering.models import OrderChange
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.plumbing.db import rows
from serai.pricing import public as pricing

_EMAIL = "SELECT coalesce(contact ->> 'email', '') FROM ordering_order WHERE id = %s"
_BEFORE = """
SELECT o.promotions::text,
  (SELECT c.promotions::text FROM ordering_order_change AS c
   WHERE c.order_id = o.id AND c.state = 'in_force' AND c.promotions IS NOT NULL
   ORDER BY c.in_force_at DESC, c.number DESC LIMIT 1)
FROM ordering_order AS o WHERE o.id = %s
"""
_applied = msgspec.json.Decoder(tuple[Applied, ...])
_worked_out = msgspec.json.Decoder(WorkedOut)


def count_uses(
    order: StandingOrder, worked: WorkedOut | None, *, now: datetime, waits: bool = False
) -> None:
    """
    Let a locked order use the promotions that it earns with a document; nothing where none are worked out.

    While the document waits for its difference it takes what it adds, and gives nothing back yet.

    Raises:
        PromotionUsedUp: somebody else has just had the last use.
    """
    if worked is None:
        return
    uses = [
        pricing.Use(each.promotion_id, Money(each.minor, order.currency), each.coupon)
        for each in (*worked.applied, *worked.counted)
    ]
    [(email,)] = rows(_EMAIL, [order.id])
    holder = pricing.Holder(order.customer_id, email)
    pricing.change_uses(uses, order_id=order.id, holder=holder, now=now, gives_back=not waits)


def worked_out_by(change: OrderChange) -> WorkedOut | None:
    """Return what a document makes of promotions, where they are worked out again."""
    if change.promotions is None:
        return None
    return msgspec.convert(change.promotions, WorkedOut, strict=False)


def uncount_uses(order: StandingOrder, waited: OrderChange, *, now: datetime) -> None:
    """Let go of what a document took while it waited: the order uses what it did before."""
    if waited.promotions is not None:
        count_uses(order, _before(order.id), now=now)


def _before(order_id: UUID) -> WorkedOut:
    [(first, since)] = rows(_BEFORE, [order_id])
    return _worked_out.decode(since) if since else WorkedOut(applied=_applied.decode(first))
