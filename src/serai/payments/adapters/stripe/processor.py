"""The processor: charges by PaymentIntents, once per key."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from serai.kernel.money import Money
from serai.payments.adapters.stripe import news
from serai.payments.adapters.stripe.amounts import to_wire
from serai.payments.adapters.stripe.connection import Connection, Refusal
from serai.payments.adapters.stripe.find_intent import KnownIntents, find_intent
from serai.payments.adapters.stripe.form import Value
from serai.payments.adapters.stripe.make_token import token_of_card
from serai.payments.adapters.stripe.objects import (
    CLOSED,
    PAYMENT,
    REFUND,
    charge_of,
    dispute_of,
    only_closes,
    refund_of,
)
from serai.payments.adapters.stripe.signature import refuse_unsigned
from serai.payments.ports import (
    Abilities,
    CaptureAt,
    CaptureResult,
    CaptureStatus,
    Card,
    CardToken,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    DisputeAnswer,
    DisputeResult,
    DisputeStatus,
    ProcessorEvent,
    ProcessorFront,
    ProcessorUnavailable,
    RefundResult,
    RefundStatus,
)

INTENTS = "/v1/payment_intents"
EXPAND: Mapping[str, Value] = {"expand": ["latest_charge", "payment_method"]}
ABILITIES = Abilities(methods=("card",), captures_in_parts=False)
_PLACEHOLDER: Mapping[str, Value] = {"amount": 100, "currency": "usd"}
"""What an intent asks for that is made and cancelled at once; nothing is ever taken by it."""


@dataclass
class StripeProcessor:
    """
    Fills `PaymentProcessor` by the Stripe API.

    Attributes:
        connection: to the account.
        public_key: lets a browser make tokens, and nothing else; begins with `pk_`.
        webhook_secret: signs the news; begins with `whsec_`.
        api_url: where browsers make tokens.
    """

    connection: Connection
    public_key: str
    webhook_secret: str = field(repr=False)
    api_url: str
    name: str = "stripe"
    abilities: Abilities = ABILITIES
    known: KnownIntents = field(default_factory=KnownIntents, repr=False)

    def front(self) -> ProcessorFront:
        """Return what a storefront needs to make tokens."""
        return ProcessorFront(self.name, self.public_key, f"{self.api_url}/v1/payment_methods")

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """Return a PaymentMethod of a card; the account must be allowed to send card numbers."""
        return token_of_card(self.connection, card, now=now)

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """Make and confirm an intent by one call; the key keeps it from happening twice."""
        fields: dict[str, Value] = {
            "amount": to_wire(request.amount),
            "currency": request.amount.currency.lower(),
            **_means(request.token),
            "payment_method_types": ["card"],
            "capture_method": "manual"
            if request.capture_at is CaptureAt.HAND_OVER
            else "automatic",
            "confirm": True,
            "return_url": request.return_url,
            "metadata": {PAYMENT: request.key, "serai_order": str(request.order_id or "")},
            **EXPAND,
        }
        try:
            intent = self.connection.post(INTENTS, fields, key=request.key)
        except Refusal as refusal:
            return self._refused(request, refusal)
        self.known.keep(request.key, intent["id"])
        return charge_of(intent)

    def status_of(self, key: str) -> ChargeResult | None:
        """Return the intent whose metadata has this key."""
        intent = find_intent(self.connection, key, self.known)
        return None if intent is None or only_closes(intent) else charge_of(intent)

    def capture(
        self, reference: str, amount: Money, *, key: str, final: bool, now: datetime
    ) -> CaptureResult:
        """Take what was set aside, once; the API lets the rest go with the first capture."""
        wanted: Mapping[str, Value] = {"amount_to_capture": to_wire(amount), **EXPAND}
        status, code = CaptureStatus.CONFIRMED, ""
        try:
            intent = self.connection.post(f"{INTENTS}/{reference}/capture", wanted, key=key)
        except Refusal as refusal:
            status, code = CaptureStatus.REFUSED, refusal.code or "refused"
            intent = self._intent(reference)
        charge = intent.get("latest_charge")
        return CaptureResult(
            key=key,
            status=status,
            amount=amount,
            charge=charge_of(intent),
            reference=str(charge["id"] if isinstance(charge, Mapping) else charge or ""),
            failure_code=code,
        )

    def void(self, key: str, *, now: datetime) -> ChargeResult | None:
        """Cancel the intent; a key that never arrived is used up by an intent that takes nothing."""
        intent = find_intent(self.connection, key, self.known)
        if intent is None:
            intent = self._used_up(key)
        if only_closes(intent):
            return None
        return charge_of(self._cancelled(intent, "requested_by_customer"))

    def refund(self, reference: str, amount: Money, *, key: str, now: datetime) -> RefundResult:
        """Give back part of an intent, once per key."""
        refused = RefundResult(key, RefundStatus.REFUSED, amount, failure_code="refused")
        try:
            if self._intent(reference)["currency"].upper() != amount.currency or amount.minor <= 0:
                return refused
            fields: Mapping[str, Value] = {
                "payment_intent": reference,
                "amount": to_wire(amount),
                "metadata": {REFUND: key},
            }
            return refund_of(self.connection.post("/v1/refunds", fields, key=key))
        except ChargeRefused:
            return refused
        except Refusal as refusal:
            return replace(refused, failure_code=refusal.code or "refused")

    def answer_dispute(
        self, reference: str, answer: DisputeAnswer, *, key: str, now: datetime
    ) -> DisputeResult:
        """Send evidence, or close the dispute as lost; one that is decided stays as it is."""
        try:
            return self._answered(f"/v1/disputes/{reference}", answer, key)
        except Refusal as refusal:
            reason = refusal.code or "dispute_refused"
            raise ChargeRefused(reason, "The processor takes no answer to this dispute.") from None

    def verify_webhook(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> ProcessorEvent:
        """Return the news in a webhook that Stripe signed."""
        refuse_unsigned(headers, body, secret=self.webhook_secret, now=now)
        return news.read(body)

    def _answered(self, path: str, answer: DisputeAnswer, key: str) -> DisputeResult:
        dispute = self.connection.get(path)
        standing = dispute_of(dispute)
        if standing is None or standing.status in (DisputeStatus.WON, DisputeStatus.LOST):
            return standing or _inquiry(dispute)
        if answer.accepts:
            answered = self.connection.post(f"{path}/close", {}, key=key)
        else:
            fields: Mapping[str, Value] = {
                "evidence": {"uncategorized_text": answer.evidence},
                "submit": True,
            }
            answered = self.connection.post(path, fields, key=key)
        return dispute_of(answered) or _inquiry(answered)

    def _refused(self, request: ChargeRequest, refusal: Refusal) -> ChargeResult:
        if refusal.kind == "card_error":
            intent = refusal.error.get("payment_intent")
            found = intent or find_intent(self.connection, request.key, self.known)
            if found:
                self.known.keep(request.key, found["id"])
                return charge_of(found)
        if refusal.kind == "idempotency_error":
            intent = find_intent(self.connection, request.key, self.known)
            if intent is not None and only_closes(intent):
                return ChargeResult(request.key, ChargeStatus.VOIDED, request.amount)
            raise ChargeRefused("key_reused", "This key was first used for another charge.")
        raise ChargeRefused(refusal.code or "refused", "The processor does not take this token.")

    def _used_up(self, key: str) -> dict[str, Any]:
        """Use a key up by an intent that is cancelled at once: a charge that is still on its way fails."""
        fields: Mapping[str, Value] = {**_PLACEHOLDER, "metadata": {PAYMENT: key}}
        try:
            intent = self.connection.post(INTENTS, fields, key=key)
        except Refusal:  # it has arrived meanwhile
            found = find_intent(self.connection, key, self.known)
            if found is None:
                raise ProcessorUnavailable(self.name) from None
            return found
        return self._cancelled(intent, CLOSED)

    def _cancelled(self, intent: dict[str, Any], reason: str) -> dict[str, Any]:
        path = f"{INTENTS}/{intent['id']}"
        if intent["status"] in ("succeeded", "canceled"):
            return intent
        if charge_of(intent).status is ChargeStatus.FAILED and reason != CLOSED:
            return intent
        try:
            return self.connection.post(f"{path}/cancel", {"cancellation_reason": reason, **EXPAND})
        except Refusal:
            return self.connection.get(path, EXPAND)

    def _intent(self, reference: str) -> dict[str, Any]:
        try:
            return self.connection.get(f"{INTENTS}/{reference}", EXPAND)
        except Refusal:
            raise ChargeRefused("charge_unknown", "The processor knows no such charge.") from None


def _means(token: str) -> dict[str, Value]:
    """Return the means of payment; what wallets hand out are tokens of the older kind."""
    if token.startswith("tok_"):
        return {"payment_method_data": {"type": "card", "card": {"token": token}}}
    return {"payment_method": token}


def _inquiry(dispute: Mapping[str, Any]) -> DisputeResult:
    """Return an inquiry as a dispute that is contested: nothing was taken back, and we have answered."""
    result = dispute_of({**dispute, "status": "under_review"})
    assert result is not None
    return result
