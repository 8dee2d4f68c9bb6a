"""What other contexts may call."""

from serai.ordering.domain.delivery import DeliveryKind, Rate
from serai.ordering.domain.order_number import is_order_number
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.order_pages import (
    OrderFilter,
    OrderSummary,
    orders_of_customer,
    staff_orders,
)
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.queries.order_view import OrderNotFound, order
from serai.ordering.queries.papers.papers_in_order import PAPERS
from serai.ordering.queries.promotion_simulation import SimulationView, promotion_simulation
from serai.ordering.queries.rates import delivery_rates
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.import_orders import SCHEMA, ImportedOrders, import_orders
from serai.ordering.usecases.record_sales import record_sales
from serai.ordering.usecases.refund_order import NothingWasPaid, RefundOrder, refund_order
from serai.ordering.usecases.set_delivery_rates import set_delivery_rates

__all__ = [
    "PAPERS",
    "SCHEMA",
    "CancelOrder",
    "DeliveryKind",
    "ImportedOrders",
    "NothingWasPaid",
    "OrderFilter",
    "OrderNotFound",
    "OrderState",
    "OrderSummary",
    "OrderView",
    "Rate",
    "RefundOrder",
    "SimulationView",
    "cancel_order",
    "delivery_rates",
    "import_orders",
    "is_order_number",
    "order",
    "orders_of_customer",
    "promotion_simulation",
    "record_sales",
    "refund_order",
    "set_delivery_rates",
    "staff_orders",
]
