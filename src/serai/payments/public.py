"""
What other contexts may call.

Placing an order, step by step (statements in brackets):

1. `payment_to_start` [0]: its part goes into the statement that writes the order in `placing`, or
   `start_payment` [1] beside it; both return the request.
   Once that is committed, `recover_processing` finishes the payment whatever happens next.
2. `charge_payment` [0]: after the commit, outside any transaction; calls the processor, always answers.
3. `settle_from_processor(result, source=Source.CALL, now=now)` [1]: inside the transaction that
   records the outcome on the order. `settlement.payment.state` decides: `captured` → paid; `failed` or
   `voided` → raise `PaymentDeclined(payment.id, payment.failure_code)`; `requires_action` → send the
   shopper to `payment.action_url`; `processing` → not known yet, the events will tell.

The browser comes back: `charge_status(payment_id)` outside any transaction, then the same
`settle_from_processor(result, source=Source.RETURN, now=now)`; what the browser carries is not believed.

The webhook and recovery settle by themselves and publish `PaymentCaptured` or `PaymentFailed`; so do the
calls above. Handlers meet an order that is paid already, or given up: then captured money is refunded.
"""

from serai.payments.domain.amount import NothingToPay
from serai.payments.domain.bank_file.credit import BankFileRefused
from serai.payments.domain.capture_state import CaptureState
from serai.payments.domain.difference import Difference, DifferenceKind
from serai.payments.domain.dispute_state import DisputeState
from serai.payments.domain.failure import Failure, PaymentDeclined
from serai.payments.domain.gift_card_code import GiftCardNotFound, code_of
from serai.payments.domain.later import (
    BANK_TRANSFER,
    CARD_AT_TERMINAL,
    CASH_AT_STORE,
    CASH_ON_DELIVERY,
    DAYS_TO_PAY,
    PAID_LATER,
)
from serai.payments.domain.payment_state import PaymentState
from serai.payments.domain.refund_state import RefundState
from serai.payments.ports import (
    CaptureAt,
    Card,
    CardRefused,
    CardToken,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    ProcessorFront,
    ProcessorUnavailable,
)
from serai.payments.ports.vault import InstrumentRefused
from serai.payments.ports.wallets import WalletFront
from serai.payments.queries.balances import card_account, credit_account
from serai.payments.queries.bank_account import BankAccountView, bank_account
from serai.payments.queries.capture_view import CaptureView, captures_of_payment
from serai.payments.queries.cards_of_orders import CardOfOrder, cards_of_orders
from serai.payments.queries.dispute_view import DisputeView, disputes_of_payment
from serai.payments.queries.gift_cards.cards_of_order import SoldCardView, sold_cards_of_order
from serai.payments.queries.gift_cards.gift_card_view import (
    GiftCardUnusable,
    GiftCardView,
    gift_card,
    gift_card_of_code,
    gift_cards_of_customer,
)
from serai.payments.queries.instalments.offered_terms import INSTALMENTS
from serai.payments.queries.instalments.offers import instalment_offers
from serai.payments.queries.instalments.plan_view import (
    OfferView,
    PartView,
    PlanNotFound,
    PlanView,
    plan_of_order,
)
from serai.payments.queries.instruments.instrument_view import (
    InstrumentNotFound,
    InstrumentView,
    instruments_of,
)
from serai.payments.queries.methods import MethodSetting, methods_offered
from serai.payments.queries.money_of_orders import (
    MoneyOfOrder,
    money_of_orders,
    orders_whose_money_moved,
)
from serai.payments.queries.payment_view import (
    PaymentNotFound,
    PaymentView,
    payment,
    payments_of_order,
)
from serai.payments.queries.processor_front import processor_front
from serai.payments.queries.reconciliation.check_view import MoneyCheckView
from serai.payments.queries.refund_view import RefundView, refunds_of_payment
from serai.payments.queries.routes import CARD, MethodNotOffered, Route, route_of
from serai.payments.queries.store_credit import StoreCreditView, store_credit
from serai.payments.queries.wallets import wallets_of_channel
from serai.payments.usecases.answer_dispute import (
    AnswerDispute,
    DisputeIsAnswered,
    DisputeNotFound,
    answer_dispute,
)
from serai.payments.usecases.capture_payment import (
    CaptureInOtherCurrency,
    CaptureKeyReused,
    CapturePayment,
    CaptureTooLarge,
    capture_payment,
    captures_in_parts,
)
from serai.payments.usecases.charge_payment import charge_payment
from serai.payments.usecases.charge_status import charge_status
from serai.payments.usecases.forgo_payment import NothingToForgo, forgo_payment, still_to_come
from serai.payments.usecases.gift_cards.issue_gift_card import (
    CodeTaken,
    GiftCardSource,
    IssueGiftCard,
    issue_gift_card,
)
from serai.payments.usecases.gift_cards.refill_gift_card import refill_gift_card
from serai.payments.usecases.gift_cards.withdraw_gift_card import withdraw_gift_card
from serai.payments.usecases.instalments.agree_plan import AgreePlan, PlanOutdated, agree_plan
from serai.payments.usecases.instalments.propose_plan import (
    ProposePlan,
    TermsNotOffered,
    propose_plan,
)
from serai.payments.usecases.instruments.token_of_instrument import token_of_instrument
from serai.payments.usecases.note_money import note_payout
from serai.payments.usecases.reconciliation.check_money import (
    GRACE,
    OrdersChecked,
    check_money,
    check_window,
)
from serai.payments.usecases.record_taken_payment import TakenPayment, record_taken_payment
from serai.payments.usecases.refund_payment import (
    RefundInOtherCurrency,
    RefundKeyReused,
    RefundPayment,
    RefundTooLarge,
    refund_payment,
)
from serai.payments.usecases.release_payment import release_payment_later
from serai.payments.usecases.settle_from_processor import (
    AmountDisagrees,
    Settlement,
    Source,
    settle_from_processor,
)
from serai.payments.usecases.spend_balance import (
    BalanceTooSmall,
    capture_balance,
    hold_balance,
    lock_balances,
    put_back,
    release_balance,
)
from serai.payments.usecases.start_payment import (
    BegunPayment,
    PaymentIsLive,
    StartPayment,
    payment_to_start,
    start_payment,
)
from serai.payments.usecases.stop_waiting import stop_waiting
from serai.payments.usecases.take_in_bank_file import take_in_bank_file
from serai.payments.usecases.tokenise_card import tokenise_card
from serai.payments.usecases.void_payment import PaymentIsCaptured, void_payment

