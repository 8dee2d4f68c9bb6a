"""Take in what a processor paid out."""

from datetime import datetime

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.domain.difference import Difference, DifferenceKind
from serai.payments.domain.movement import PayoutReport
from serai.payments.ports import Books
from serai.payments.queries.reconciliation.disagreements import KINDS, payment_disagreements
from serai.payments.queries.reconciliation.payout_view import PayoutView, payout
from serai.payments.usecases.reconciliation.book_payout import book_payout
from serai.payments.usecases.reconciliation.keep_differences import keep_differences
from serai.payments.usecases.reconciliation.note_movements import note_movements
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.wiring import bound


class PayoutDiffers(DomainError):
    """A payout of this name was taken in before, with another amount or other lines."""

    code = "payments.payout_differs"
    kind = Kind.CONFLICT

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(f"The payout {reference} was taken in before and was another.")


_WRITE = """
INSERT INTO payments_payout
  (id, processor, reference, amount_minor, fee_minor, currency, lines, arrives_on, taken_in_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (processor, reference) DO NOTHING
"""


def take_in_payout_file(format_name: str, content: bytes, *, now: datetime) -> list[PayoutView]:
    """
    Take in every payout of a file, all of them or none. Taking in the same file again changes nothing.

    Raises:
        UnknownPayoutFormat: no format has this name.
        PayoutFileRefused: the file is not of this format.
        PayoutDiffers: a payout of this name was taken in before and was another.
    """
    reports = bound(Books).format_named(format_name).read(content)
    with unit_of_work():
        return [take_in_payout(report, now=now) for report in reports]


@unit_of_work()
def take_in_payout(report: PayoutReport, *, now: datetime) -> PayoutView:
    """
    Post a payout, match its lines to payments and keep a list of what does not fit.

    The number of statements does not grow with the lines.

    Raises:
        PayoutDiffers: it was taken in before and was another.
    """
    payout_id = uuid7()
    fees = sum(line.fee.minor for line in report.movements)
    known = rows(
        "SELECT id, amount_minor, fee_minor, currency, lines FROM payments_payout"
        " WHERE processor = %s AND reference = %s FOR UPDATE",
        [report.processor, report.reference],
    )
    told = (report.amount.minor, fees, report.amount.currency, len(report.movements))
    if known:
        if known[0][1:] != told:
            raise PayoutDiffers(report.reference)
        return payout(known[0][0])
    rows(
        _WRITE + " RETURNING id",
        [
            payout_id,
            report.processor,
            report.reference,
            report.amount.minor,
            fees,
            report.amount.currency,
            len(report.movements),
            report.arrives_on,
            now,
        ],
    )
    noted = note_movements(report.processor, report.movements, payout_id=payout_id, now=now)
    book_payout(report, noted.payment_of, now=now)
    ours = {payment_id for payment_id in noted.payment_of.values() if payment_id is not None}
    found = payment_disagreements(ours, settled_before=now)
    keep_differences(
        [*noted.differences, *found, *_sum_of(report)],
        covered=KINDS,
        looked_at=[str(payment_id) for payment_id in ours],
        now=now,
    )
    return payout(payout_id)


def _sum_of(report: PayoutReport) -> list[Difference]:
    lines = sum(line.net.minor for line in report.movements)
    by = Money(report.amount.minor - lines, report.amount.currency)
    if not by:
        return []
    added = Money(lines, report.amount.currency)
    return [
        Difference(
            DifferenceKind.PAYOUT_SUM,
            f"{report.processor} {report.reference}",
            f"The payout {report.reference} is of {report.amount}; its lines add up to {added}.",
            by,
            report.processor,
        )
    ]
