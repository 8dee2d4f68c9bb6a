"""Orders, carts and what belongs to them in the back office."""

from serai.ordering.admin import orders

__all__ = ["orders"]
