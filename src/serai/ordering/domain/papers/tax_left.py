"""Which tax goes back with an amount: shared so that all credit notes together take back what was charged."""

from collections.abc import Iterable, Sequence

from serai.kernel.money import shares
from serai.ordering.domain.papers.paper import PaperTax


def tax_left(charged: Iterable[PaperTax], taken_back: Iterable[PaperTax]) -> tuple[PaperTax, ...]:
    """Return what is left of the taxes of invoices when credit notes are taken off, in the invoices' order."""
    left: dict[tuple[str, str, str], PaperTax] = {}
    for sign, taxes in ((1, charged), (-1, taken_back)):
        for tax in taxes:
            key = (tax.name, tax.jurisdiction, str(tax.rate.normalize()))
            before = left.get(key)
            left[key] = PaperTax(
                tax.name,
                tax.jurisdiction,
                tax.rate,
                (before.base_minor if before else 0) + sign * tax.base_minor,
                (before.tax_minor if before else 0) + sign * tax.tax_minor,
            )
    return tuple(tax for tax in left.values() if tax.base_minor or tax.tax_minor)


def tax_of_part(
    left: Sequence[PaperTax], worth_minor: int, part_minor: int
) -> tuple[PaperTax, ...]:
    """
    Return the taxes within a part of what is left; the whole takes back every unit of them.

    Bases and taxes go back in the proportion of the part to the worth, each rounded half up.

    Args:
        left: the taxes that are left.
        worth_minor: what is left in all, tax included, minor units.
        part_minor: what goes back of it, tax included, minor units.

    Raises:
        ValueError: the part is larger than what is left, or nothing is left.
    """
    if not 0 < part_minor <= worth_minor:
        raise ValueError("A part is some of what is left.")
    rest = worth_minor - part_minor
    parts = (
        PaperTax(
            tax.name,
            tax.jurisdiction,
            tax.rate,
            _part(tax.base_minor, part_minor, rest),
            _part(tax.tax_minor, part_minor, rest),
        )
        for tax in left
    )
    return tuple(tax for tax in parts if tax.base_minor or tax.tax_minor)


def _part(minor: int, part: int, rest: int) -> int:
    """Return the share of `minor`; ties go to the part."""
    sign = -1 if minor < 0 else 1
    return sign * shares(abs(minor), [part, rest])[0]
