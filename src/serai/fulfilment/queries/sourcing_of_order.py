"""Why an order is sent from where it is."""

from typing import Any
from uuid import UUID

from serai.plumbing.db import rows


def sourcing_of_order(order_id: UUID) -> dict[str, Any]:
    """Return the reasons of the plan by which an order was reserved; empty without one. One statement."""
    found = rows("SELECT why FROM fulfilment_sourcing_decision WHERE order_id = %s", [order_id])
    return found[0][0] if found else {}
