"""Tables of ordering."""

from serai.ordering.models.cart_row import CartRow
from serai.ordering.models.delivery_rate import DeliveryRate
from serai.ordering.models.order import Order
from serai.ordering.models.order_change import OrderChange, OrderChangeLine
from serai.ordering.models.order_line import OrderLine
from serai.ordering.models.order_return import OrderReturn, OrderReturnLine, ReturnRule

__all__ = [
    "CartRow",
    "DeliveryRate",
    "Order",
    "OrderChange",
    "OrderChangeLine",
    "OrderLine",
    "OrderReturn",
    "OrderReturnLine",
    "ReturnRule",
]
