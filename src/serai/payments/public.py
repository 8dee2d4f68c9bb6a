"""
What other contexts may call.

A checkout, in the order in which it happens (statements in brackets):

1. `open_payment` [1]: when the shopper chooses how to pay.
2. `start_charge` [1]: inside the transaction that writes the order in `placing`; returns the request.
   After the commit, `recover_processing` would finish the payment whatever happens next.
3. `charge_payment` [0]: after that commit, outside any transaction; calls the processor, always answers.
4. `settle_from_processor(result, source=Source.CALL, now=now)` [1]: inside the transaction that records
   the outcome on the order. `settlement.payment.state` decides: `captured` → paid; `failed` or `voided`
   → raise `PaymentDeclined(payment.id, payment.failure_code)`; `requires_action` → send the shopper
   to `payment.action_url`; `processing` → not known yet, the events will tell.

A checkout that asks for the card only when the order is placed does 1 and 2 at once: `start_payment` [1].

The browser comes back: `charge_status(payment_id)` outside any transaction, then the same
`settle_from_processor(result, source=Source.RETURN, now=now)`; what the browser carries is not believed.

The webhook and recovery settle by themselves and publish `PaymentCaptured` or `PaymentFailed`; so do the
calls above. Handlers meet an order that is paid already, or given up: then captured money is refunded.
"""

from serai.payments.domain.amount import NothingToPay
from serai.payments.domain.failure import Failure, PaymentDeclined
from serai.payments.domain.payment_state import PaymentState
from serai.payments.domain.refund_state import RefundState
from serai.payments.ports import (
    Card,
    CardRefused,
    CardToken,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    ProcessorFront,
    ProcessorUnavailable,
)
from serai.payments.queries.payment_view import (
    PaymentNotFound,
    PaymentView,
    payment,
    payments_of_order,
)
from serai.payments.queries.processor_front import processor_front
from serai.payments.queries.refund_view import RefundView, refunds_of_payment
from serai.payments.usecases.charge_payment import charge_payment
from serai.payments.usecases.charge_status import charge_status
from serai.payments.usecases.open_payment import OpenPayment, open_payment
from serai.payments.usecases.recover_processing import Recovery, recover_processing
from serai.payments.usecases.refund_payment import (
    RefundKeyReused,
    RefundPayment,
    RefundTooLarge,
    refund_payment,
)
from serai.payments.usecases.settle_from_processor import (
    AmountDisagrees,
    Settlement,
    Source,
    settle_from_processor,
)
from serai.payments.usecases.start_charge import (
    PaymentIsLive,
    PaymentNotOpen,
    StartCharge,
    start_charge,
)
from serai.payments.usecases.start_payment import StartPayment, start_payment
from serai.payments.usecases.tokenise_card import tokenise_card
from serai.payments.usecases.void_payment import PaymentIsCaptured, void_payment

__all__ = [
    "AmountDisagrees",
    "Card",
    "CardRefused",
    "CardToken",
    "ChargeRequest",
    "ChargeResult",
    "ChargeStatus",
    "Failure",
    "NothingToPay",
    "OpenPayment",
    "PaymentDeclined",
    "PaymentIsCaptured",
    "PaymentIsLive",
    "PaymentNotFound",
    "PaymentNotOpen",
    "PaymentState",
    "PaymentView",
    "ProcessorFront",
    "ProcessorUnavailable",
    "Recovery",
    "RefundKeyReused",
    "RefundPayment",
    "RefundState",
    "RefundTooLarge",
    "RefundView",
    "Settlement",
    "Source",
    "StartCharge",
    "StartPayment",
    "charge_payment",
    "charge_status",
    "open_payment",
    "payment",
    "payments_of_order",
    "processor_front",
    "recover_processing",
    "refund_payment",
    "refunds_of_payment",
    "settle_from_processor",
    "start_charge",
    "start_payment",
    "tokenise_card",
    "void_payment",
]
