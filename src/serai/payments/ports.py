"""What payments needs from whoever moves the money."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money


class ProcessorUnavailable(DomainError):
    """The processor did not answer in time, or at all. What it did is unknown: ask again by key."""

    code = "payments.processor_unavailable"
    kind = Kind.UNAVAILABLE

    def __init__(self, processor: str) -> None:
        self.processor = processor
        super().__init__(
            "The payment processor did not answer. Nothing is charged twice: try again."
        )


class CardRefused(DomainError):
    """What was typed is no card that can be charged."""

    code = "payments.card_refused"
    kind = Kind.REJECTED

    def __init__(self, field_name: str, reason: str, sentence: str) -> None:
        self.field, self.reason = field_name, reason
        super().__init__(sentence)


class ChargeRefused(DomainError):
    """The processor will not look at this charge: unknown token, or a key used for another charge."""

    code = "payments.charge_refused"
    kind = Kind.REJECTED

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


class WebhookRefused(DomainError):
    """A webhook is not believed: no signature, a wrong one, too old, or not readable."""

    code = "payments.webhook_refused"
    kind = Kind.UNAUTHENTICATED

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


@dataclass(frozen=True)
class Card:
    """A card as typed. Lives in memory only: never stored, logged or shown."""

    number: str = field(repr=False)
    expiry: str = field(repr=False)
    """Month and year, such as `12/30` or `12/2030`."""
    cvc: str = field(repr=False)


@dataclass(frozen=True)
class CardToken:
    """What stands for a card from now on."""

    token: str
    brand: str
    last4: str


@dataclass(frozen=True)
class ProcessorFront:
    """What a browser or a storefront needs to turn a card into a token without us seeing it."""

    name: str
    public_key: str
    tokenise_url: str


@dataclass(frozen=True)
class ChargeRequest:
    """What the processor is asked to take. Its key is the payment's id: repeating it charges once."""

    payment_id: UUID
    amount: Money
    token: str
    return_url: str
    """Where the processor's page sends the shopper back to."""

    @property
    def key(self) -> str:
        """Return the idempotency key that travels to the processor."""
        return str(self.payment_id)


class ChargeStatus(StrEnum):
    """What the processor says of a charge."""

    PROCESSING = "processing"
    REQUIRES_ACTION = "requires_action"
    CAPTURED = "captured"
    FAILED = "failed"
    VOIDED = "voided"


@dataclass(frozen=True)
class ChargeResult:
    """What the processor knows of one charge."""

    key: str
    status: ChargeStatus
    amount: Money
    reference: str = ""
    """The processor's own name of the charge."""
    failure_code: str = ""
    action_url: str = ""
    """Where the shopper must go when the status is `requires_action`."""
    label: str = ""
    """How the means of payment is shown, such as `Visa •••• 4242`."""


class RefundStatus(StrEnum):
    """What the processor says of a refund."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True)
class RefundResult:
    """What the processor knows of one refund."""

    key: str
    status: RefundStatus
    amount: Money
    reference: str = ""
    failure_code: str = ""


@dataclass(frozen=True)
class ProcessorEvent:
    """News from the processor, believed because its signature is good."""

    event_id: str
    result: ChargeResult | RefundResult


class PaymentProcessor(Protocol):
    """
    Whoever moves the money.

    Every call that changes something carries a key; repeating a key gives the first answer and moves
    no money again. A call that gets no answer within the adapter's time budget raises
    `ProcessorUnavailable`: it may or may not have been booked. No other vendor error escapes.
    """

    name: str

    def front(self) -> ProcessorFront:
        """Return what a storefront needs to make tokens."""

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """
        Return a token for a card.

        Raises:
            CardRefused: number, expiry or security code cannot be right.
        """

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """
        Take the money, once per `request.key`.

        A declined card is a result with status `failed`, not an error.

        Raises:
            ChargeRefused: unknown token, or the key came back with another amount or token.
            ProcessorUnavailable: no answer in time.
        """

    def status_of(self, key: str) -> ChargeResult | None:
        """Return what is known of the charge with this key; `None` when it never arrived."""

    def void(self, key: str, *, now: datetime) -> ChargeResult | None:
        """
        Make sure that the charge with this key never takes money, even if it has yet to arrive.

        Returns the final result, `captured` when it was too late; `None` when the key was unknown,
        and is now closed: a later charge with it fails.
        """

    def refund(self, reference: str, amount: Money, *, key: str, now: datetime) -> RefundResult:
        """Give back part of the charge named `reference`, once per key; never above what was taken."""

    def verify_webhook(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> ProcessorEvent:
        """
        Return the news in a webhook.

        Raises:
            WebhookRefused: signature missing, wrong or too old; body not readable.
        """
