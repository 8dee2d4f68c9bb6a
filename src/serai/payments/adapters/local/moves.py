"""Captures and refunds in the processor's book: each once per key."""

import sqlite3
from datetime import datetime
from typing import Any

from serai.kernel.ids import new_secret
from serai.kernel.money import Money
from serai.payments.adapters.local import news
from serai.payments.adapters.local.charges import Charges
from serai.payments.ports import CaptureResult, CaptureStatus, RefundResult, RefundStatus

# Taken from what is set aside; nothing is set aside any more once all is taken, or when this was the last.
_CAPTURE = """
UPDATE charge SET status = 'captured', captured_minor = captured_minor + ?1,
  released_minor = CASE WHEN ?5 THEN amount_minor - captured_minor - ?1 ELSE released_minor END,
  expires_at = CASE WHEN ?5 OR captured_minor + ?1 = amount_minor THEN NULL ELSE expires_at END
WHERE id = ?2 AND currency = ?3 AND expires_at > ?4 AND ?1 > 0 AND captured_minor + ?1 <= amount_minor
"""
_REFUND = """
UPDATE charge SET refunded_minor = refunded_minor + ?1
WHERE id = ?2 AND currency = ?3 AND ?1 > 0 AND refunded_minor + disputed_minor + ?1 <= captured_minor
"""


def capture(
    charges: Charges, reference: str, amount: Money, key: str, *, final: bool, now: datetime
) -> CaptureResult:
    """Take part of what a charge has set aside; refuse what exceeds it."""
    known = _by_key(charges.book, "capture", key)
    if known is None:
        values = amount.minor, reference, amount.currency, now.timestamp(), final
        taken = charges.book.execute(_CAPTURE, values).rowcount
        reason = "" if taken else "exceeds_authorisation"
        known = _write(charges.book, "capture", (key, reference, amount, reason), now)
        if taken:
            told = news.of_charge(charges.result(charges.by_reference(reference)), now=now)
            news.post(charges.book, told, now=now)
    return CaptureResult(
        key=key,
        status=CaptureStatus(known["status"]),
        amount=Money(known["amount_minor"], known["currency"]),
        charge=charges.result(charges.by_reference(known["charge"])),
        reference=known["id"],
        failure_code=known["failure_code"],
    )


def refund(
    book: sqlite3.Connection, reference: str, amount: Money, key: str, now: datetime
) -> RefundResult:
    """Give part of a charge back; refuse what exceeds it."""
    known = _by_key(book, "refund", key)
    if known is not None:
        return _refund_result(known)
    given_back = book.execute(_REFUND, (amount.minor, reference, amount.currency)).rowcount
    reason = "" if given_back else "exceeds_charge"
    result = _refund_result(_write(book, "refund", (key, reference, amount, reason), now))
    news.post(book, news.of_refund(result, now=now), now=now)
    return result


def _by_key(book: sqlite3.Connection, table: str, key: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = book.execute(
        f"SELECT * FROM {table} WHERE key = ?",  # noqa: S608
        (key,),
    ).fetchone()
    return found


def _write(
    book: sqlite3.Connection, table: str, what: tuple[str, str, Money, str], now: datetime
) -> sqlite3.Row:
    key, reference, amount, reason = what
    status = "refused" if reason else "confirmed"
    row = (new_secret(f"{table}_"), key, reference, amount.minor, amount.currency, status, reason)
    written: Any = book.execute(
        f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",  # noqa: S608
        (*row, now.isoformat()),
    ).fetchone()
    assert isinstance(written, sqlite3.Row)
    return written


def _refund_result(row: sqlite3.Row) -> RefundResult:
    return RefundResult(
        key=row["key"],
        status=RefundStatus(row["status"]),
        amount=Money(row["amount_minor"], row["currency"]),
        reference=row["id"],
        failure_code=row["failure_code"],
    )
