"""What payments keeps."""

from serai.payments.models.bank_account import BankAccount
from serai.payments.models.bank_line import BankLine
from serai.payments.models.capture import Capture
from serai.payments.models.difference import DifferenceRow, MoneyCheck
from serai.payments.models.dispute import Dispute
from serai.payments.models.gift_card import GiftCard
from serai.payments.models.instalment_plan import (
    Instalment,
    InstalmentCollection,
    InstalmentPlan,
    InstalmentReturn,
    InstalmentTerms,
)
from serai.payments.models.instrument import Instrument
from serai.payments.models.method import PaymentMethod
from serai.payments.models.payment import Payment, PaymentStep
from serai.payments.models.payout import MovementRow, Payout
from serai.payments.models.refund import Refund
from serai.payments.models.webhook import ReceivedWebhook
from serai.payments.models.x402_settlement import X402Settlement

__all__ = [
    "BankAccount",
    "BankLine",
    "Capture",
    "DifferenceRow",
    "Dispute",
    "GiftCard",
    "Instalment",
    "InstalmentCollection",
    "InstalmentPlan",
    "InstalmentReturn",
    "InstalmentTerms",
    "Instrument",
    "MoneyCheck",
    "MovementRow",
    "Payment",
    "PaymentMethod",
    "PaymentStep",
    "Payout",
    "ReceivedWebhook",
    "Refund",
    "X402Settlement",
]
