"""The port of whoever knows where orders go."""

from typing import Protocol
from uuid import UUID

from serai.fulfilment.ports.carrier import Place


class Destinations(Protocol):
    """Knows where orders go."""

    def of_order(self, order_id: UUID) -> Place | None:
        """Return who gets an order and where; `None` when nobody said so."""
