"""Facts about invoices and credit notes."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


@dataclass(frozen=True, slots=True)
class PaperIssued(Event):
    """
    An invoice or a credit note was issued; a credit note's total is below zero. It never changes.

    Version 1.
    """

    outside: ClassVar = Outside(
        "paper.issued",
        {
            "paper_id": Told("The paper.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7aa"),
            "kind": Told("`invoice` or `credit_note`.", "invoice"),
            "number": Told("Its number, without a gap in its company's year.", "2026-000042"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "order_number": Told("What people call the order.", "24-7KX9-M2P4"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "total_minor": Told("What it comes to, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
        },
        subject="order_id",
    )

    paper_id: UUID
    kind: str
    number: str
    order_id: UUID
    order_number: str
    channel_code: str
    total_minor: int
    currency: str
