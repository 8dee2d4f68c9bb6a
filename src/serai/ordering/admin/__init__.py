"""Orders, carts and what belongs to them in the back office."""

from serai.ordering.admin import carts, delivery_rates, holds, tills, orders

__all__ = ["carts", "delivery_rates", "holds", "tills", "orders"]
