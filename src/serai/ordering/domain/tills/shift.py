"""The report of a shift (Z report): what the drawer should hold, and what it held."""

from collections.abc import Iterable
from dataclasses import dataclass

from serai.ordering.domain.tills.operation import OperationKind, OperationState


@dataclass(frozen=True, slots=True)
class KeptOperation:
    """What a report needs of an operation; amounts in minor units, paid out below zero."""

    kind: OperationKind
    state: OperationState
    total_minor: int
    cash_minor: int
    tender_minor: int = 0
    """By gift cards and credit."""
    receipt: int | None = None
    counted_minor: int | None = None
    declared: int | None = None

    @property
    def was_not_made(self) -> bool:
        """Return whether it was refused before anything crossed the counter."""
        return self.state is OperationState.REFUSED and not self.total_minor


@dataclass(frozen=True, slots=True)
class ShiftSums:
    """
    The sums of a shift in minor units.

    `missing` is how many of its operations have not arrived, by what the till declared when it closed; `None`
    while it is open. `missing_receipts` are numbers between its first and its last. `difference_minor` is counted
    less expected; `None` until everything is here.
    """

    sales: int
    sold_minor: int
    returns: int
    returned_minor: int
    card_minor: int
    tender_minor: int
    expected_minor: int
    counted_minor: int | None
    difference_minor: int | None
    operations: int
    missing: int | None
    missing_receipts: tuple[int, ...]

    @property
    def is_final(self) -> bool:
        """Return whether nothing is to come any more."""
        return self.missing == 0


_MOST_NAMED = 100


def sum_shift(operations: Iterable[KeptOperation]) -> ShiftSums:
    """
    Add a shift up; the order of its operations does not matter.

    What was refused moved nothing here, but cash crossed the counter: it counts for the drawer as the till says. A
    sale that a gift card could not pay is kept with nothing in it, and is none.
    """
    found = list(operations)
    sales = [each for each in found if each.kind is OperationKind.SALE and not each.was_not_made]
    returns = [each for each in found if each.kind is OperationKind.RETURN]
    expected = sum(each.cash_minor for each in found)
    closings = [each for each in found if each.kind is OperationKind.CLOSE]
    closing = closings[0] if closings else None
    declared = closing.declared if closing else None
    missing = None if declared is None else max(declared - len(found), 0)
    counted = closing.counted_minor if closing else None
    moved = [*sales, *returns]
    return ShiftSums(
        sales=len(sales),
        sold_minor=sum(each.total_minor for each in sales),
        returns=len(returns),
        returned_minor=-sum(each.total_minor for each in returns),
        card_minor=sum(each.total_minor - each.cash_minor - each.tender_minor for each in moved),
        tender_minor=sum(each.tender_minor for each in moved),
        expected_minor=expected,
        counted_minor=counted,
        difference_minor=counted - expected if counted is not None and missing == 0 else None,
        operations=len(found),
        missing=missing,
        missing_receipts=_gaps([each.receipt for each in moved if each.receipt is not None]),
    )


def _gaps(receipts: list[int]) -> tuple[int, ...]:
    if not receipts:
        return ()
    there = set(receipts)
    gaps = (number for number in range(min(there), max(there)) if number not in there)
    return tuple(number for _, number in zip(range(_MOST_NAMED), gaps, strict=False))
