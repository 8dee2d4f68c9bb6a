"""What payments keeps."""

from serai.payments.models.payment import Payment, PaymentStep
from serai.payments.models.refund import Refund
from serai.payments.models.webhook import ReceivedWebhook

__all__ = ["Payment", "PaymentStep", "ReceivedWebhook", "Refund"]
