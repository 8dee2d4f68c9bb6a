"""Why orders are sent from where they are."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from serai.plumbing.db import rows


def sourcing_of_orders(order_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return the reasons of the plans by which orders were reserved; not of those without one. One statement."""
    return dict(rows(_WHY, [list(order_ids)]))


_WHY = "SELECT order_id, why FROM fulfilment_sourcing_decision WHERE order_id = ANY(%s)"
