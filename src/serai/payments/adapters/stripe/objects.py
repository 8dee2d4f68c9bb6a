"""The API's objects in our words."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from serai.kernel.money import Money
from serai.payments.adapters.stripe.amounts import from_wire
from serai.payments.adapters.stripe.failures import failure_of
from serai.payments.domain.failure import Failure
from serai.payments.ports import (
    ChargeResult,
    ChargeStatus,
    DisputeResult,
    DisputeStatus,
    RefundResult,
    RefundStatus,
)

PAYMENT, REFUND = "serai_payment", "serai_refund"
"""The metadata under which our keys travel."""
CLOSED = "abandoned"
"""The reason with which an intent is cancelled that only stands for a key nobody may use any more."""

_CHARGES = {
    "requires_confirmation": ChargeStatus.PROCESSING,
    "processing": ChargeStatus.PENDING,
    "requires_action": ChargeStatus.REQUIRES_ACTION,
    "requires_capture": ChargeStatus.AUTHORISED,
    "succeeded": ChargeStatus.CAPTURED,
    "canceled": ChargeStatus.VOIDED,
    "requires_payment_method": ChargeStatus.FAILED,
}
_DISPUTES = {
    "needs_response": DisputeStatus.OPENED,
    "under_review": DisputeStatus.CONTESTED,
    "won": DisputeStatus.WON,
    "lost": DisputeStatus.LOST,
}
"""Without the `warning_…` states of an inquiry, which moves no money."""
_WALLETS = {"apple_pay": "Apple Pay", "google_pay": "Google Pay"}
_BRANDS = {"amex": "American Express", "visa": "Visa", "mastercard": "Mastercard"}

Object = Mapping[str, Any]


def charge_of(intent: Object) -> ChargeResult:
    """Return what a PaymentIntent says of the payment that its metadata names."""
    currency = intent["currency"]
    amount = from_wire(intent["amount"], currency)
    taken = from_wire(intent.get("amount_received") or 0, currency)
    status = _CHARGES[intent["status"]]
    card = _card_of(intent) or {}
    over = status in (ChargeStatus.CAPTURED, ChargeStatus.VOIDED)
    held = over and intent.get("capture_method") == "manual"
    return ChargeResult(
        key=key_of(intent),
        status=status,
        amount=amount,
        reference=intent["id"],
        failure_code=_failure(intent, status),
        action_url=_action_url(intent) if status is ChargeStatus.REQUIRES_ACTION else "",
        label=label_of(intent),
        captured=taken,
        released=amount - taken if held else Money(0, amount.currency),
        expires_at=_expires_at(intent) if status is ChargeStatus.AUTHORISED else None,
        card_country=str(card.get("country") or "")[:2],
        card_fingerprint=str(card.get("fingerprint") or "")[:64],
    )


def refund_of(refund: Object) -> RefundResult:
    """
    Return what a Refund says. One that is `pending` has left our balance already, so it counts.

    https://docs.stripe.com/refunds#failed-refunds tells of the rare ones that come back later.
    """
    failed = refund["status"] in ("failed", "canceled")
    return RefundResult(
        key=str((refund.get("metadata") or {}).get(REFUND, "")),
        status=RefundStatus.REFUSED if failed else RefundStatus.CONFIRMED,
        amount=from_wire(refund["amount"], refund["currency"]),
        reference=refund["id"],
        failure_code=str(refund.get("failure_reason") or "refused") if failed else "",
    )


def dispute_of(dispute: Object) -> DisputeResult | None:
    """Return what a Dispute says; `None` while it is an inquiry."""
    status = _DISPUTES.get(dispute["status"])
    if status is None:
        return None
    due = (dispute.get("evidence_details") or {}).get("due_by")
    return DisputeResult(
        reference=dispute["id"],
        status=status,
        amount=from_wire(dispute["amount"], dispute["currency"]),
        charge_reference=str(dispute.get("payment_intent") or dispute["charge"]),
        reason=str(dispute.get("reason") or ""),
        due_at=instant_of(due) if due else None,
    )


def key_of(intent: Object) -> str:
    """Return our key of a PaymentIntent; empty when it is none of ours."""
    return str((intent.get("metadata") or {}).get(PAYMENT, ""))


def only_closes(intent: Object) -> bool:
    """Return whether the intent was made just so that its key is used up."""
    return intent["status"] == "canceled" and intent.get("cancellation_reason") == CLOSED


def label_of(intent: Object) -> str:
    """Return how the card is shown; empty until a charge was tried."""
    card = _card_of(intent)
    if not card:
        return ""
    brand = str(card.get("brand") or "card")
    wallet = str((card.get("wallet") or {}).get("type") or "")
    if wallet in _WALLETS:
        return f"{_WALLETS[wallet]} •••• {card['last4']}"
    return f"{_BRANDS.get(brand, brand.capitalize())} •••• {card['last4']}"


def _card_of(intent: Object) -> Object | None:
    """Return the card that was charged, or is to be."""
    charge = intent.get("latest_charge")
    details = charge.get("payment_method_details") if isinstance(charge, Mapping) else None
    failed = (intent.get("last_payment_error") or {}).get("payment_method")
    method = details or intent.get("payment_method") or failed
    return method.get("card") if isinstance(method, Mapping) else None


def instant_of(seconds: int) -> datetime:
    """Return the instant of so many seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)


def _failure(intent: Object, status: ChargeStatus) -> str:
    if status is not ChargeStatus.FAILED:
        return ""
    return failure_of(intent.get("last_payment_error")) or Failure.CARD_DECLINED


def _action_url(intent: Object) -> str:
    action = intent.get("next_action") or {}
    return str((action.get("redirect_to_url") or {}).get("url") or "")


def _expires_at(intent: Object) -> datetime | None:
    charge = intent.get("latest_charge")
    details = charge.get("payment_method_details") if isinstance(charge, Mapping) else None
    before = ((details or {}).get("card") or {}).get("capture_before")
    return instant_of(before) if before else None
