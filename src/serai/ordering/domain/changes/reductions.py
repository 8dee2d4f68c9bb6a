"""What a lower price and a fee come to: parts of a line's sums that keep its tax in proportion."""

from dataclasses import replace

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.kernel.share_of_line import SumsOfLine
from serai.ordering.domain.changes.change_state import LineKind
from serai.ordering.domain.changes.standing_lines import DELIVERY, ChangeRow, StandingLine

WHOLE = 10_000
"""Basis points in the whole."""
_MILLION = 1_000_000


class NotCheaper(DomainError):
    """A price match makes nothing dearer, and changes something."""

    code = "ordering.not_cheaper"
    kind = Kind.REJECTED

    def __init__(self, now: Money) -> None:
        self.now = now
        super().__init__(f"The line costs {now} now; a price match must be below that.")


def price_matched(line: StandingLine, unit_minor: int, currency: str) -> ChangeRow:
    """
    Return the row by which each unit of a line costs `unit_minor`, in the kind of price it was sold at.

    The difference is a discount; the line's tax falls in proportion.

        listed 30.00 for 3 units, tax 19 % added: 5.70; matched at 8.00 a unit -> discount 6.00, tax 4.56

    Raises:
        NotCheaper: that is not below what the units cost.
    """
    before = line.sums.items_minor - line.sums.discount_minor
    after = unit_minor * line.quantity
    if not 0 <= after < before:
        raise NotCheaper(Money(before, currency))
    tax = part(line.sums.tax_minor, after, before)
    included = part(line.sums.tax_included_minor, after, before)
    off = before - after
    sums = SumsOfLine(
        items_minor=0,
        discount_minor=off,
        tax_minor=tax - line.sums.tax_minor,
        total_minor=-off + tax - line.sums.tax_minor,
        tax_included_minor=included - line.sums.tax_included_minor,
    )
    return replace(_row(line, LineKind.GOODS, sums), keeps_price=True)


def discounted(line: StandingLine, discount_minor: int, *, inclusive: bool) -> SumsOfLine:
    """
    Return by how much a line's sums change when so much is off it; its tax follows in proportion.

    Of a line that cost nothing there is no proportion: its tax rate says what is to be added, or contained.

    Args:
        line: as it stands.
        discount_minor: what is off it from now on, never more than it is listed at.
        inclusive: whether prices of the order contain their tax.
    """
    sums = line.sums
    before, after = sums.items_minor - sums.discount_minor, sums.items_minor - discount_minor
    if before:
        tax = part(sums.tax_minor, after, before)
        included = part(sums.tax_included_minor, after, before)
    else:
        rate, whole = int(line.tax_rate * _MILLION), _MILLION
        tax = 0 if inclusive else part(after, rate, whole)
        included = part(after, rate, whole + rate) if inclusive else 0
    total = after + tax
    return SumsOfLine(
        items_minor=0,
        discount_minor=discount_minor - sums.discount_minor,
        tax_minor=tax - sums.tax_minor,
        total_minor=total - sums.total_minor,
        tax_included_minor=included - sums.tax_included_minor,
    )


def promoted_row(line: StandingLine, sums: SumsOfLine) -> ChangeRow:
    """Return the row by which promotions change what a line, or the delivery, costs."""
    row = _row(line, LineKind.PROMOTION, sums)
    return row if line.position != DELIVERY else replace(row, position=None)


def fee_on(line: StandingLine, value: SumsOfLine, basis_points: int) -> ChangeRow | None:
    """
    Return the row of what the shop keeps of a value for taking goods back, tax in proportion; or none.

    Args:
        line: whose units come back.
        value: what they give back without a fee.
        basis_points: the fee; 10,000 is all of the value.
    """
    total = part(value.total_minor, basis_points, WHOLE)
    if not total:
        return None
    tax = part(value.tax_minor, basis_points, WHOLE)
    included = part(value.tax_included_minor, basis_points, WHOLE)
    return _row(line, LineKind.FEE, SumsOfLine(total - tax, 0, tax, total, included))


def part(minor: int, share: int, whole: int) -> int:
    """
    Return `share / whole` of an amount, rounded half up and away from zero.

        >>> part(1000, 1500, 10_000), part(333, 1, 2), part(-333, 1, 2)
        (150, 167, -167)
    """
    size = (2 * abs(minor) * share + whole) // (2 * whole)
    return size if minor >= 0 else -size


def _row(line: StandingLine, kind: LineKind, sums: SumsOfLine) -> ChangeRow:
    return ChangeRow(
        kind,
        line.position,
        sums,
        0,
        line.variant_id,
        line.sku,
        line.name,
        line.unit_price,
        line.tax_rate,
    )
