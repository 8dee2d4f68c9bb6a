"""Stablecoin payments as a processor: every charge waits for a signed transfer at an address of its own."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel import clock
from serai.payments.adapters.in_house.later import LaterProcessor
from serai.payments.domain.payment_state import PaymentState
from serai.payments.domain.stablecoin import STABLECOIN, X402
from serai.payments.domain.x402 import PaymentPayload, Terms
from serai.payments.ports import (
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    FacilitatorUnavailable,
    ProcessorEvent,
    ProcessorUnavailable,
    WebhookRefused,
)
from serai.payments.queries.payment_view import PaymentNotFound, PaymentView, payment
from serai.payments.usecases.pay_by_x402 import TransferRefused, make_transfer
from serai.plumbing.db import rows


class X402Processor(LaterProcessor):
    """
    Sends the shopper to the payment's own address; what is on the chain counts.

    Staff sends refunds from the merchant's wallet and notes that they did: no key of any wallet is kept here.
    """

    def __init__(self, terms: Terms, *, public_url: str) -> None:
        super().__init__(X402, (STABLECOIN,))
        self.terms, self.public_url = terms, public_url.rstrip("/")

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """
        Name the address at which the transfer is taken.

        Raises:
            ChargeRefused: the amount cannot be said in the token.
        """
        if not self.terms.takes(request.amount):
            raise ChargeRefused(
                "currency_not_taken", f"Only {self.terms.currency} is taken in this token."
            )
        return ChargeResult(
            request.key,
            ChargeStatus.REQUIRES_ACTION,
            request.amount,
            action_url=f"{self.public_url}/{request.key}",
        )

    def status_of(self, key: str) -> ChargeResult | None:
        """
        Return how a payment stands; a transfer whose outcome nobody knows is asked about once more.

        Raises:
            ProcessorUnavailable: the facilitator does not answer.
        """
        found = self._payment(key)
        if found is None:
            return None
        if found.state is PaymentState.CAPTURED:
            return _result(found, ChargeStatus.CAPTURED)
        if found.state in (PaymentState.FAILED, PaymentState.VOIDED):
            return _result(found, ChargeStatus.VOIDED)
        if self._is_made(found, clock.now()):
            return _result(payment(found.id), ChargeStatus.CAPTURED)
        if found.state is PaymentState.PROCESSING:
            return None
        return _result(found, ChargeStatus.REQUIRES_ACTION, action_url=f"{self.public_url}/{key}")

    def void(self, key: str, *, now: datetime) -> ChargeResult | None:
        """
        Wait no longer, unless a transfer is under way.

        Raises:
            ProcessorUnavailable: one is, and the facilitator does not answer.
        """
        found = self._payment(key)
        if found is None:
            return None
        if found.state is PaymentState.CAPTURED or self._is_made(found, now):
            return _result(payment(found.id), ChargeStatus.CAPTURED)
        return _result(found, ChargeStatus.VOIDED)

    def verify_webhook(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> ProcessorEvent:
        """
        Refuse: facilitators send no news.

        Raises:
            WebhookRefused: always.
        """
        raise WebhookRefused("no_webhooks", "Nobody sends webhooks about these payments.")

    def _payment(self, key: str) -> PaymentView | None:
        try:
            found = payment(UUID(key))
        except (PaymentNotFound, ValueError):
            return None
        return found if found.processor == X402 else None

    def _is_made(self, found: PaymentView, now: datetime) -> bool:
        """Ask the facilitator again about a transfer that was written down, if there is one."""
        unknown = rows(
            "SELECT payload FROM payments_x402settlement"
            " WHERE payment_id = %s AND transaction = '' AND failure = ''",
            [found.id],
        )
        for (text,) in unknown:
            try:
                make_transfer(found, msgspec.json.decode(text, type=PaymentPayload), now=now)
            except TransferRefused:
                continue
            except FacilitatorUnavailable:
                raise ProcessorUnavailable(self.name) from None
            return True
        return False


def _result(found: PaymentView, status: ChargeStatus, *, action_url: str = "") -> ChargeResult:
    return ChargeResult(
        str(found.id),
        status,
        found.amount,
        reference=found.processor_reference,
        action_url=action_url,
        label=found.label,
        captured=found.captured if status is ChargeStatus.CAPTURED else None,
    )
