"""Charges in the processor's book: found, booked, closed."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from serai.kernel.ids import new_secret
from serai.kernel.money import Money
from serai.payments.adapters.local import news
from serai.payments.adapters.local.cards import (
    Behaviour,
    KnownCard,
    country_of,
    fingerprint_of,
)
from serai.payments.ports import (
    CaptureAt,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
)

SET_ASIDE = timedelta(days=7)
"""How long an amount stays set aside, as with most card schemes."""
UNANSWERED = {Behaviour.TIME_OUT: 1, Behaviour.TWICE: 2}
"""How many webhooks tell of a charge; the call's own answer is enough for all others."""
DECLINES = (Behaviour.DECLINED, Behaviour.INSUFFICIENT_FUNDS, Behaviour.EXPIRED)


@dataclass(frozen=True)
class Charges:
    """
    The charges of an open book.

    Attributes:
        book: a connection; writes need the book's lock.
        public_url: the address under which browsers reach this processor's pages.
    """

    book: sqlite3.Connection
    public_url: str

    def by_key(self, key: str) -> sqlite3.Row | None:
        """Return the charge with this key."""
        return self._one("SELECT * FROM charge WHERE key = ?", key)

    def by_reference(self, reference: str) -> sqlite3.Row | None:
        """Return the charge with this name."""
        return self._one("SELECT * FROM charge WHERE id = ?", reference)

    def by_challenge(self, challenge: str) -> sqlite3.Row | None:
        """Return the charge that this challenge is about."""
        return self._one("SELECT * FROM charge WHERE challenge = ?", challenge)

    def write(self, request: ChargeRequest, card: KnownCard, now: datetime) -> ChargeResult:
        """Book a new charge as the card's behaviour says."""
        status, reason, challenge = _outcome(request), "", None
        if card.behaviour in DECLINES:
            status, reason = ChargeStatus.FAILED, card.behaviour.value
        elif card.behaviour is Behaviour.CHALLENGE:
            status, challenge = ChargeStatus.REQUIRES_ACTION, new_secret("")
        amount = request.amount
        self.book.execute(
            "INSERT INTO charge (id, key, token, amount_minor, currency, status, failure_code, label,"
            " capture_at, captured_minor, challenge, return_url, booked_at, expires_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new_secret("ch_"),
                request.key,
                request.token,
                amount.minor,
                amount.currency,
                status,
                reason,
                card.label,
                request.capture_at,
                amount.minor if status is ChargeStatus.CAPTURED else 0,
                challenge,
                request.return_url,
                now.isoformat(),
                _expiry(status, now),
            ),
        )
        result = self.result(self.by_key(request.key))
        if times := UNANSWERED.get(card.behaviour):
            news.post(self.book, news.of_charge(result, now=now), now=now, times=times)
        return result

    def approve(self, booked: sqlite3.Row, now: datetime) -> ChargeResult:
        """Go on with a charge that waited for its shopper."""
        later = booked["capture_at"] == CaptureAt.HAND_OVER
        status = ChargeStatus.AUTHORISED if later else ChargeStatus.CAPTURED
        return self._move(
            booked,
            "UPDATE charge SET status = ?, expires_at = ?,"
            " captured_minor = CASE WHEN capture_at = 'now' THEN amount_minor ELSE 0 END"
            " WHERE id = ? AND status = 'requires_action'",
            (status, _expiry(status, now)),
            now,
        )

    def close(
        self, booked: sqlite3.Row, status: ChargeStatus, reason: str, now: datetime
    ) -> ChargeResult:
        """End a charge that waited for its shopper."""
        return self._move(
            booked,
            "UPDATE charge SET status = ?, failure_code = ?"
            " WHERE id = ? AND status = 'requires_action'",
            (status, reason),
            now,
        )

    def let_go(self, booked: sqlite3.Row, reason: str, now: datetime) -> ChargeResult:
        """Let go of what is set aside and not taken."""
        return self._move(
            booked,
            "UPDATE charge SET released_minor = amount_minor - captured_minor, expires_at = NULL,"
            " status = CASE WHEN captured_minor > 0 THEN 'captured' ELSE 'voided' END,"
            " failure_code = CASE WHEN captured_minor > 0 THEN '' ELSE ? END"
            " WHERE id = ? AND expires_at IS NOT NULL",
            (reason,),
            now,
        )

    def run_out(self, now: datetime) -> list[sqlite3.Row]:
        """Return the charges whose amount was set aside for too long."""
        return self.book.execute(
            "SELECT * FROM charge WHERE expires_at <= ? ORDER BY expires_at, id", (now.timestamp(),)
        ).fetchall()

    def result(self, booked: sqlite3.Row | None) -> ChargeResult:
        """Return what is told of a charge."""
        assert booked is not None
        status, currency = ChargeStatus(booked["status"]), booked["currency"]
        waits = status is ChargeStatus.REQUIRES_ACTION
        expires_at = booked["expires_at"]
        return ChargeResult(
            key=booked["key"],
            status=status,
            amount=Money(booked["amount_minor"], currency),
            reference=booked["id"],
            failure_code=booked["failure_code"],
            action_url=f"{self.public_url}/challenge/{booked['challenge']}" if waits else "",
            label=booked["label"],
            captured=Money(booked["captured_minor"], currency),
            released=Money(booked["released_minor"], currency),
            expires_at=expires_at and datetime.fromtimestamp(expires_at, UTC),
            card_country=country_of(booked["label"]),
            card_fingerprint=fingerprint_of(booked["label"]),
        )

    def _move(
        self, booked: sqlite3.Row, statement: str, values: tuple[object, ...], now: datetime
    ) -> ChargeResult:
        moved = self.book.execute(statement, (*values, booked["id"])).rowcount
        result = self.result(self.by_key(booked["key"]))
        if moved:
            news.post(self.book, news.of_charge(result, now=now), now=now)
        return result

    def _one(self, statement: str, value: str) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self.book.execute(statement, (value,)).fetchone()
        return found


def card_of(book: sqlite3.Connection, token: str) -> KnownCard:
    """
    Return the card behind a token that has not paid yet.

    Raises:
        ChargeRefused: unknown token, or used.
    """
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


def _outcome(request: ChargeRequest) -> ChargeStatus:
    later = request.capture_at is CaptureAt.HAND_OVER
    return ChargeStatus.AUTHORISED if later else ChargeStatus.CAPTURED


def _expiry(status: ChargeStatus, now: datetime) -> float | None:
    return (now + SET_ASIDE).timestamp() if status is ChargeStatus.AUTHORISED else None
