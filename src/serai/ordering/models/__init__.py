"""Tables of ordering."""

from serai.ordering.models.cart_row import CartRow
from serai.ordering.models.delivery_rate import DeliveryRate
from serai.ordering.models.order import Order
from serai.ordering.models.order_line import OrderLine

__all__ = ["CartRow", "DeliveryRate", "Order", "OrderLine"]
