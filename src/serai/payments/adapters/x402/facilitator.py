"""A facilitator over HTTP."""

from dataclasses import dataclass
from typing import TypeVar

import msgspec

from serai.payments.domain.x402 import VERSION, PaymentPayload, Requirements, Settled, Verified
from serai.payments.ports import FacilitatorUnavailable
from serai.plumbing.outbound import CallFailed, Line

_VERIFY_SECONDS, _SETTLE_SECONDS = 5.0, 20.0
T = TypeVar("T")


class _Asked(msgspec.Struct, frozen=True, rename="camel"):
    x402_version: int = msgspec.field(name="x402Version")
    payment_payload: PaymentPayload
    payment_requirements: Requirements


@dataclass(frozen=True)
class HttpFacilitator:
    """Fills `Facilitator` by the HTTP API of the x402 specification: `/verify` and `/settle`."""

    line: Line

    def verify(self, payload: PaymentPayload, required: Requirements) -> Verified:
        """Ask whether a transfer would be made."""
        return self._answered("/verify", payload, required, Verified, _VERIFY_SECONDS)

    def settle(self, payload: PaymentPayload, required: Requirements) -> Settled:
        """Have a transfer made."""
        return self._answered("/settle", payload, required, Settled, _SETTLE_SECONDS)

    def _answered(
        self,
        path: str,
        payload: PaymentPayload,
        required: Requirements,
        shape: type[T],
        seconds: float,
    ) -> T:
        body = msgspec.json.encode(_Asked(VERSION, payload, required))
        headers = {"Content-Type": "application/json"}
        try:
            received = self.line.send("POST", path, body=body, headers=headers, seconds=seconds)
            if received.status >= 500:
                raise FacilitatorUnavailable
            return msgspec.json.decode(received.body, type=shape)
        except (CallFailed, msgspec.DecodeError):
            raise FacilitatorUnavailable from None
