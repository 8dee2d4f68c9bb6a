"""Facts that payments publishes. Each carries every amount, so that books can be kept from them alone."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.events import Event


@dataclass(frozen=True)
class PaymentCaptured(Event):
    """
    The processor took the money of a payment. Published once in a payment's life.

    It may arrive after `PaymentFailed`: the processor's word came late. Whoever gave the order up
    in the meantime refunds.

    Version 1.
    """

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


@dataclass(frozen=True)
class PaymentFailed(Event):
    """
    A payment ended without taking money: refused (`failed`) or given up (`voided`).

    Version 1.
    """

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
class PaymentRefunded(Event):
    """
    The processor gave `refund_minor` of a payment back; `refunded_minor` is the sum so far.

    Version 1.
    """

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
