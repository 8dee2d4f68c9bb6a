"""Which paper an order needs next, if any: its papers always come to what it is worth."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from serai.ordering.domain.papers.bill import (
    Bill,
    BilledLine,
    bill_of_all,
    bill_of_change,
    bill_of_rest,
)
from serai.ordering.domain.papers.paper import Paper, PaperKind, PaperTax
from serai.ordering.domain.papers.tax_left import tax_left


class BilledChange(Protocol):
    """A document in force of which no paper tells yet."""

    @property
    def id(self) -> UUID: ...
    @property
    def reason(self) -> str: ...
    @property
    def total_minor(self) -> int: ...
    @property
    def already_back_minor(self) -> int: ...
    @property
    def lines(self) -> Sequence[BilledLine]: ...


class NextBill(Struct, frozen=True):
    """What a further paper says, and of which document of the order it tells."""

    kind: PaperKind
    bill: Bill
    change_id: UUID | None = None
    reason: str = ""


def billed_minor(papers: Sequence[Paper]) -> int:
    """Return what the papers of an order come to."""
    return sum(_sign(paper) * paper.total_minor for paper in papers)


def taxes_billed(papers: Sequence[Paper]) -> tuple[PaperTax, ...]:
    """Return the taxes that the papers of an order come to."""
    return tax_left(
        [tax for paper in papers if _sign(paper) > 0 for tax in paper.taxes],
        [tax for paper in papers if _sign(paper) < 0 for tax in paper.taxes],
    )


def next_bill(
    papers: Sequence[Paper], changes: Sequence[BilledChange], worth_minor: int
) -> NextBill | None:
    """
    Return what the order's next paper says after its invoice; `None`: they tell all of it.

    Args:
        papers: the invoice and what followed, in order.
        changes: the documents in force of which no paper tells yet, in order.
        worth_minor: what the order is worth now.
    """
    billed, left = billed_minor(papers), taxes_billed(papers)
    if worth_minor == 0 < billed:
        return _all_back(papers, left, billed)
    for change in changes:
        takes_back = change.total_minor < 0
        bill = bill_of_change(
            change.lines, change.already_back_minor, left, billed, takes_back=takes_back
        )
        if bill is not None:
            kind = PaperKind.CREDIT_NOTE if takes_back else PaperKind.INVOICE
            return NextBill(kind, bill, change.id, change.reason)
    if worth_minor < billed:
        rest = bill_of_rest(left, billed, billed - worth_minor)
        return NextBill(PaperKind.CREDIT_NOTE, rest)
    return None


def _all_back(papers: Sequence[Paper], left: tuple[PaperTax, ...], billed: int) -> NextBill:
    alone = len(papers) == 1
    bill = bill_of_all(papers[0]) if alone else bill_of_rest(left, billed, billed)
    return NextBill(PaperKind.CREDIT_NOTE, bill)


def _sign(paper: Paper) -> int:
    return 1 if paper.kind is PaperKind.INVOICE else -1
