"""Stock in the back office."""

from serai.inventory.admin import stock

__all__ = ["stock"]
