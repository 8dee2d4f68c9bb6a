"""The shop's side: a processor whose every charge waits for the shopper on the provider's page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import msgspec

from serai.kernel.money import Money
from serai.payments.adapters.local import news
from serai.payments.adapters.local.signature import verified_id
from serai.payments.adapters.redirect.wire import (
    Captured,
    CaptureIn,
    RefundIn,
    Refused,
    SessionIn,
)
from serai.payments.ports import (
    Abilities,
    CaptureResult,
    CaptureStatus,
    Card,
    CardRefused,
    CardToken,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    DisputeAnswer,
    DisputeResult,
    ProcessorEvent,
    ProcessorFront,
    ProcessorUnavailable,
    RefundResult,
    RefundStatus,
    WebhookRefused,
)
from serai.plumbing.outbound import CallFailed, Line, Received

_SECONDS = 8.0
T = TypeVar("T")


@dataclass
class RedirectProcessor:
    """
    Fills `PaymentProcessor` by a provider's HTTP API.

    Attributes:
        line: to the provider, with its bearer key.
        webhook_secret: signs the provider's news.
        name: what the provider is called here, and in the address of its webhooks.
        abilities: what it takes.
    """

    line: Line
    webhook_secret: bytes = field(repr=False)
    name: str = "redirect"
    abilities: Abilities = field(default_factory=lambda: Abilities(("pay_later",)))

    def front(self) -> ProcessorFront:
        """Return a front without an address: there is nothing to turn into a token."""
        return ProcessorFront(self.name, "", "")

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """
        Refuse every card.

        Raises:
            CardRefused: always.
        """
        raise CardRefused("number", "not_taken", "This provider takes no cards.")

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """Open a session; the shopper approves it on its page."""
        wanted = SessionIn(
            reference=request.key,
            amount_minor=request.amount.minor,
            currency=request.amount.currency,
            return_url=request.return_url,
            capture=request.capture_at.value,
        )
        received = self._send("POST", "/v1/sessions", wanted)
        if received.status >= 400:
            refused = self._decoded(received, Refused)
            raise ChargeRefused(refused.reason, refused.sentence)
        return self._charge(received)

    def status_of(self, key: str) -> ChargeResult | None:
        """Return the session of a payment."""
        received = self._send("GET", f"/v1/sessions/{key}")
        return None if received.status == 404 else self._charge(received)

    def capture(
        self, reference: str, amount: Money, *, key: str, final: bool, now: datetime
    ) -> CaptureResult:
        """Take part of what was set aside."""
        wanted = CaptureIn(key, amount.minor, amount.currency, final)
        received = self._send("POST", f"/v1/sessions/{reference}/captures", wanted)
        if received.status >= 400:
            refused = self._decoded(received, Refused)
            raise ChargeRefused(refused.reason, refused.sentence)
        told = self._decoded(received, Captured)
        charge = news.read(msgspec.json.encode(told.session))
        assert isinstance(charge, ChargeResult)
        status = CaptureStatus(told.status)
        return CaptureResult(key, status, amount, charge, told.reference, told.failure_code)

    def void(self, key: str, *, now: datetime) -> ChargeResult | None:
        """Cancel a session; one that was never opened can no longer be."""
        received = self._send("POST", f"/v1/sessions/{key}/cancellation")
        return None if received.status == 404 else self._charge(received)

    def refund(self, reference: str, amount: Money, *, key: str, now: datetime) -> RefundResult:
        """Give back part of what was taken."""
        wanted = RefundIn(key, amount.minor, amount.currency)
        received = self._send("POST", f"/v1/sessions/{reference}/refunds", wanted)
        if received.status >= 400:
            refused = self._decoded(received, Refused)
            return RefundResult(key, RefundStatus.REFUSED, amount, failure_code=refused.reason)
        result = self._read(received)
        assert isinstance(result, RefundResult)
        return result

    def answer_dispute(
        self, reference: str, answer: DisputeAnswer, *, key: str, now: datetime
    ) -> DisputeResult:
        """
        Refuse: a provider that has lent the money settles disputes with its shopper itself.

        Raises:
            ChargeRefused: always.
        """
        raise ChargeRefused("dispute_unknown", "This provider settles disputes itself.")

    def verify_webhook(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> ProcessorEvent:
        """Return the news in a webhook that the provider signed."""
        webhook_id = verified_id(headers, body, secret=self.webhook_secret, now=now)
        return ProcessorEvent(webhook_id, news.read(body))

    def _send(self, method: str, path: str, body: msgspec.Struct | None = None) -> Received:
        encoded = b"" if body is None else msgspec.json.encode(body)
        headers = {"Content-Type": "application/json"}
        try:
            received = self.line.send(method, path, body=encoded, headers=headers, seconds=_SECONDS)
        except CallFailed:
            raise ProcessorUnavailable(self.name) from None
        if received.status >= 500 or received.status in (401, 403, 409, 429):
            raise ProcessorUnavailable(self.name)
        return received

    def _charge(self, received: Received) -> ChargeResult:
        result = self._read(received)
        assert isinstance(result, ChargeResult)
        return result

    def _read(self, received: Received) -> ChargeResult | RefundResult | DisputeResult | None:
        try:
            return news.read(received.body)
        except WebhookRefused:
            raise ProcessorUnavailable(self.name) from None

    def _decoded(self, received: Received, shape: type[T]) -> T:
        try:
            return msgspec.json.decode(received.body, type=shape)
        except msgspec.DecodeError:
            raise ProcessorUnavailable(self.name) from None
