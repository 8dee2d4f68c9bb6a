"""The processor: books charges, captures, refunds and disputes, each once per key."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from serai.kernel.ids import new_secret
from serai.kernel.money import Money
from serai.payments.adapters.local import disputes, moves, news
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.cards import Behaviour, last_day_of, read_card
from serai.payments.adapters.local.charges import Charges, card_of
from serai.payments.adapters.local.signature import verified_id
from serai.payments.adapters.local.vault import note_expiry
from serai.payments.domain.failure import Failure
from serai.payments.ports import (
    Abilities,
    CaptureResult,
    Card,
    CardToken,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    DisputeAnswer,
    DisputeResult,
    ProcessorEvent,
    ProcessorFront,
    ProcessorUnavailable,
    RefundResult,
)


@dataclass
class LocalProcessor:
    """
    Fills `PaymentProcessor` from a book of its own.

    Attributes:
        book: where everything is written.
        public_url: the address under which browsers reach this processor's pages.
        public_key: lets a browser make tokens, and nothing else.
        webhook_secret: signs the news.
        budget: how long a call may take; after that it raises `ProcessorUnavailable`.
        sleep: waits; tests hand in something quicker.
        abilities: what it takes.
    """

    book: Book
    public_url: str
    public_key: str = field(repr=False)
    webhook_secret: bytes = field(repr=False)
    budget: timedelta = timedelta(seconds=5)
    sleep: Callable[[float], None] = time.sleep
    name: str = "local"
    abilities: Abilities = field(default_factory=lambda: Abilities(methods=("card",)))

    def front(self) -> ProcessorFront:
        """Return what a storefront needs to make tokens."""
        return ProcessorFront(self.name, self.public_key, f"{self.public_url}/tokens")

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """Return a token; of the card only brand, last four digits and behaviour are kept."""
        known = read_card(card, now=now)
        token = new_secret("tok_")
        with self._writing() as charges:
            charges.book.execute(
                "INSERT INTO token VALUES (?, ?, ?, ?, ?)",
                (token, known.brand, known.last4, known.behaviour, now.isoformat()),
            )
            note_expiry(charges.book, token, last_day_of(card.expiry))
        return CardToken(token, known.brand, known.last4)

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """Book a charge once per key, and answer as the card's behaviour says."""
        with self._writing() as charges:
            booked = charges.by_key(request.key)
            if booked is not None:
                return _same(charges, booked, request)
            if _is_closed(charges.book, request.key):
                return ChargeResult(request.key, ChargeStatus.VOIDED, request.amount)
            card = card_of(charges.book, request.token)
            result = charges.write(request, card, now)
            if card.behaviour is Behaviour.DISPUTED and result.taken:
                disputes.open_dispute(
                    charges, result.reference, result.taken, "product_not_received", now
                )
        if card.behaviour is Behaviour.TIME_OUT:
            self.sleep(self.budget.total_seconds())
            raise ProcessorUnavailable(self.name)
        return result

    def status_of(self, key: str) -> ChargeResult | None:
        """Return the charge with this key."""
        with self._reading() as charges:
            booked = charges.by_key(key)
            return None if booked is None else charges.result(booked)

    def capture(
        self, reference: str, amount: Money, *, key: str, final: bool, now: datetime
    ) -> CaptureResult:
        """Book a capture once per key; refuse what exceeds what is set aside."""
        with self._writing() as charges:
            if charges.by_reference(reference) is None:
                raise ChargeRefused("charge_unknown", "There is no such charge.")
            return moves.capture(charges, reference, amount, key, final=final, now=now)

    def void(self, key: str, *, now: datetime) -> ChargeResult | None:
        """Close a charge that waits, let go of what is set aside, or close a key that has yet to arrive."""
        with self._writing() as charges:
            booked = charges.by_key(key)
            if booked is None:
                charges.book.execute(
                    "INSERT INTO closed_key VALUES (?, ?) ON CONFLICT DO NOTHING",
                    (key, now.isoformat()),
                )
                return None
            if booked["expires_at"] is not None:
                return charges.let_go(booked, "", now)
            return charges.close(booked, ChargeStatus.VOIDED, "", now)

    def challenge(self, challenge: str) -> tuple[ChargeResult, str] | None:
        """Return the charge that a challenge page is about and where its shopper returns to."""
        with self._reading() as charges:
            booked = charges.by_challenge(challenge)
            return None if booked is None else (charges.result(booked), booked["return_url"])

    def answer_challenge(self, challenge: str, *, approved: bool, now: datetime) -> None:
        """Take the shopper's answer; only the first one counts."""
        with self._writing() as charges:
            booked = charges.by_challenge(challenge)
            if booked is None:
                return
            if approved:
                charges.approve(booked, now)
            else:
                reason = Failure.AUTHENTICATION_FAILED
                charges.close(booked, ChargeStatus.FAILED, reason, now)

    def refund(self, reference: str, amount: Money, *, key: str, now: datetime) -> RefundResult:
        """Book a refund once per key; refuse what exceeds the charge."""
        with self._writing() as charges:
            return moves.refund(charges.book, reference, amount, key, now)

    def open_dispute(
        self, reference: str, amount: Money, *, reason: str, now: datetime
    ) -> DisputeResult | None:
        """Act as the shopper's bank: take an amount back; `None` when less than that is left."""
        with self._writing() as charges:
            return disputes.open_dispute(charges, reference, amount, reason, now)

    def decide_dispute(self, reference: str, *, won: bool, now: datetime) -> DisputeResult | None:
        """Act as the shopper's bank: decide; `None` when there is no such dispute."""
        with self._writing() as charges:
            return disputes.decide(charges, reference, won=won, now=now)

    def answer_dispute(
        self, reference: str, answer: DisputeAnswer, *, key: str, now: datetime
    ) -> DisputeResult:
        """Take what we say to a dispute; only the first answer counts, so the key is not needed."""
        with self._writing() as charges:
            result = disputes.answer(charges, reference, answer, now)
        if result is None:
            raise ChargeRefused("dispute_unknown", "There is no such dispute.")
        return result

    def lapse(self, *, now: datetime) -> int:
        """Let go of what was set aside for too long, and lose disputes that nobody answered in time."""
        with self._writing() as charges:
            run_out = charges.run_out(now)
            for booked in run_out:
                charges.let_go(booked, Failure.AUTHORISATION_EXPIRED, now)
            return len(run_out) + disputes.lose_unanswered(charges, now)

    def verify_webhook(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> ProcessorEvent:
        """Return the news in a webhook that this processor signed."""
        webhook_id = verified_id(headers, body, secret=self.webhook_secret, now=now)
        return ProcessorEvent(webhook_id, news.read(body))

    @contextmanager
    def _writing(self) -> Iterator[Charges]:
        with self._guarded(), self.book.writing() as connection:
            yield Charges(connection, self.public_url)

    @contextmanager
    def _reading(self) -> Iterator[Charges]:
        with self._guarded():
            yield Charges(self.book.connection(), self.public_url)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.OperationalError, OSError):
            raise ProcessorUnavailable(self.name) from None


def _same(charges: Charges, booked: sqlite3.Row, request: ChargeRequest) -> ChargeResult:
    result = charges.result(booked)
    if (result.amount, booked["token"]) != (request.amount, request.token):
        raise ChargeRefused("key_reused", "This key was first used for another charge.")
    return result


def _is_closed(book: sqlite3.Connection, key: str) -> bool:
    return book.execute("SELECT 1 FROM closed_key WHERE key = ?", (key,)).fetchone() is not None
