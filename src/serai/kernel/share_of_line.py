"""What some units of a sold line come to: how refunds and returns of part of an order add up to the cent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SumsOfLine:
    """
    What a line (or a delivery) came to, in minor units: items - discount + tax = total.

    `tax` is what tax adds to the listed price; `tax_included` is what the total contains of it already.
    """

    items_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    tax_included_minor: int = 0


def share_of_line(
    sums: SumsOfLine, *, sold: int, quantity: int, given_back_before: int = 0
) -> SumsOfLine:
    """
    Return what `quantity` of the `sold` units of a line give back.

    Shares follow from how many units went back before, not from what was paid for them, so that the parts
    add up to the line exactly, whatever the order and the size of the parts: the share of all units is the
    line itself. The total and the taxes of a part are never below zero when the line's are not.

    Args:
        sums: of the whole line.
        sold: units of the line, at least one.
        quantity: units that go back now, not negative.
        given_back_before: units that went back earlier.

    Raises:
        ValueError: more units than are left, or a number below zero.

    Example:
        >>> line = SumsOfLine(items_minor=300, discount_minor=100, tax_minor=0, total_minor=200)
        >>> [share_of_line(line, sold=3, quantity=1, given_back_before=n).total_minor for n in range(3)]
        [67, 66, 67]
    """
    after = given_back_before + quantity
    if min(quantity, given_back_before, sold - 1) < 0 or after > sold:
        raise ValueError(f"{quantity} of {sold} cannot go back after {given_back_before}.")
    until, before = _first(sums, after, sold), _first(sums, given_back_before, sold)
    return SumsOfLine(
        until.items_minor - before.items_minor,
        until.discount_minor - before.discount_minor,
        until.tax_minor - before.tax_minor,
        until.total_minor - before.total_minor,
        until.tax_included_minor - before.tax_included_minor,
    )


def _first(sums: SumsOfLine, units: int, sold: int) -> SumsOfLine:
    """
    Return what the first `units` come to, each sum rounded half up.

    The net amount and the tax decide, so that both only grow; the discount is what remains.
    """
    net = sums.items_minor - sums.discount_minor
    items, tax = _part(sums.items_minor, units, sold), _part(sums.tax_minor, units, sold)
    if sums.tax_minor < 0:  # tax taken off a listed price: the total must grow by itself
        total = _part(sums.total_minor, units, sold)
        left = total - tax
    else:
        left = _part(net, units, sold)
        total = left + tax
    included = _part(sums.tax_included_minor, units, sold)
    return SumsOfLine(items, items - left, tax, total, included)


def _part(minor: int, units: int, sold: int) -> int:
    size = (2 * abs(minor) * units + sold) // (2 * sold)  # half up, in whole numbers
    return size if minor >= 0 else -size
