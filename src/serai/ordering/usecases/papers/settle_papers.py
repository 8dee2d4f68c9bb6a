"""Bring an order's papers to what it is worth: invoice it, and credit what was taken off."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.papers.bill import Bill, paper_line
from serai.ordering.domain.papers.issuer import InvoicedWhen, Issuer
from serai.ordering.domain.papers.next_bill import NextBill, next_bill
from serai.ordering.domain.papers.paper import PaperKind, PaperTax
from serai.ordering.queries.papers.issuers import IssuerNotFound, issuer_of_channel
from serai.ordering.queries.papers.order_to_bill import OrderToBill, orders_to_bill
from serai.ordering.usecases.papers.issue_papers import issue_papers
from serai.ordering.usecases.papers.send_paper import SEND_PAPER
from serai.plumbing.db import current_work, refuse_inside_work, rows, unit_of_work
from serai.plumbing.db.closing import JobRow

SETTLE_PAPERS = "ordering.settle_papers"

_LOCK = """
SELECT pg_advisory_xact_lock(hashtextextended('papers of ' || id, 0)) FROM unnest(%s::uuid[]) AS o (id)"""
_AGREED = {OrderState.ACCEPTED, OrderState.PAID, OrderState.FULFILLED}
_DUE = {
    InvoicedWhen.AGREED: _AGREED,
    InvoicedWhen.PAID: {OrderState.PAID, OrderState.FULFILLED},
    InvoicedWhen.HANDED_OVER: {OrderState.FULFILLED},
}
"""In which states an order is to have its invoice."""


def settle_papers(order_id: UUID, *, now: datetime, at_once: bool = False) -> list[UUID]:
    """
    Issue what the order still lacks, each paper in a transaction of its own; return the ids of the new ones.

    Asked again, or by two workers, it issues nothing twice. An order whose channel no company sells through,
    and one that was imported, gets no papers.

    Args:
        order_id: which order.
        now: the present instant.
        at_once: invoice an agreed order although it is not time yet; staff may ask for that.

    Raises:
        OrderNotFound: no such order.
        IssuerNotFound: `at_once`, and no company sells through its channel.
    """
    refuse_inside_work()
    issued = []
    while new := issue_next_papers([order_id], now=now, at_once=at_once):
        issued += new
    return issued


@unit_of_work()
def issue_next_papers(
    order_ids: Collection[UUID], *, now: datetime, at_once: bool = False
) -> list[UUID]:
    """
    Issue the next paper that each order lacks, if any; return the ids of the new ones.

    All in one transaction, by a number of statements that does not grow with the orders; see `settle_papers`.
    Joins the caller's transaction.
    """
    # Whoever settles the same order at the same time waits here, and finds it settled.
    rows(_LOCK, [sorted(order_ids)])
    lacking: dict[str, list[tuple[OrderToBill, NextBill]]] = {}
    companies: dict[str, Issuer] = {}
    for channel_code, orders in _by_channel(orders_to_bill(order_ids)).items():
        company = issuer_of_channel(channel_code)
        if company is None:
            if at_once:
                raise IssuerNotFound(channel_code)
            continue
        companies[company.code] = company
        bills = ((order, _next(order, company, at_once=at_once)) for order in orders)
        lacking.setdefault(company.code, []).extend((order, new) for order, new in bills if new)
    issued = [
        paper_id
        for code, bills in sorted(lacking.items())
        for paper_id in issue_papers(bills, companies[code], now=now)
    ]
    current_work().jobs += [
        JobRow(SEND_PAPER, SEND_PAPER, {"paper_id": str(paper_id)}) for paper_id in issued
    ]
    return issued


def _by_channel(orders: Iterable[OrderToBill]) -> dict[str, list[OrderToBill]]:
    """Return orders by their channels, without those that were imported: they had papers elsewhere."""
    found: dict[str, list[OrderToBill]] = {}
    for order in orders:
        if not order.source:
            found.setdefault(order.channel_code, []).append(order)
    return found


def _next(order: OrderToBill, issuer: Issuer, *, at_once: bool) -> NextBill | None:
    if order.papers:
        return next_bill(order.papers, order.changes, order.worth_minor)
    due = _AGREED if at_once else _DUE[issuer.invoiced_when]
    return NextBill(PaperKind.INVOICE, _invoice(order)) if order.state in due else None


def _invoice(order: OrderToBill) -> Bill:
    return Bill(
        lines=tuple(paper_line(line) for line in order.lines),
        items_minor=order.items_minor,
        discount_minor=order.discount_minor,
        delivery_minor=order.delivery_minor,
        tax_added_minor=order.tax_minor,
        total_minor=order.total_minor,
        taxes=tuple(
            PaperTax(line.name, line.jurisdiction, line.rate, line.base_minor, line.tax_minor)
            for line in order.taxes.lines
        ),
        discounts=tuple((each.name, each.minor) for each in order.promotions),
    )
