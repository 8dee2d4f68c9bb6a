"""The newest orders, for whoever watches the shop."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.order_state import OrderState
from serai.ordering.models import Order


@dataclass(frozen=True, slots=True)
class LatestOrder:
    """An order in one line."""

    id: UUID
    number: str
    state: OrderState
    email: str
    channel_code: str
    total: Money
    placed_at: datetime


def latest_orders(*, limit: int) -> list[LatestOrder]:
    """Return the newest orders, newest first; one statement."""
    newest = Order.objects.order_by("-placed_at", "-id").only(
        "id", "number", "state", "email", "channel_code", "total_minor", "currency", "placed_at"
    )
    return [
        LatestOrder(
            order.id,
            order.number,
            OrderState(order.state),
            order.email,
            order.channel_code,
            Money(order.total_minor, order.currency),
            order.placed_at,
        )
        for order in newest[:limit]
    ]


def orders_stuck_in_placing(*, placed_before: datetime) -> int:
    """Return how many orders still wait for their payment; one statement."""
    return Order.objects.filter(state=OrderState.PLACING, placed_at__lt=placed_before).count()
