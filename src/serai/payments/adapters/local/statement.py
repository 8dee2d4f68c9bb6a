"""The processor's book as lines of money that moved, and its payouts to our bank."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby

from serai.kernel.ids import new_secret
from serai.kernel.money import Money
from serai.payments.adapters.local.book import Book
from serai.payments.domain.movement import Movement, MovementKind, PayoutReport
from serai.payments.ports import ProcessorUnavailable

FEE = Decimal("0.015")
"""What the processor keeps of each charge; it gives nothing of that back with a refund."""
ARRIVES = timedelta(days=2)
_LINES = """
SELECT id AS reference, 'charge' AS kind, id AS charge, key, captured_minor AS minor, currency, booked_at
FROM charge WHERE capture_at = 'now' AND captured_minor > 0
UNION ALL
SELECT c.id, 'charge', charge.id, charge.key, c.amount_minor, c.currency, c.booked_at
FROM capture AS c JOIN charge ON charge.id = c.charge WHERE c.status = 'confirmed'
UNION ALL
SELECT r.id, 'refund', charge.id, charge.key, -r.amount_minor, r.currency, r.booked_at
FROM refund AS r JOIN charge ON charge.id = r.charge WHERE r.status = 'confirmed'
UNION ALL
SELECT d.id, 'chargeback', charge.id, charge.key, -d.amount_minor, charge.currency, d.opened_at
FROM dispute AS d JOIN charge ON charge.id = d.charge
UNION ALL
SELECT d.id || '_won', 'chargeback_won', charge.id, charge.key, d.amount_minor, charge.currency, d.opened_at
FROM dispute AS d JOIN charge ON charge.id = d.charge WHERE d.status = 'won'
"""
_PAID_OUT = """
CREATE TABLE IF NOT EXISTS paid_out (
  line TEXT PRIMARY KEY,
  payout TEXT NOT NULL,
  sent_at TEXT NOT NULL
) STRICT
"""


@dataclass(frozen=True)
class LocalStatement:
    """Fills `ProcessorBook` from the local processor's own book."""

    book: Book
    processor: str = "local"

    def movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        """Return every line booked in the time, and every dispute: its book does not date decisions."""
        wanted = (
            f"SELECT * FROM ({_LINES}) WHERE kind LIKE 'chargeback%'"  # noqa: S608
            " OR booked_at >= ? AND booked_at < ? ORDER BY booked_at, reference"
        )
        try:
            found = self.book.connection().execute(wanted, (since.isoformat(), until.isoformat()))
            return iter([_line(row) for row in found])
        except (sqlite3.OperationalError, OSError):
            raise ProcessorUnavailable(self.processor) from None

    def pay_out(self, *, now: datetime) -> None:
        """Send what has come in and was not sent yet to our bank: one payout for each currency."""
        with self.book.writing() as book:
            book.execute(_PAID_OUT)
            unpaid = book.execute(
                f"SELECT reference, currency FROM ({_LINES})"  # noqa: S608
                " WHERE reference NOT IN (SELECT line FROM paid_out)"
            ).fetchall()
            payouts = {row["currency"]: new_secret("po_") for row in unpaid}
            book.executemany(
                "INSERT INTO paid_out VALUES (?, ?, ?)",
                [(row["reference"], payouts[row["currency"]], now.isoformat()) for row in unpaid],
            )

    def payouts(self, since: datetime) -> list[PayoutReport]:
        """Return the payouts sent since then, oldest first; always the same ones."""
        with self.book.writing() as book:
            book.execute(_PAID_OUT)
            found = book.execute(
                f"SELECT line.*, payout, sent_at FROM ({_LINES}) AS line"  # noqa: S608
                " JOIN paid_out ON paid_out.line = line.reference WHERE sent_at >= ?"
                " ORDER BY sent_at, payout, booked_at, reference",
                (since.isoformat(),),
            ).fetchall()
        return [
            self._payout(reference, list(rows))
            for reference, rows in groupby(found, key=lambda row: str(row["payout"]))
        ]

    def _payout(self, reference: str, rows: list[sqlite3.Row]) -> PayoutReport:
        lines = tuple(map(_line, rows))
        return PayoutReport(
            processor=self.processor,
            reference=reference,
            amount=Money(sum(line.net.minor for line in lines), rows[0]["currency"]),
            arrives_on=(datetime.fromisoformat(rows[0]["sent_at"]) + ARRIVES).date(),
            movements=lines,
        )


def _line(row: sqlite3.Row) -> Movement:
    gross = Money(row["minor"], row["currency"])
    kind = MovementKind(row["kind"])
    charged = kind is MovementKind.CHARGE
    return Movement(
        reference=row["reference"],
        kind=kind,
        gross=gross,
        fee=gross.times(FEE) if charged else Money(0, row["currency"]),
        happened_at=datetime.fromisoformat(row["booked_at"]),
        source=row["reference"],
        charge=row["charge"],
        key=row["key"],
    )
