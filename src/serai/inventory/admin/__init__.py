"""Stock in the back office."""

from serai.inventory.admin import ahead, replenishment, stock

__all__ = ["ahead", "replenishment", "stock"]
