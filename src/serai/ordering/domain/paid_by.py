"""What tenders pay of an order, as the order remembers it."""

from uuid import UUID

from msgspec import Struct


class PaidBy(Struct, frozen=True):
    """One tender's part of an order; its payment has the same id."""

    payment_id: UUID
    method: str
    source: str
    label: str
    amount_minor: int
