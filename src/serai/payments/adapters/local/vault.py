"""The local processor's vault: cards that shoppers want kept, in the processor's own book."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from serai.kernel.ids import new_secret
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.cards import Behaviour
from serai.payments.ports import ProcessorUnavailable
from serai.payments.ports.vault import InstrumentRefused, KeptCard

DECLINED = (Behaviour.DECLINED, Behaviour.EXPIRED)
"""Cards that no bank lets anybody keep; others are declined when they are charged, if at all."""

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS expiry (token TEXT PRIMARY KEY, last_day TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS kept_card (id TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE,"
    " holder TEXT NOT NULL, brand TEXT NOT NULL, last4 TEXT NOT NULL, behaviour TEXT NOT NULL,"
    " expires_on TEXT, kept_at TEXT NOT NULL) STRICT",
)


def note_expiry(book: sqlite3.Connection, token: str, last_day: date) -> None:
    """Remember until when the card behind a new token is good."""
    _with_tables(book).execute("INSERT INTO expiry VALUES (?, ?)", (token, last_day.isoformat()))


@dataclass
class LocalVault:
    """Fills `Vault` from the local processor's book."""

    book: Book
    processor: str = "local"

    def keep(self, token: str, *, holder: UUID, now: datetime) -> KeptCard:
        """Keep the card behind a token, once."""
        with self._writing() as book:
            kept = book.execute("SELECT * FROM kept_card WHERE token = ?", (token,)).fetchone()
            if kept is None:
                kept = _keep(book, token, holder, now)
        if kept["holder"] != str(holder):
            raise InstrumentRefused("token_used")
        return _kept_card(kept)

    def token_for(self, reference: str, *, holder: UUID, now: datetime) -> str:
        """Return a fresh token of a kept card."""
        token = new_secret("tok_")
        with self._writing() as book:
            kept = book.execute("SELECT * FROM kept_card WHERE id = ?", (reference,)).fetchone()
            if kept is None or kept["holder"] != str(holder):
                raise InstrumentRefused("not_kept")
            card = _kept_card(kept)
            if card.expires_on is not None and card.expires_on < now.date():
                raise InstrumentRefused("expired_card")
            book.execute(
                "INSERT INTO token (token, brand, last4, behaviour, made_at) VALUES (?, ?, ?, ?, ?)",
                (token, card.brand, card.last4, kept["behaviour"], now.isoformat()),
            )
        return token

    def forget(self, reference: str, *, now: datetime) -> None:
        """Forget a card."""
        with self._writing() as book:
            book.execute("DELETE FROM kept_card WHERE id = ?", (reference,))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self.book.writing() as connection:
                yield _with_tables(connection)
        except (sqlite3.OperationalError, OSError):
            raise ProcessorUnavailable(self.processor) from None


def _keep(book: sqlite3.Connection, token: str, holder: UUID, now: datetime) -> sqlite3.Row:
    found = book.execute(
        "SELECT brand, last4, behaviour, last_day,"
        " EXISTS (SELECT 1 FROM charge WHERE charge.token = ?1) AS used"
        " FROM token LEFT JOIN expiry USING (token) WHERE token = ?1",
        (token,),
    ).fetchone()
    if found is None:
        raise InstrumentRefused("token_unknown")
    if found["used"]:
        raise InstrumentRefused("token_used")
    if found["behaviour"] in DECLINED:
        raise InstrumentRefused(found["behaviour"])
    reference = new_secret("pm_")
    book.execute(
        "INSERT INTO kept_card VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            reference,
            token,
            str(holder),
            found["brand"],
            found["last4"],
            found["behaviour"],
            found["last_day"],
            now.isoformat(),
        ),
    )
    kept: sqlite3.Row = book.execute(
        "SELECT * FROM kept_card WHERE id = ?", (reference,)
    ).fetchone()
    return kept


def _kept_card(kept: sqlite3.Row) -> KeptCard:
    expires_on = kept["expires_on"]
    return KeptCard(
        reference=kept["id"],
        brand=kept["brand"],
        last4=kept["last4"],
        expires_on=date.fromisoformat(expires_on) if expires_on else None,
    )


def _with_tables(book: sqlite3.Connection) -> sqlite3.Connection:
    for statement in _SCHEMA:
        book.execute(statement)
    return book
