"""The report of a shift (Z report)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.tills.check_operation import of_the_shop
from serai.ordering.domain.tills.operation import OperationKind, OperationState, Return, Sale
from serai.ordering.domain.tills.operation import TillOperation as Told
from serai.ordering.domain.tills.shift import KeptOperation, ShiftSums, sum_shift
from serai.ordering.models import TillOperation


class ShiftNotFound(DomainError):
    """Nothing of this shift has come here."""

    code = "ordering.shift_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("Nothing of this shift has come here.")


@dataclass(frozen=True)
class ShiftReport:
    """
    What a shift sold, took and paid out, and what its drawer held.

    It is final once as many operations are here as the till counted; `missing` says how many are to come.
    """

    shift_id: UUID
    till: str
    began_at: datetime
    ended_at: datetime | None
    sales: int
    sold: Money
    returns: int
    returned: Money
    by_card: Money
    by_tender: Money
    """By gift cards and credit, less what went back on them."""
    expected_cash: Money
    counted_cash: Money | None
    difference: Money | None
    operations: int
    missing: int | None
    missing_receipts: list[int]
    is_final: bool
    conflicts: int
    """Of how many operations somebody should look at what was not as the books say."""


def shift_report(till_id: UUID, shift_id: UUID) -> ShiftReport:
    """
    Return the report of a shift as far as it has come here; one statement.

    Raises:
        ShiftNotFound: nothing of it has come.
    """
    found = list(
        TillOperation.objects.select_related("till")
        .filter(shift_id=shift_id, till_id=till_id)
        .order_by("occurred_at", "id")
    )
    if not found:
        raise ShiftNotFound
    sums = sum_shift(map(_kept, found))
    return _report(found, sums)


def _kept(row: TillOperation) -> KeptOperation:
    return KeptOperation(
        kind=OperationKind(row.kind),
        state=OperationState(row.state),
        total_minor=row.total_minor,
        cash_minor=row.cash_minor,
        tender_minor=_of_the_shop(row),
        receipt=row.receipt,
        counted_minor=row.counted_minor,
        declared=row.declared,
    )


def _of_the_shop(row: TillOperation) -> int:
    """Return what gift cards and credit paid; below zero: what went back on them."""
    if not row.total_minor:
        return 0
    act = msgspec.convert(row.payload, Told).act
    if isinstance(act, Sale):
        return of_the_shop(act.paid)
    return -of_the_shop(act.paid_out) if isinstance(act, Return) else 0


def _report(found: list[TillOperation], sums: ShiftSums) -> ShiftReport:
    currency = found[0].till.currency
    closing = next((row for row in found if row.kind == OperationKind.CLOSE), None)

    def money(minor: int) -> Money:
        return Money(minor, currency)

    return ShiftReport(
        shift_id=found[0].shift_id,
        till=found[0].till.code,
        began_at=found[0].occurred_at,
        ended_at=closing.occurred_at if closing else None,
        sales=sums.sales,
        sold=money(sums.sold_minor),
        returns=sums.returns,
        returned=money(sums.returned_minor),
        by_card=money(sums.card_minor),
        by_tender=money(sums.tender_minor),
        expected_cash=money(sums.expected_minor),
        counted_cash=None if sums.counted_minor is None else money(sums.counted_minor),
        difference=None if sums.difference_minor is None else money(sums.difference_minor),
        operations=sums.operations,
        missing=sums.missing,
        missing_receipts=list(sums.missing_receipts),
        is_final=sums.is_final,
        conflicts=sum(
            bool(row.conflicts or row.state != OperationState.MERGED) and row.seen_at is None
            for row in found
        ),
    )
