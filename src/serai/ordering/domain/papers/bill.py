"""What an order's next paper says: the invoice, or what a change of the order adds or takes back."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol

from msgspec import Struct

from serai.ordering.domain.papers.paper import Paper, PaperLine, PaperTax
from serai.ordering.domain.papers.tax_left import tax_of_part


class BilledLine(Protocol):
    """A line of an order or a row of a document."""

    @property
    def kind(self) -> str: ...
    @property
    def sku(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def quantity(self) -> int: ...
    @property
    def unit_price(self) -> Decimal: ...
    @property
    def items_minor(self) -> int: ...
    @property
    def discount_minor(self) -> int: ...
    @property
    def tax_minor(self) -> int: ...
    @property
    def tax_included_minor(self) -> int: ...
    @property
    def tax_rate(self) -> Decimal: ...
    @property
    def total_minor(self) -> int: ...


class Bill(Struct, frozen=True):
    """The lines and sums of a paper, all above zero the way the paper counts."""

    lines: tuple[PaperLine, ...]
    items_minor: int
    discount_minor: int
    delivery_minor: int
    tax_added_minor: int
    total_minor: int
    taxes: tuple[PaperTax, ...]
    adjustment_minor: int = 0
    discounts: tuple[tuple[str, int], ...] = ()
    """Promotions by name, and what each took off."""


_DELIVERY = "delivery"


def bill_of_change(
    lines: Sequence[BilledLine],
    already_back_minor: int,
    left: Sequence[PaperTax],
    worth_minor: int,
    *,
    takes_back: bool,
) -> Bill | None:
    """
    Return what a document adds to an order or takes back; `None` when earlier credit notes hold all of it.

    Args:
        lines: the document's rows.
        already_back_minor: what went back before without a document, and has its credit note.
        left: the taxes that the papers so far come to: they name the rates.
        worth_minor: what the papers so far come to.
        takes_back: whether it is a credit note, which counts what goes back as above zero.
    """
    sign = -1 if takes_back else 1
    goods = [line for line in lines if line.kind != _DELIVERY]
    whole = sign * sum(line.total_minor for line in lines)
    total = whole - already_back_minor
    if total <= 0:
        return None
    taxes = _taxes(lines, left, sign)
    if takes_back and any(not tax.name for tax in taxes):
        # Several taxes at once make up the rate of a line: they go back in their proportion.
        taxes = tax_of_part(left, worth_minor, min(total, worth_minor))
    elif already_back_minor:
        taxes = tax_of_part(taxes, whole, total)
    return Bill(
        lines=tuple(paper_line(line, sign) for line in goods),
        items_minor=sign * sum(line.items_minor for line in goods),
        discount_minor=sign * sum(line.discount_minor for line in lines),
        delivery_minor=sign * sum(line.items_minor for line in lines if line.kind == _DELIVERY),
        tax_added_minor=sign * sum(line.tax_minor for line in lines),
        total_minor=total,
        taxes=taxes,
        adjustment_minor=-already_back_minor,
    )


def bill_of_rest(left: Sequence[PaperTax], worth_minor: int, back_minor: int) -> Bill:
    """
    Return what goes back of the price for no single line: a refund, or all that is left of a cancelled order.

    Args:
        left: the taxes that no credit note holds yet.
        worth_minor: what the papers so far come to.
        back_minor: what goes back of it.
    """
    return Bill(
        lines=(),
        items_minor=0,
        discount_minor=0,
        delivery_minor=0,
        tax_added_minor=0,
        total_minor=back_minor,
        taxes=tax_of_part(left, worth_minor, back_minor),
        adjustment_minor=back_minor,
    )


def bill_of_all(invoice: Paper) -> Bill:
    """Return what takes an invoice back whole, line by line."""
    return Bill(
        lines=invoice.lines,
        items_minor=invoice.items_minor,
        discount_minor=invoice.discount_minor,
        delivery_minor=invoice.delivery_minor,
        tax_added_minor=invoice.tax_added_minor,
        total_minor=invoice.total_minor,
        taxes=invoice.taxes,
        discounts=invoice.discounts,
    )


def paper_line(line: BilledLine, sign: int = 1) -> PaperLine:
    """Return a line as a paper shows it: before any tax that is added at the end."""
    return PaperLine(
        name=line.name,
        sku=line.sku,
        quantity=sign * line.quantity,
        unit_price=line.unit_price,
        discount_minor=sign * line.discount_minor,
        total_minor=sign * (line.items_minor - line.discount_minor),
        tax_rate=line.tax_rate,
    )


def _taxes(
    lines: Iterable[BilledLine], left: Sequence[PaperTax], sign: int
) -> tuple[PaperTax, ...]:
    """Return the taxes of lines by rate, under the names that papers gave the rates; unknown ones have none."""
    gross: dict[Decimal, int] = {}
    tax: dict[Decimal, int] = {}
    for line in lines:
        of_line = line.tax_minor + line.tax_included_minor
        if line.tax_rate or of_line:
            gross[line.tax_rate] = gross.get(line.tax_rate, 0) + sign * line.total_minor
            tax[line.tax_rate] = tax.get(line.tax_rate, 0) + sign * of_line
    names = {each.rate: each for each in left}
    return tuple(
        PaperTax(
            names[rate].name if rate in names else "",
            names[rate].jurisdiction if rate in names else "",
            rate,
            gross[rate] - tax[rate],
            tax[rate],
        )
        for rate in gross
    )
