"""Why an order is sent from where it is."""

from typing import Any
from uuid import UUID

from serai.fulfilment.models import SourcingDecision


def sourcing_of_order(order_id: UUID) -> dict[str, Any]:
    """Return the reasons of the plan by which an order was reserved; empty without one. One statement."""
    found = SourcingDecision.objects.filter(pk=order_id).values_list("why", flat=True).first()
    return found or {}
