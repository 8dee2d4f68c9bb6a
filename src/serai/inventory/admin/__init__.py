"""Stock in the back office."""

from serai.inventory.admin import ahead, replenishment, stock, store_buffers, transfers

__all__ = ["ahead", "replenishment", "stock", "store_buffers", "transfers"]
