"""Facts that payments publishes. Each carries every amount, so that books can be kept from them alone."""

from serai.payments.events.instalments import (
    InstalmentMissed,
    InstalmentPaid,
    InstalmentPlanAgreed,
    InstalmentPlanDefaulted,
    InstalmentPlanEnded,
)
from serai.payments.events.payments import (
    CaptureRefused,
    PaymentAuthorised,
    PaymentCaptured,
    PaymentFailed,
    PaymentMethodsChanged,
    PaymentPending,
    PaymentReleased,
)
from serai.payments.events.refunds import (
    DisputeDecided,
    PaymentDisputed,
    PaymentRefunded,
    RefundRefused,
)

__all__ = [
    "CaptureRefused",
    "DisputeDecided",
    "InstalmentMissed",
    "InstalmentPaid",
    "InstalmentPlanAgreed",
    "InstalmentPlanDefaulted",
    "InstalmentPlanEnded",
    "PaymentAuthorised",
    "PaymentCaptured",
    "PaymentDisputed",
    "PaymentFailed",
    "PaymentMethodsChanged",
    "PaymentPending",
    "PaymentRefunded",
    "PaymentReleased",
    "RefundRefused",
]
