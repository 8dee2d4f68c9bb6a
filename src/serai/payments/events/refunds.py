"""Money that goes back, and money that a bank asks back."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


@dataclass(frozen=True)
class PaymentRefunded(Event):
    """
    The processor gave `refund_minor` of a payment back; `refunded_minor` is the sum so far.

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.refunded",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "refund_id": Told("The refund.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e2"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "refund_minor": Told("What went back now, in minor units.", 500),
            "refunded_minor": Told("What has gone back so far.", 500),
            "currency": Told("ISO 4217.", "EUR"),
            "processor": Told("Who took the money.", "local"),
            "processor_reference": Told("What the processor calls it.", "ch_8f2a"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    refund_id: UUID
    refund_key: str
    order_id: UUID
    channel_code: str
    purpose: str
    amount_minor: int
    captured_minor: int
    refund_minor: int
    refunded_minor: int
    currency: str
    reason: str
    processor: str
    processor_reference: str


@dataclass(frozen=True)
class RefundRefused(Event):
    """
    The processor will not give `refund_minor` back: someone of the staff must look.

    Version 1.
    """

    payment_id: UUID
    refund_id: UUID
    refund_key: str
    order_id: UUID
    channel_code: str
    refund_minor: int
    currency: str
    reason: str
    failure_code: str


@dataclass(frozen=True)
class PaymentDisputed(Event):
    """
    A shopper's bank has taken `dispute_minor` of a payment back; it can be contested until `due_at`.

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.disputed",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "dispute_id": Told("The dispute.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e3"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "dispute_minor": Told("What the bank took back, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
            "processor": Told("Who had taken the money.", "local"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    dispute_id: UUID
    order_id: UUID
    channel_code: str
    purpose: str
    dispute_minor: int
    captured_minor: int
    currency: str
    reason: str
    due_at: datetime | None
    processor: str


@dataclass(frozen=True)
class DisputeDecided(Event):
    """
    A bank has decided a dispute: `won`, the amount is ours again; `lost`, it stays with the shopper.

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.dispute_decided",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "dispute_id": Told("The dispute.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e3"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "outcome": Told("won or lost.", "won"),
            "dispute_minor": Told("What it was about, in minor units.", 1999),
            "charged_back_minor": Told("What banks have taken back for good so far.", 0),
            "currency": Told("ISO 4217.", "EUR"),
            "processor": Told("Who had taken the money.", "local"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    dispute_id: UUID
    order_id: UUID
    channel_code: str
    purpose: str
    outcome: str
    dispute_minor: int
    charged_back_minor: int
    captured_minor: int
    currency: str
    processor: str
