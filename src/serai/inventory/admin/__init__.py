"""Stock in the back office."""

from serai.inventory.admin import ahead, stock

__all__ = ["ahead", "stock"]