__all__ = [
    "BANK_TRANSFER",
    "CARD",
    "CARD_AT_TERMINAL",
    "CASH_AT_STORE",
    "CASH_ON_DELIVERY",
    "DAYS_TO_PAY",
    "GRACE",
    "INSTALMENTS",
    "PAID_LATER",
    "AgreePlan",
    "AmountDisagrees",
    "AnswerDispute",
    "BalanceTooSmall",
    "BankAccountView",
    "BankFileRefused",
    "BegunPayment",
    "CaptureAt",
    "CaptureInOtherCurrency",
    "CaptureKeyReused",
    "CapturePayment",
    "CaptureState",
    "CaptureTooLarge",
    "CaptureView",
    "Card",
    "CardOfOrder",
    "CardRefused",
    "CardToken",
    "ChargeRequest",
    "ChargeResult",
    "ChargeStatus",
    "CodeTaken",
    "Difference",
    "DifferenceKind",
    "DisputeIsAnswered",
    "DisputeNotFound",
    "DisputeState",
    "DisputeView",
    "Failure",
    "GiftCardNotFound",
    "GiftCardSource",
    "GiftCardUnusable",
    "GiftCardView",
    "InstrumentNotFound",
    "InstrumentRefused",
    "InstrumentView",
    "IssueGiftCard",
    "MethodNotOffered",
    "MethodSetting",
    "MoneyCheckView",
    "MoneyOfOrder",
    "NothingToForgo",
    "NothingToPay",
    "OfferView",
    "OrdersChecked",
    "PartView",
    "PaymentDeclined",
    "PaymentIsCaptured",
    "PaymentIsLive",
    "PaymentNotFound",
    "PaymentState",
    "PaymentView",
    "PlanNotFound",
    "PlanOutdated",
    "PlanView",
    "ProcessorFront",
    "ProcessorUnavailable",
    "ProposePlan",
    "RefundInOtherCurrency",
    "RefundKeyReused",
    "RefundPayment",
    "RefundState",
    "RefundTooLarge",
    "RefundView",
    "Route",
    "Settlement",
    "SoldCardView",
    "Source",
    "StartPayment",
    "StoreCreditView",
    "TakenPayment",
    "TermsNotOffered",
    "WalletFront",
    "agree_plan",
    "answer_dispute",
    "bank_account",
    "capture_balance",
    "capture_payment",
    "captures_in_parts",
    "captures_of_payment",
    "card_account",
    "cards_of_orders",
    "charge_payment",
    "charge_status",
    "check_money",
    "check_window",
    "code_of",
    "credit_account",
    "disputes_of_payment",
    "forgo_payment",
    "gift_card",
    "gift_card_of_code",
    "gift_cards_of_customer",
    "hold_balance",
    "instalment_offers",
    "instruments_of",
    "issue_gift_card",
    "lock_balances",
    "methods_offered",
    "money_of_orders",
    "note_payout",
    "orders_whose_money_moved",
    "payment",
    "payment_to_start",
    "payments_of_order",
    "plan_of_order",
    "processor_front",
    "propose_plan",
    "put_back",
    "record_taken_payment",
    "refill_gift_card",
    "refund_payment",
    "refunds_of_payment",
    "release_balance",
    "release_payment_later",
    "route_of",
    "settle_from_processor",
    "sold_cards_of_order",
    "start_payment",
    "still_to_come",
    "stop_waiting",
    "store_credit",
    "take_in_bank_file",
    "token_of_instrument",
    "tokenise_card",
    "void_payment",
    "wallets_of_channel",
    "withdraw_gift_card",
]
