"""Whether what a till told can be true."""

from serai.ordering.domain.tills.operation import (
    OF_THE_SHOP,
    Act,
    BadOperation,
    Closing,
    Drawer,
    MoneyMoved,
    Opening,
    PaidWith,
    Return,
    Sale,
    SoldLine,
)


def check_operation(act: Act) -> None:
    """
    Refuse an act whose sums contradict each other.

    Raises:
        BadOperation: the first contradiction, in words.
    """
    if isinstance(act, Sale):
        _check_sale(act)
    elif isinstance(act, Return):
        _check_return(act)
    elif isinstance(act, Drawer) and act.amount_minor == 0:
        raise BadOperation("No cash was put in or taken out.")
    elif isinstance(act, Opening) and act.float_minor < 0:
        raise BadOperation("A drawer holds no less than nothing.")
    elif isinstance(act, Closing) and (act.counted_minor < 0 or act.operations < 1):
        raise BadOperation("A drawer holds no less than nothing, and a shift has its own end.")


def in_drawer(act: Act) -> int:
    """Return by how much an act changes what the drawer should hold, in minor units."""
    if isinstance(act, Opening):
        return act.float_minor
    if isinstance(act, Drawer):
        return act.amount_minor
    if isinstance(act, Sale):
        return cash_of(act.paid)
    if isinstance(act, Return):
        return -cash_of(act.paid_out)
    return 0


def cash_of(moved: tuple[MoneyMoved, ...]) -> int:
    """Return how much of it was cash, in minor units."""
    return sum(each.amount_minor for each in moved if each.with_what is PaidWith.CASH)


def of_the_shop(moved: tuple[MoneyMoved, ...]) -> int:
    """Return how much of it was gift cards and credit, in minor units."""
    return sum(each.amount_minor for each in moved if each.with_what in OF_THE_SHOP)


def _check_sale(sale: Sale) -> None:
    if not sale.lines:
        raise BadOperation("A sale has no lines.")
    for position, line in enumerate(sale.lines, 1):
        _check_line(position, line)
    _check_moved(sale.paid)
    paid = sum(each.amount_minor for each in sale.paid)
    if paid != sale.total_minor:
        raise BadOperation(f"The goods cost {sale.total_minor}, and {paid} was paid.")


def _check_line(position: int, line: SoldLine) -> None:
    if line.quantity < 1 or min(line.items_minor, line.discount_minor) < 0:
        raise BadOperation(f"Line {position} is below zero, or of no units.")
    if line.discount_minor > line.items_minor:
        raise BadOperation(f"Line {position} takes off more than it costs.")
    if line.items_minor - line.discount_minor + line.tax_minor != line.total_minor:
        raise BadOperation(f"Line {position} does not add up.")
    if not 0 <= line.tax_included_minor <= max(line.total_minor, 0):
        raise BadOperation(f"Line {position} contains more tax than it costs.")


def _check_return(back: Return) -> None:
    positions = [line.position for line in back.lines]
    if not positions or len(set(positions)) != len(positions):
        raise BadOperation("A return names each line once, and at least one.")
    if any(line.quantity < 1 for line in back.lines):
        raise BadOperation("A return is of one unit or more.")
    if not back.paid_out:
        raise BadOperation("A return pays something out.")
    _check_moved(back.paid_out)


def _check_moved(moved: tuple[MoneyMoved, ...]) -> None:
    if any(each.amount_minor <= 0 for each in moved):
        raise BadOperation("What crosses the counter is above zero.")
