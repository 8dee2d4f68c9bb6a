"""Stock in the back office."""

from serai.inventory.admin import (
    ahead,
    order_terms,
    replenishment,
    scarcity,
    stock,
    store_buffers,
    transfers,
)

__all__ = [
    "ahead",
    "order_terms",
    "replenishment",
    "scarcity",
    "stock",
    "store_buffers",
    "transfers",
]
