"""What gift cards and credit that a shopper names would pay of a difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.sharing import Means, share_total
from serai.ordering.ports import Payer, Purse, Tenders
from serai.plumbing.wiring import bound

INSTALMENTS = "instalments"
MOST = 5
"""So many may pay one difference, as so many may pay one order."""


class NoInstalmentsForIt(DomainError):
    """Instalments are agreed with the order; its differences are paid at once."""

    code = "ordering.no_instalments_for_it"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("A difference is not paid in instalments: pay it at once.")


@dataclass(frozen=True, slots=True)
class NamedTender:
    """Something of the shop's own that is to pay: a gift card by its code, or what a log-in proves."""

    method: str
    claim: str = ""
    most_minor: int | None = None
    """No more than this; `None`: as much as it has."""


@dataclass(frozen=True, slots=True)
class TenderShare:
    """One purse, and what it pays."""

    method: str
    purse: Purse
    minor: int


def shares_of_difference(
    due: Money, named: Sequence[NamedTender], *, payer: Payer, now: datetime
) -> list[TenderShare]:
    """
    Return what each purse pays of a difference, in the order in which they are named; two statements a purse.

    Each pays as much as it has, as it may, and as is still to be paid. A purse that is named twice counts once,
    as it was named first.

    Raises:
        NoInstalmentsForIt: instalments were named.
        TenderNotFound: nothing pays under a name.
    """
    found: dict[tuple[str, str], tuple[NamedTender, Purse]] = {}
    for each in named:
        if each.method == INSTALMENTS:
            raise NoInstalmentsForIt
        purse = bound(Tenders).named(each.method).find(each.claim, payer=payer, now=now)
        found.setdefault((each.method, purse.source), (each, purse))
    means = [Means(purse.available.minor, each.most_minor) for each, purse in found.values()]
    shares = zip(found.values(), share_total(due.minor, means), strict=True)
    return [TenderShare(each.method, purse, minor) for (each, purse), minor in shares]
