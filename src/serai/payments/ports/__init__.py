"""What payments needs from whoever moves the money."""

from serai.payments.ports.books import (
    Books,
    PayoutFileRefused,
    PayoutFormat,
    ProcessorBook,
    UnknownPayoutFormat,
)
from serai.payments.ports.cards import Card, CardToken, ProcessorFront
from serai.payments.ports.charges import (
    CaptureAt,
    CaptureResult,
    CaptureStatus,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    RefundResult,
    RefundStatus,
)
from serai.payments.ports.disputes import DisputeAnswer, DisputeResult, DisputeStatus
from serai.payments.ports.facilitator import Facilitator, FacilitatorUnavailable
from serai.payments.ports.processor import Abilities, PaymentProcessor, ProcessorEvent, Processors
from serai.payments.ports.refusals import (
    CardRefused,
    ChargeRefused,
    ProcessorUnavailable,
    UnknownProcessor,
    WebhookRefused,
)

__all__ = [
    "Abilities",
    "Books",
    "CaptureAt",
    "CaptureResult",
    "CaptureStatus",
    "Card",
    "CardRefused",
    "CardToken",
    "ChargeRefused",
    "ChargeRequest",
    "ChargeResult",
    "ChargeStatus",
    "DisputeAnswer",
    "DisputeResult",
    "DisputeStatus",
    "Facilitator",
    "FacilitatorUnavailable",
    "PaymentProcessor",
    "PayoutFileRefused",
    "PayoutFormat",
    "ProcessorBook",
    "ProcessorEvent",
    "ProcessorFront",
    "ProcessorUnavailable",
    "Processors",
    "RefundResult",
    "RefundStatus",
    "UnknownPayoutFormat",
    "UnknownProcessor",
    "WebhookRefused",
]
