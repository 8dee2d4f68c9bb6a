"""Facts of its own and of other contexts that ordering follows."""

from serai.ordering.handlers import (
    buying,
    changes,
    digital,
    groups,
    papers,
    payments,
    regulated,
    substitutes,
)

__all__ = [
    "buying",
    "changes",
    "digital",
    "groups",
    "papers",
    "payments",
    "regulated",
    "substitutes",
]
