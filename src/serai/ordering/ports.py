"""What ordering needs from others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money


class TenderNotFound(DomainError):
    """Nothing pays under this name here."""

    code = "ordering.tender_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, method: str) -> None:
        self.method = method
        super().__init__(f"Nothing can be paid with {method} here.")


@dataclass(frozen=True, slots=True)
class Payer:
    """Who wants to pay, and where."""

    channel_code: str
    customer_id: UUID | None
    currency: str


@dataclass(frozen=True, slots=True)
class Purse:
    """Something that a shopper can pay with: one gift card, their credit, their points."""

    source: str
    """What the tender itself calls it; never a secret such as a card's code."""
    label: str
    """How it is shown, such as `•••• ZB5C`."""
    available: Money
    """What it can pay now, in the payer's currency."""


class Tender(Protocol):
    """
    Something of the shop's own that pays like money: gift cards, store credit, points.

    Nothing here calls anyone: every method joins the caller's transaction, so what a tender pays and the
    order it pays for are written together or not at all. `payment_id` names one use of a purse; what is
    repeated for it changes nothing. Refusals are domain errors with words for the shopper.
    """

    @property
    def method(self) -> str:
        """Return what it is called everywhere, such as `gift_card`."""

    def find(self, claim: str, *, payer: Payer, now: datetime) -> Purse:
        """
        Return the purse that a shopper claims: by a code, or, with an empty claim, their own.

        Refuses what does not exist, is somebody else's or cannot pay here.
        """

    def look(self, source: str, *, payer: Payer, now: datetime) -> Purse:
        """Return a purse that was found before as it is now; with nothing left it is returned, too."""

    def hold(self, source: str, amount: Money, *, payment_id: UUID, now: datetime) -> None:
        """Keep an amount for a payment, so that nobody else can use it; refuses when less is there."""

    def capture(self, source: str, amount: Money, *, payment_id: UUID, now: datetime) -> None:
        """Take what was held, or part of it; the rest can be used again."""

    def release(self, source: str, *, payment_id: UUID, now: datetime) -> None:
        """Let go what was held and not taken."""

    def give_back(
        self, source: str, amount: Money, *, payment_id: UUID, key: str, now: datetime
    ) -> None:
        """Put back part of what was taken, once for each `key`; refuses when it cannot take it."""


class Tenders:
    """Every tender of this installation."""

    def __init__(self, *tenders: Tender) -> None:
        self._by_method = {tender.method: tender for tender in tenders}

    def named(self, method: str) -> Tender:
        """
        Return a tender.

        Raises:
            TenderNotFound: nothing pays under this name.
        """
        try:
            return self._by_method[method]
        except KeyError:
            raise TenderNotFound(method) from None

    def __iter__(self) -> Iterator[Tender]:
        return iter(self._by_method.values())
