"""
x402, version 2: what a payment by a signed transfer says on the wire.

A resource answers 402 with what it takes; the client repeats the request with a transfer that its wallet has
signed; a facilitator checks it and puts it on the chain. Here the resource is one payment of an order.
Source: the x402 specification, version 2, and its scheme `exact` for EVM chains (EIP-3009, EIP-712).
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import msgspec

from serai.kernel.currencies import exponent_of
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money

VERSION = 2
EXACT = "exact"
REQUIRED_HEADER, SIGNATURE_HEADER = "PAYMENT-REQUIRED", "PAYMENT-SIGNATURE"
RESPONSE_HEADER = "PAYMENT-RESPONSE"
MOST_BYTES = 8192
"""The longest header that is read."""
_MARGIN = 6
"""Seconds that a signed transfer must at least be valid for: about three blocks."""
T = TypeVar("T")


class BadPaymentSignature(DomainError):
    """What came with the request is no payment that can be read."""

    code = "payments.bad_payment_signature"
    kind = Kind.REJECTED

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The header {SIGNATURE_HEADER} cannot be read: {reason}.")


class Resource(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What is paid for."""

    url: str
    description: str = ""
    mime_type: str = ""


class TokenDomain(msgspec.Struct, frozen=True):
    """The name and version under which the token's contract checks signatures (EIP-712)."""

    name: str
    version: str


class Requirements(msgspec.Struct, frozen=True, rename="camel"):
    """
    What is taken.

    `amount` is in the token's smallest units; `network` is a chain's id as CAIP-2 writes it.
    """

    scheme: str
    network: str
    amount: str
    asset: str
    pay_to: str
    max_timeout_seconds: int
    extra: TokenDomain


class PaymentRequired(msgspec.Struct, frozen=True, rename="camel"):
    """The answer 402."""

    x402_version: int = msgspec.field(name="x402Version")
    error: str
    resource: Resource
    accepts: list[Requirements]


class Authorization(msgspec.Struct, frozen=True, rename="camel"):
    """A transfer that its owner allows, once (EIP-3009)."""

    from_: str = msgspec.field(name="from")
    to: str
    value: str
    valid_after: str
    valid_before: str
    nonce: str


class ExactPayload(msgspec.Struct, frozen=True):
    """The transfer and its signature."""

    signature: str
    authorization: Authorization


class PaymentPayload(msgspec.Struct, frozen=True, rename="camel"):
    """What the client sends: which of the requirements it accepts, and the signed transfer."""

    x402_version: int = msgspec.field(name="x402Version")
    accepted: Requirements
    payload: ExactPayload
    resource: Resource | None = None


class Verified(msgspec.Struct, frozen=True, rename="camel"):
    """What a facilitator says of a payload."""

    is_valid: bool
    payer: str = ""
    invalid_reason: str = ""


class Settled(msgspec.Struct, frozen=True, rename="camel"):
    """What came of putting a payload on the chain."""

    success: bool
    transaction: str = ""
    network: str = ""
    payer: str = ""
    error_reason: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """
    In which token a merchant is paid.

    Attributes:
        network: the chain, such as "eip155:8453".
        asset: the address of the token's contract.
        pay_to: the merchant's address.
        currency: whose unit one token stands for, such as "USD".
        decimals: of the token; 6 for most dollar tokens.
        domain: under which its contract checks signatures.
        seconds: for which a signed transfer should at most be valid.
    """

    network: str
    asset: str
    pay_to: str
    currency: str
    decimals: int
    domain: TokenDomain
    seconds: int = 600

    def takes(self, amount: Money) -> bool:
        """Return whether an amount can be said in the token exactly."""
        return amount.currency == self.currency and self.decimals >= exponent_of(self.currency)

    def requirements(self, amount: Money) -> Requirements:
        """
        Return what is taken for an amount that `takes` allows.

        Example:
            >>> dollars = Terms("eip155:8453", "0xA", "0xB", "USD", 6, TokenDomain("USD Coin", "2"))
            >>> dollars.requirements(Money(1147, "USD")).amount
            '11470000'
        """
        finer = 10 ** (self.decimals - exponent_of(self.currency))
        return Requirements(
            scheme=EXACT,
            network=self.network,
            amount=str(amount.minor * finer),
            asset=self.asset,
            pay_to=self.pay_to,
            max_timeout_seconds=self.seconds,
            extra=self.domain,
        )


def fault_in(payload: PaymentPayload, required: Requirements, *, now: datetime) -> str:
    """
    Return why a payload cannot pay what is required, as x402 names it; empty when nothing is wrong so far.

    Signature, balance and nonce are the facilitator's to check.
    """
    allowed = payload.payload.authorization
    second = int(now.timestamp())
    faults = (
        (payload.x402_version != VERSION, "invalid_x402_version"),
        (payload.accepted.scheme != EXACT, "unsupported_scheme"),
        (payload.accepted.network != required.network, "invalid_network"),
        (_addressed(payload.accepted) != _addressed(required), "invalid_payment_requirements"),
        (not _same(allowed.to, required.pay_to), "invalid_exact_evm_payload_recipient_mismatch"),
        (allowed.value != required.amount, "invalid_exact_evm_payload_authorization_value"),
        (
            not _is_number(allowed.valid_after) or int(allowed.valid_after) > second,
            "invalid_exact_evm_payload_authorization_valid_after",
        ),
        (
            not _is_number(allowed.valid_before) or int(allowed.valid_before) < second + _MARGIN,
            "invalid_exact_evm_payload_authorization_valid_before",
        ),
    )
    return next((name for wrong, name in faults if wrong), "")


def header_of(message: msgspec.Struct) -> str:
    """Return a message as it stands in a header: JSON in base64."""
    return base64.b64encode(msgspec.json.encode(message)).decode()


def read_header(text: str, shape: type[T]) -> T:
    """
    Read a message from a header.

    Raises:
        BadPaymentSignature: too long, no base64, no JSON, or of another shape.
    """
    if len(text) > MOST_BYTES:
        raise BadPaymentSignature("too long")
    try:
        return msgspec.json.decode(base64.b64decode(text, validate=True), type=shape)
    except (binascii.Error, ValueError):
        raise BadPaymentSignature("no base64") from None
    except msgspec.DecodeError as wrong:
        raise BadPaymentSignature(str(wrong)[:200]) from None


def _addressed(one: Requirements) -> tuple[str, str, str]:
    return one.asset.lower(), one.pay_to.lower(), one.amount


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 20
