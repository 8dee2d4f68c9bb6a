"""Disputes in the processor's book: what a bank takes back, and what becomes of it."""

import sqlite3
from datetime import UTC, datetime, timedelta

from serai.kernel.ids import new_secret
from serai.kernel.money import Money
from serai.payments.adapters.local import news
from serai.payments.adapters.local.charges import Charges
from serai.payments.ports import DisputeAnswer, DisputeResult, DisputeStatus

TIME_TO_ANSWER = timedelta(days=7)
WINNING, LOSING = "winning_evidence", "losing_evidence"
"""Evidence that decides at once; any other waits for the bank (the word list of Stripe's test mode)."""
_UNDECIDED = (DisputeStatus.OPENED, DisputeStatus.CONTESTED)


def open_dispute(
    charges: Charges, reference: str, amount: Money, reason: str, now: datetime
) -> DisputeResult | None:
    """Take an amount back from a charge; `None` when less than that is left of it."""
    taken_back = charges.book.execute(
        "UPDATE charge SET disputed_minor = disputed_minor + ?1 WHERE id = ?2 AND currency = ?3"
        " AND ?1 > 0 AND refunded_minor + disputed_minor + ?1 <= captured_minor",
        (amount.minor, reference, amount.currency),
    ).rowcount
    if not taken_back:
        return None
    due_at = (now + TIME_TO_ANSWER).timestamp()
    row = (new_secret("dp_"), reference, amount.minor, reason, now.isoformat(), due_at)
    charges.book.execute(
        "INSERT INTO dispute (id, charge, amount_minor, status, reason, opened_at, due_at)"
        " VALUES (?, ?, ?, 'opened', ?, ?, ?)",
        row,
    )
    return _told(charges, row[0], now)


def answer(
    charges: Charges, reference: str, answered: DisputeAnswer, now: datetime
) -> DisputeResult | None:
    """Note what we say to an open dispute, and decide it where that decides it."""
    dispute = _by_reference(charges.book, reference)
    if dispute is None:
        return None
    if dispute["status"] != DisputeStatus.OPENED or dispute["due_at"] < now.timestamp():
        return _result(charges, dispute)
    if answered.accepts:
        return _decide(charges, dispute, DisputeStatus.LOST, now)
    charges.book.execute(
        "UPDATE dispute SET status = 'contested', evidence = ? WHERE id = ?",
        (answered.evidence, reference),
    )
    if WINNING in answered.evidence:
        return _decide(charges, dispute, DisputeStatus.WON, now)
    if LOSING in answered.evidence:
        return _decide(charges, dispute, DisputeStatus.LOST, now)
    return _told(charges, reference, now)


def decide(charges: Charges, reference: str, *, won: bool, now: datetime) -> DisputeResult | None:
    """Decide a dispute as its bank does; the first decision stands."""
    dispute = _by_reference(charges.book, reference)
    if dispute is None:
        return None
    if dispute["status"] not in _UNDECIDED:
        return _result(charges, dispute)
    status = DisputeStatus.WON if won else DisputeStatus.LOST
    return _decide(charges, dispute, status, now)


def lose_unanswered(charges: Charges, now: datetime) -> int:
    """Decide every dispute against us that nobody answered in time; return how many."""
    late = charges.book.execute(
        "SELECT * FROM dispute WHERE status = 'opened' AND due_at <= ?", (now.timestamp(),)
    ).fetchall()
    for dispute in late:
        _decide(charges, dispute, DisputeStatus.LOST, now)
    return len(late)


def _decide(
    charges: Charges, dispute: sqlite3.Row, status: DisputeStatus, now: datetime
) -> DisputeResult:
    if status is DisputeStatus.WON:
        charges.book.execute(
            "UPDATE charge SET disputed_minor = disputed_minor - ? WHERE id = ?",
            (dispute["amount_minor"], dispute["charge"]),
        )
    charges.book.execute("UPDATE dispute SET status = ? WHERE id = ?", (status, dispute["id"]))
    return _told(charges, dispute["id"], now)


def _told(charges: Charges, reference: str, now: datetime) -> DisputeResult:
    result = _result(charges, _by_reference(charges.book, reference))
    news.post(charges.book, news.of_dispute(result, now=now), now=now)
    return result


def _result(charges: Charges, dispute: sqlite3.Row | None) -> DisputeResult:
    assert dispute is not None
    charge = charges.by_reference(dispute["charge"])
    assert charge is not None
    return DisputeResult(
        reference=dispute["id"],
        status=DisputeStatus(dispute["status"]),
        amount=Money(dispute["amount_minor"], charge["currency"]),
        charge_reference=charge["id"],
        charge_key=charge["key"],
        reason=dispute["reason"],
        due_at=datetime.fromtimestamp(dispute["due_at"], UTC),
    )


def _by_reference(book: sqlite3.Connection, reference: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = book.execute(
        "SELECT * FROM dispute WHERE id = ?", (reference,)
    ).fetchone()
    return found
