"""The nightly check: orders = ledger = processors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from serai.kernel.ids import uuid7
from serai.payments.domain.difference import Difference, DifferenceKind
from serai.payments.domain.movement import Movement
from serai.payments.models import MoneyCheck
from serai.payments.ports import Books, ProcessorUnavailable
from serai.payments.queries.reconciliation.check_view import MoneyCheckView, last_check
from serai.payments.queries.reconciliation.disagreements import (
    KINDS,
    payment_disagreements,
    payments_touched,
)
from serai.payments.usecases.reconciliation.compare_ledger import compare_ledger
from serai.payments.usecases.reconciliation.keep_differences import keep_differences
from serai.payments.usecases.reconciliation.note_movements import note_movements
from serai.plumbing.db import refuse_inside_work, unit_of_work
from serai.plumbing.wiring import bound

FIRST = timedelta(days=30)
"""How far back the first check looks."""
OVERLAP = timedelta(days=2)
"""How much of what was compared before is compared again."""
GRACE = timedelta(hours=1)
"""How long a processor's book may lag behind."""
_log = structlog.get_logger()


@dataclass(frozen=True)
class OrdersChecked:
    """What the tier above found by comparing its orders with their payments."""

    orders: int
    differences: Sequence[Difference]
    subjects: Sequence[str]
    """What was looked at; what is among it and not among the differences agrees again."""


def check_window(*, now: datetime) -> tuple[datetime, datetime]:
    """Return from when to when the next check compares; one statement."""
    last = last_check()
    return (last.until - OVERLAP if last else now - FIRST), now


def check_money(orders: OrdersChecked, *, since: datetime, now: datetime) -> MoneyCheckView:
    """
    Compare payments with the ledger and with the books of their processors, and keep what differs.

    Reads the processors' books first, outside any unit of work. A processor that does not answer is named in the
    check: of it nothing is proven. Safe to repeat: the same difference stays one, and one that is gone is closed.
    """
    refuse_inside_work()
    told, unread = _read_books(since, now)
    with unit_of_work():
        noted = {name: note_movements(name, lines, now=now) for name, lines in told.items()}
        ours = payments_touched(list(told), since, now)
        for one in noted.values():
            ours |= {payment for payment in one.payment_of.values() if payment is not None}
        in_ledger, lanes = compare_ledger()
        found = [
            *orders.differences,
            *in_ledger,
            *payment_disagreements(ours, settled_before=now - GRACE),
            *(difference for one in noted.values() for difference in one.differences),
        ]
        keep_differences(
            found,
            covered=(*KINDS, DifferenceKind.LEDGER, DifferenceKind.ORDER),
            looked_at=[*orders.subjects, *lanes, *map(str, ours)],
            now=now,
        )
        check = MoneyCheck.objects.create(
            id=uuid7(),
            since=since,
            until=now,
            finished_at=now,
            orders=orders.orders,
            payments=len(ours),
            movements=sum(len(lines) for lines in told.values()),
            found=len(found),
            unread=unread,
        )
    if found or unread:
        _log.warning("money check", differences=len(found), unread=unread)
    return MoneyCheckView.of(check)


def _read_books(since: datetime, until: datetime) -> tuple[dict[str, list[Movement]], list[str]]:
    told: dict[str, list[Movement]] = {}
    unread = []
    for book in bound(Books).books:
        try:
            told[book.processor] = list(book.movements(since, until))
        except ProcessorUnavailable:
            unread.append(book.processor)
    return told, unread
