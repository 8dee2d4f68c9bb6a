"""Payments from their beginning to their end."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


@dataclass(frozen=True)
class PaymentCaptured(Event):
    """
    The processor took the money of a payment, or a further part of it: `capture_minor` now.

    It may arrive after `PaymentFailed`: the processor's word came late. Whoever gave the order up
    in the meantime refunds.

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.captured",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "amount_minor": Told("What was asked for, in minor units.", 1999),
            "captured_minor": Told("What was taken so far.", 1999),
            "capture_minor": Told("What was taken now.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
            "method": Told("How it was paid.", "card"),
            "processor": Told("Who took the money.", "local"),
            "processor_reference": Told("What the processor calls it.", "ch_8f2a"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    order_id: UUID
    cart_id: UUID
    channel_code: str
    purpose: str
    amount_minor: int
    captured_minor: int
    refunded_minor: int
    currency: str
    method: str
    processor: str
    processor_reference: str
    capture_minor: int = 0


@dataclass(frozen=True)
class PaymentPending(Event):
    """
    The payment is accepted, and its money will come by itself: a transfer, cash at the door.

    Version 1.
    """

    payment_id: UUID
    order_id: UUID
    channel_code: str
    purpose: str
    amount_minor: int
    currency: str
    method: str
    processor: str
    processor_reference: str


@dataclass(frozen=True)
class PaymentAuthorised(Event):
    """
    The processor has set the amount of a payment aside. Nothing is taken yet.

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.authorised",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "authorised_minor": Told("What is set aside, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
            "method": Told("How it was paid.", "card"),
            "processor": Told("Who set it aside.", "local"),
            "processor_reference": Told("What the processor calls it.", "ch_8f2a"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    order_id: UUID
    channel_code: str
    purpose: str
    amount_minor: int
    authorised_minor: int
    currency: str
    method: str
    processor: str
    processor_reference: str
    expires_at: datetime | None


@dataclass(frozen=True)
class PaymentReleased(Event):
    """
    `release_minor` of what was set aside will not be taken: given up, run out, or left by the last capture.

    Version 1.
    """

    payment_id: UUID
    order_id: UUID
    channel_code: str
    purpose: str
    release_minor: int
    released_minor: int
    captured_minor: int
    currency: str


@dataclass(frozen=True)
class PaymentFailed(Event):
    """
    A payment ended without taking money: refused (`failed`) or given up (`voided`).

    Version 1.
    """

    outside: ClassVar = Outside(
        "payment.failed",
        {
            "payment_id": Told("The payment.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"),
            "order_id": Told("The order.", "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
            "channel_code": Told("The channel it was placed in.", "web"),
            "amount_minor": Told("What was asked for, in minor units.", 1999),
            "currency": Told("ISO 4217.", "EUR"),
            "method": Told("How it was paid.", "card"),
            "processor": Told("Who took the money.", "local"),
            "processor_reference": Told("What the processor calls it.", "ch_8f2a"),
            "state": Told("failed or voided.", "failed"),
        },
        subject="payment_id",
    )

    payment_id: UUID
    order_id: UUID
    cart_id: UUID
    channel_code: str
    purpose: str
    amount_minor: int
    currency: str
    method: str
    processor: str
    processor_reference: str
    state: str
    failure_code: str


@dataclass(frozen=True)
class CaptureRefused(Event):
    """
    The processor will not take `capture_minor` of what was set aside: someone of the staff must look.

    Version 1.
    """

    payment_id: UUID
    capture_id: UUID
    capture_key: str
    order_id: UUID
    channel_code: str
    purpose: str
    capture_minor: int
    currency: str
    reason: str
    failure_code: str


@dataclass(frozen=True)
class PaymentMethodsChanged(Event):
    """
    A channel takes other methods of payment from now on.

    Version 1.
    """

    channel_code: str
