"""What goods that come back are worth: the rows of the document that will say so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from serai.kernel.share_of_line import SumsOfLine
from serai.ordering.domain.changes.change_state import LineKind
from serai.ordering.domain.changes.reductions import fee_on
from serai.ordering.domain.changes.standing_lines import (
    ChangeRow,
    StandingLine,
    negated,
    row_off,
)
from serai.ordering.domain.changes.wraps_along import wraps_of_returned
from serai.ordering.domain.returns.rules import OUR_FAULT


@dataclass(frozen=True, slots=True)
class UnitsBack:
    """Units of one line that come back, why, and the fee in basis points."""

    position: int
    units: int
    reason: str
    fee_basis_points: int


def rows_back(lines: Mapping[int, StandingLine], back: Iterable[UnitsBack]) -> list[ChangeRow]:
    """
    Return the rows by which units leave an order: each its share of its line, less the fee.

    Gift wrap was done, and is paid back only where the goods come back through our own fault.

    Args:
        lines: of the order as it stands, by position.
        back: what comes back; lines of no units count for nothing.

    Raises:
        TooFewUnits: a line has fewer.
    """
    found: list[ChangeRow] = []
    ours: dict[int, int] = {}
    for each in back:
        if not each.units:
            continue
        standing = lines[each.position]
        found.append(row_off(standing, each.units))
        fee = fee_on(standing, standing.share(each.units), each.fee_basis_points)
        if fee is not None:
            found.append(fee)
        if each.reason in OUR_FAULT:
            ours[each.position] = each.units
    wraps = wraps_of_returned(lines, ours)
    return [*found, *(row_off(lines[position], units) for position, units in wraps.items())]


def delivery_back(
    lines: Mapping[int, StandingLine], delivery: SumsOfLine, back: Iterable[ChangeRow]
) -> list[ChangeRow]:
    """Return the row by which delivery goes back: with the last unit of the order, and not before."""
    goods = {position for position, line in lines.items() if line.wraps is None}
    left = sum(lines[position].quantity for position in goods)
    left += sum(row.quantity for row in back if row.position in goods)
    if left or delivery.total_minor <= 0:
        return []
    return [ChangeRow(LineKind.DELIVERY, None, negated(delivery))]
