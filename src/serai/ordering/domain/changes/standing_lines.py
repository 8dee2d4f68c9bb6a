"""The lines of an order as they stand: what was agreed, and every document since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.share_of_line import SumsOfLine, share_of_line
from serai.ordering.domain.changes.change_state import LineKind
from serai.ordering.domain.set_parts import Parts

NOTHING = SumsOfLine(0, 0, 0, 0)
DELIVERY = 0
"""Where delivery stands among lines, whose positions count from 1; rows about it name no position."""


class TooFewUnits(DomainError):
    """A line of the order has fewer units left than are named."""

    code = "ordering.too_few_units"
    kind = Kind.CONFLICT

    def __init__(self, sku: str, *, asked: int, left: int) -> None:
        self.sku, self.asked, self.left = sku, asked, left
        super().__init__(f"{asked} of {sku} were named; {left} are left.")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of a document: by how much a line changes, below zero where it falls."""

    kind: LineKind
    position: int | None
    sums: SumsOfLine
    quantity: int = 0
    variant_id: UUID | None = None
    sku: str = ""
    name: str = ""
    unit_price: Decimal = Decimal(0)
    tax_rate: Decimal = Decimal(0)
    is_new: bool = False
    keeps_price: bool = False
    """The line costs what was agreed for it, whatever promotions say: a matched price, or a substitute's."""


@dataclass(frozen=True, slots=True)
class StandingLine:
    """
    One line of an order as it stands.

    `sums` are of the units it still has. Shares are taken of what the line came to when its price was last
    agreed (`base`, of `base_units`), after the `gone` units that have left since. `fees` were kept besides.
    """

    position: int
    variant_id: UUID | None
    sku: str
    name: str
    unit_price: Decimal
    tax_rate: Decimal
    quantity: int
    sums: SumsOfLine
    base: SumsOfLine
    base_units: int
    gone: int = 0
    fees: SumsOfLine = NOTHING
    wraps: int | None = None
    """Of gift wrap: the position of what is wrapped; 0: all of the order."""
    gift_of: UUID | None = None
    """The promotion whose gift it is."""
    keeps_price: bool = False
    """No promotion changes what it costs any more."""
    parts: Parts = ()
    """What each unit consists of, when it is a set."""

    def share(self, units: int) -> SumsOfLine:
        """
        Return what so many of its units give back; all shares together are the line, to the cent.

        Raises:
            TooFewUnits: it has fewer, or none are named.
        """
        if not 0 < units <= self.quantity:
            raise TooFewUnits(self.sku, asked=units, left=self.quantity)
        return share_of_line(
            self.base, sold=self.base_units, quantity=units, given_back_before=self.gone
        )

    def after(self, row: ChangeRow) -> "StandingLine":
        """Return the line after a document's row about it."""
        if row.kind is LineKind.FEE:
            return replace(self, fees=added(self.fees, row.sums))
        sums = added(self.sums, row.sums)
        if row.quantity:
            gone = self.gone - row.quantity
            return replace(self, quantity=self.quantity + row.quantity, sums=sums, gone=gone)
        keeps = self.keeps_price or row.keeps_price
        return replace(
            self, sums=sums, base=sums, base_units=self.quantity, gone=0, keeps_price=keeps
        )


def standing_lines(
    agreed: Iterable[StandingLine], rows: Iterable[ChangeRow]
) -> dict[int, StandingLine]:
    """Return the lines by position after all rows of documents in force, in the order of the documents."""
    lines = {line.position: line for line in agreed}
    for row in rows:
        if row.position is None:
            continue
        if row.is_new:
            lines[row.position] = line_of(row)
        else:
            lines[row.position] = lines[row.position].after(row)
    return lines


def line_of(row: ChangeRow) -> StandingLine:
    """Return the line that a row opens."""
    assert row.position is not None, "only delivery has no position"
    return StandingLine(
        position=row.position,
        variant_id=row.variant_id,
        sku=row.sku,
        name=row.name,
        unit_price=row.unit_price,
        tax_rate=row.tax_rate,
        quantity=row.quantity,
        sums=row.sums,
        base=row.sums,
        base_units=row.quantity,
        keeps_price=row.keeps_price,
    )


def delivery_line(sums: SumsOfLine, tax_rate: Decimal) -> StandingLine:
    """Return delivery as if it were a line, so that promotions may change what it costs."""
    return StandingLine(
        position=DELIVERY,
        variant_id=None,
        sku="",
        name="",
        unit_price=Decimal(0),
        tax_rate=tax_rate,
        quantity=1,
        sums=sums,
        base=sums,
        base_units=1,
    )


def row_off(line: StandingLine, units: int) -> ChangeRow:
    """
    Return the row by which so many units leave a line.

    Raises:
        TooFewUnits: it has fewer.
    """
    return ChangeRow(
        LineKind.GOODS,
        line.position,
        negated(line.share(units)),
        -units,
        line.variant_id,
        line.sku,
        line.name,
        line.unit_price,
        line.tax_rate,
    )


def added(one: SumsOfLine, other: SumsOfLine) -> SumsOfLine:
    """Return both together."""
    return SumsOfLine(
        one.items_minor + other.items_minor,
        one.discount_minor + other.discount_minor,
        one.tax_minor + other.tax_minor,
        one.total_minor + other.total_minor,
        one.tax_included_minor + other.tax_included_minor,
    )


def negated(sums: SumsOfLine) -> SumsOfLine:
    """Return the sums with every sign turned."""
    return SumsOfLine(
        -sums.items_minor,
        -sums.discount_minor,
        -sums.tax_minor,
        -sums.total_minor,
        -sums.tax_included_minor,
    )


def summed(sums: Sequence[SumsOfLine]) -> SumsOfLine:
    """Return all together."""
    total = NOTHING
    for each in sums:
        total = added(total, each)
    return total
