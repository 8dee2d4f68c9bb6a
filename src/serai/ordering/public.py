"""What other contexts may call."""

from serai.ordering.usecases.import_orders import SCHEMA, ImportedOrders, import_orders

__all__ = ["SCHEMA", "ImportedOrders", "import_orders"]
