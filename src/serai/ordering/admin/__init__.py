"""Orders, carts and what belongs to them in the back office."""

from serai.ordering.admin import (
    carts,
    changes,
    delivery_rates,
    digital,
    drafts,
    holds,
    laws,
    order_imports,
    orders,
    papers,
    prescriptions,
    returns,
    subscription_plans,
    subscriptions,
    substitutions,
    tills,
)

__all__ = [
    "carts",
    "changes",
    "delivery_rates",
    "digital",
    "drafts",
    "holds",
    "laws",
    "order_imports",
    "orders",
    "papers",
    "prescriptions",
    "returns",
    "subscription_plans",
    "subscriptions",
    "substitutions",
    "tills",
]
