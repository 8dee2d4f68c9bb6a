"""The port to whoever moves the money, and the list of all who do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from serai.kernel.money import Money
from serai.payments.ports.cards import Card, CardToken, ProcessorFront
from serai.payments.ports.charges import CaptureResult, ChargeRequest, ChargeResult, RefundResult
from serai.payments.ports.disputes import DisputeAnswer, DisputeResult
from serai.payments.ports.refusals import UnknownProcessor


@dataclass(frozen=True)
class ProcessorEvent:
    """News from the processor, believed because its signature is good."""

    event_id: str
    result: ChargeResult | RefundResult | DisputeResult | None
    """`None`: it means nothing to us, and is taken in all the same."""


@dataclass(frozen=True)
class Abilities:
    """What a processor can do."""

    methods: tuple[str, ...]
    """The means of payment it takes, such as `card`."""
    captures_later: bool = True
    """Whether it can set an amount aside and take it later."""
    captures_in_parts: bool = True
    """Whether it can take what it set aside in more than one part."""
    currencies: tuple[str, ...] = ()
    """What it moves; nothing here: any currency."""
    refunds_by_hand: bool = False
    """Whether people pay its refunds out and note that they did."""


class PaymentProcessor(Protocol):
    """
    Whoever moves the money.

    Every call that changes something carries a key; repeating a key gives the first answer and moves
    no money again. A call that gets no answer within the adapter's time budget raises
    `ProcessorUnavailable`: it may or may not have been booked. No other vendor error escapes.
    """

    name: str
    abilities: Abilities

    def front(self) -> ProcessorFront:
        """Return what a storefront needs to make tokens; no address where no method needs one."""

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """
        Return a token for a card.

        Raises:
            CardRefused: number, expiry or security code cannot be right.
        """

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """
        Take the money, or set it aside when it is captured later; once per `request.key`.

        A declined card is a result with status `failed`, not an error.

        Raises:
            ChargeRefused: unknown token, or the key came back with another amount or token.
            ProcessorUnavailable: no answer in time.
        """

    def status_of(self, key: str) -> ChargeResult | None:
        """Return what is known of the charge with this key; `None` when it never arrived."""

    def capture(
        self, reference: str, amount: Money, *, key: str, final: bool, now: datetime
    ) -> CaptureResult:
        """
        Take part of what the charge named `reference` has set aside, once per key.

        Never above what is set aside. After a `final` capture the rest is let go.
        """

    def void(self, key: str, *, now: datetime) -> ChargeResult | None:
        """
        Make sure that the charge with this key takes no (more) money, even if it has yet to arrive.

        What was set aside and not taken is let go. Returns how the charge stands then: `voided`, or
        `captured` when something was taken before; `None` when the key was unknown, and is now closed:
        a later charge with it fails.
        """

    def refund(self, reference: str, amount: Money, *, key: str, now: datetime) -> RefundResult:
        """
        Give back part of the charge named `reference`, once per key.

        Never above what was taken and is not under dispute.
        """

    def answer_dispute(
        self, reference: str, answer: DisputeAnswer, *, key: str, now: datetime
    ) -> DisputeResult:
        """Contest the dispute named `reference` with evidence, or accept it; once decided, it stands."""

    def verify_webhook(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> ProcessorEvent:
        """
        Return the news in a webhook.

        Raises:
            WebhookRefused: signature missing, wrong or too old; body not readable.
        """


class Processors:
    """Everyone who moves money here, in the order in which a channel that was told nothing offers them."""

    def __init__(self, *processors: PaymentProcessor) -> None:
        self._by_name = {processor.name: processor for processor in processors}

    def named(self, name: str) -> PaymentProcessor:
        """
        Return a processor.

        Raises:
            UnknownProcessor: none has this name.
        """
        try:
            return self._by_name[name]
        except KeyError:
            raise UnknownProcessor(name) from None

    def __iter__(self) -> Iterator[PaymentProcessor]:
        return iter(self._by_name.values())
