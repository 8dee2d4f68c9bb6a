"""Facts of its own and of other contexts that ordering follows."""

from serai.ordering.handlers import (
    changes,
    digital,
    groups,
    papers,
    payments,
    regulated,
    substitutes,
)

__all__ = ["changes", "digital", "groups", "papers", "payments", "regulated", "substitutes"]
