"""The processor: books charges and refunds, once per key."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from serai.kernel.ids import new_secret
from serai.kernel.money import Money
from serai.payments.adapters.local import news
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.cards import Behaviour, KnownCard, read_card
from serai.payments.adapters.local.signature import verified_id
from serai.payments.domain.failure import Failure
from serai.payments.ports import (
    Card,
    CardToken,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    ProcessorEvent,
    ProcessorFront,
    ProcessorUnavailable,
    RefundResult,
    RefundStatus,
)

UNANSWERED = {Behaviour.TIME_OUT: 1, Behaviour.TWICE: 2}
"""How many webhooks tell of a charge; the call's own answer is enough for all others."""
DECLINES = (Behaviour.DECLINED, Behaviour.INSUFFICIENT_FUNDS, Behaviour.EXPIRED)


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
    """

    book: Book
    public_url: str
    public_key: str = field(repr=False)
    webhook_secret: bytes = field(repr=False)
    budget: timedelta = timedelta(seconds=5)
    sleep: Callable[[float], None] = time.sleep
    name: str = "local"

    def front(self) -> ProcessorFront:
        """Return what a storefront needs to make tokens."""
        return ProcessorFront(self.name, self.public_key, f"{self.public_url}/tokens")

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """Return a token; of the card only brand, last four digits and behaviour are kept."""
        known = read_card(card, now=now)
        token = new_secret("tok_")
        with self._writing() as book:
            book.execute(
                "INSERT INTO token VALUES (?, ?, ?, ?, ?)",
                (token, known.brand, known.last4, known.behaviour, now.isoformat()),
            )
        return CardToken(token, known.brand, known.last4)

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """Book a charge once per key, and answer as the card's behaviour says."""
        with self._writing() as book:
            booked = _charge_by_key(book, request.key)
            if booked is not None:
                return self._same(booked, request)
            if book.execute("SELECT 1 FROM closed_key WHERE key = ?", (request.key,)).fetchone():
                return ChargeResult(request.key, ChargeStatus.VOIDED, request.amount)
            card = _card_of(book, request.token)
            result = self._book(book, request, card, now)
        if card.behaviour is Behaviour.TIME_OUT:
            self.sleep(self.budget.total_seconds())
            raise ProcessorUnavailable(self.name)
        return result

    def status_of(self, key: str) -> ChargeResult | None:
        """Return the charge with this key."""
        with self._guarded():
            booked = _charge_by_key(self.book.connection(), key)
        return None if booked is None else self._result(booked)

    def void(self, key: str, *, now: datetime) -> ChargeResult | None:
        """Close a charge that waits for its shopper, or a key that has yet to arrive."""
        with self._writing() as book:
            booked = _charge_by_key(book, key)
            if booked is None:
                book.execute(
                    "INSERT INTO closed_key VALUES (?, ?) ON CONFLICT DO NOTHING",
                    (key, now.isoformat()),
                )
                return None
            return self._close(book, booked, ChargeStatus.VOIDED, "", now)

    def challenge(self, challenge: str) -> tuple[ChargeResult, str] | None:
        """Return the charge that a challenge page is about and where its shopper returns to."""
        with self._guarded():
            booked = _charge_by_challenge(self.book.connection(), challenge)
        return None if booked is None else (self._result(booked), booked["return_url"])

    def answer_challenge(self, challenge: str, *, approved: bool, now: datetime) -> None:
        """Take the shopper's answer; only the first one counts."""
        with self._writing() as book:
            booked = _charge_by_challenge(book, challenge)
            if booked is None:
                return
            if approved:
                self._close(book, booked, ChargeStatus.CAPTURED, "", now)
            else:
                reason = Failure.AUTHENTICATION_FAILED
                self._close(book, booked, ChargeStatus.FAILED, reason, now)

    def refund(self, reference: str, amount: Money, *, key: str, now: datetime) -> RefundResult:
        """Book a refund once per key; refuse what exceeds the charge."""
        with self._writing() as book:
            known = book.execute("SELECT * FROM refund WHERE key = ?", (key,)).fetchone()
            if known is not None:
                return _refund_result(known)
            given_back = book.execute(
                "UPDATE charge SET refunded_minor = refunded_minor + ?1 WHERE id = ?2"
                " AND currency = ?3 AND status = 'captured' AND ?1 > 0"
                " AND refunded_minor + ?1 <= amount_minor",
                (amount.minor, reference, amount.currency),
            ).rowcount
            status = RefundStatus.CONFIRMED if given_back else RefundStatus.REFUSED
            reason = "" if given_back else "exceeds_charge"
            row = (new_secret("re_"), key, reference, amount.minor, amount.currency)
            book.execute(
                "INSERT INTO refund VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, status, reason, now.isoformat()),
            )
            booked = book.execute("SELECT * FROM refund WHERE key = ?", (key,)).fetchone()
            result = _refund_result(booked)
            news.post(book, news.of_refund(result, now=now), now=now)
            return result

    def verify_webhook(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> ProcessorEvent:
        """Return the news in a webhook that this processor signed."""
        webhook_id = verified_id(headers, body, secret=self.webhook_secret, now=now)
        return ProcessorEvent(webhook_id, news.read(body))

    def _book(
        self, book: sqlite3.Connection, request: ChargeRequest, card: KnownCard, now: datetime
    ) -> ChargeResult:
        status, reason, challenge = ChargeStatus.CAPTURED, "", None
        if card.behaviour in DECLINES:
            status, reason = ChargeStatus.FAILED, card.behaviour.value
        elif card.behaviour is Behaviour.CHALLENGE:
            status, challenge = ChargeStatus.REQUIRES_ACTION, new_secret("")
        amount = request.amount
        row = (new_secret("ch_"), request.key, request.token, amount.minor, amount.currency)
        book.execute(
            "INSERT INTO charge VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
            (*row, status, reason, card.label, challenge, request.return_url, now.isoformat()),
        )
        result = self._result(_charge_by_key(book, request.key))
        if times := UNANSWERED.get(card.behaviour):
            news.post(book, news.of_charge(result, now=now), now=now, times=times)
        return result

    def _same(self, booked: sqlite3.Row, request: ChargeRequest) -> ChargeResult:
        result = self._result(booked)
        if (result.amount, booked["token"]) != (request.amount, request.token):
            raise ChargeRefused("key_reused", "This key was first used for another charge.")
        return result

    def _close(
        self,
        book: sqlite3.Connection,
        booked: sqlite3.Row,
        status: ChargeStatus,
        reason: str,
        now: datetime,
    ) -> ChargeResult:
        closed = book.execute(
            "UPDATE charge SET status = ?, failure_code = ?"
            " WHERE id = ? AND status = 'requires_action'",
            (status, reason, booked["id"]),
        ).rowcount
        result = self._result(_charge_by_key(book, booked["key"]))
        if closed:
            news.post(book, news.of_charge(result, now=now), now=now)
        return result

    def _result(self, booked: sqlite3.Row | None) -> ChargeResult:
        assert booked is not None
        status = ChargeStatus(booked["status"])
        waits = status is ChargeStatus.REQUIRES_ACTION
        return ChargeResult(
            key=booked["key"],
            status=status,
            amount=Money(booked["amount_minor"], booked["currency"]),
            reference=booked["id"],
            failure_code=booked["failure_code"],
            action_url=f"{self.public_url}/challenge/{booked['challenge']}" if waits else "",
            label=booked["label"],
        )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._guarded(), self.book.writing() as connection:
            yield connection

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.OperationalError, OSError):
            raise ProcessorUnavailable(self.name) from None


def _charge_by_key(book: sqlite3.Connection, key: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = book.execute(
        "SELECT * FROM charge WHERE key = ?", (key,)
    ).fetchone()
    return found


def _charge_by_challenge(book: sqlite3.Connection, challenge: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = book.execute(
        "SELECT * FROM charge WHERE challenge = ?", (challenge,)
    ).fetchone()
    return found


def _card_of(book: sqlite3.Connection, token: str) -> KnownCard:
    found = book.execute(
        "SELECT brand, last4, behaviour, EXISTS (SELECT 1 FROM charge WHERE charge.token = ?1) AS used"
        " FROM token WHERE token = ?1",
        (token,),
    ).fetchone()
    if found is None:
        raise ChargeRefused("token_unknown", "There is no such card token.")
    if found["used"]:
        raise ChargeRefused("token_used", "A card token pays once; make a new one.")
    return KnownCard(found["brand"], found["last4"], Behaviour(found["behaviour"]))


def _refund_result(row: sqlite3.Row) -> RefundResult:
    return RefundResult(
        key=row["key"],
        status=RefundStatus(row["status"]),
        amount=Money(row["amount_minor"], row["currency"]),
        reference=row["id"],
        failure_code=row["failure_code"],
    )
