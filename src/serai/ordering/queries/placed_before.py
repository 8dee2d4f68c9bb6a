"""The order that a repeated request has made already."""

from dataclasses import dataclass
from uuid import UUID

from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.placing_key import PlacingKey
from serai.plumbing.db import rows
from serai.plumbing.idempotency import KeyReused


@dataclass(frozen=True, slots=True)
class PlacedBefore:
    """What became of it."""

    order_id: UUID
    state: OrderState
    payment_id: UUID | None
    reason: str


def placed_before(placing_key: PlacingKey) -> PlacedBefore | None:
    """
    Return what the same request did before; one statement.

    Raises:
        KeyReused: the key came back with another body.
    """
    found = rows(
        "SELECT id, state, payment_id, reason, placing_fingerprint FROM ordering_order"
        " WHERE placing_key = %s",
        [placing_key.key],
    )
    if not found:
        return None
    [(order_id, state, payment_id, reason, fingerprint)] = found
    if bytes(fingerprint) != placing_key.fingerprint:
        raise KeyReused("")
    return PlacedBefore(order_id, OrderState(state), payment_id, reason)
