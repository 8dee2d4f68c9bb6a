"""Orders, carts and what belongs to them in the back office."""

from serai.ordering.admin import (
    carts,
    delivery_rates,
    holds,
    orders,
    papers,
    subscription_plans,
    subscriptions,
    tills,
)

__all__ = [
    "carts",
    "delivery_rates",
    "holds",
    "orders",
    "papers",
    "subscription_plans",
    "subscriptions",
    "tills",
]
