"""Issue a paper: give it the next number of its series and freeze it."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from serai.kernel.ids import uuid7
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.papers.issuer import Issuer
from serai.ordering.domain.papers.next_bill import NextBill
from serai.ordering.domain.papers.paper import Paper, PaperKind, as_bytes, digest, paper_number
from serai.ordering.domain.papers.parties import address_lines, buyer, seller
from serai.ordering.events import PaperIssued
from serai.ordering.queries.papers.order_to_bill import OrderToBill
from serai.plumbing.db import execute, rows
from serai.plumbing.events import publish

_NEXT = """
INSERT INTO ordering_paper_series AS series (issuer_id, kind, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (issuer_id, kind, year) DO UPDATE SET last = series.last + 1
RETURNING last
"""
_WRITE = """
INSERT INTO ordering_paper (id, kind, issuer_id, year, count, number, order_id, change_id, issued_at,
  locale, currency, total_minor, content, sha256)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def issue_paper(order: OrderToBill, new: NextBill, issuer: Issuer, *, now: datetime) -> UUID:
    """
    Write a paper under the next number of its company, kind and year, and return its id.

    The number belongs to the transaction: until it ends, the next paper of the series waits; if it fails, the
    number is free again. So there is no gap, and no number twice.
    """
    zone = ZoneInfo(issuer.time_zone)
    year = now.astimezone(zone).year
    [(count,)] = rows(_NEXT, [issuer.code, new.kind.value, year])
    is_invoice = new.kind is PaperKind.INVOICE
    prefix = issuer.invoice_prefix if is_invoice else issuer.credit_note_prefix
    number = paper_number(prefix, year, count)
    paper = _paper(order, new, issuer, number, now.astimezone(zone))
    content = as_bytes(paper)
    paper_id = uuid7()
    total = paper.total_minor if is_invoice else -paper.total_minor
    execute(
        _WRITE,
        [
            *(
                paper_id,
                new.kind.value,
                issuer.code,
                year,
                count,
                number,
                order.id,
                new.change_id,
                now,
            ),
            *(order.locale, order.currency, total, content.decode(), digest(content)),
        ],
    )
    publish(
        PaperIssued(
            paper_id=paper_id,
            kind=new.kind.value,
            number=number,
            order_id=order.id,
            order_number=order.number,
            channel_code=order.channel_code,
            total_minor=total,
            currency=order.currency,
        )
    )
    return paper_id


def _paper(
    order: OrderToBill, new: NextBill, issuer: Issuer, number: str, issued_at: datetime
) -> Paper:
    bill, zone = new.bill, issued_at.tzinfo
    is_credit = new.kind is PaperKind.CREDIT_NOTE
    return Paper(
        kind=new.kind,
        number=number,
        issued_on=issued_at.date(),
        order_number=order.number,
        ordered_on=order.placed_at.astimezone(zone).date(),
        locale=order.locale,
        currency=order.currency,
        seller=seller(issuer),
        buyer=buyer(order.contact, order.tax_id),
        lines=bill.lines,
        items_minor=bill.items_minor,
        discount_minor=bill.discount_minor,
        delivery_minor=bill.delivery_minor,
        tax_added_minor=bill.tax_added_minor,
        total_minor=bill.total_minor,
        taxes=bill.taxes,
        adjustment_minor=bill.adjustment_minor,
        prices_include_tax=order.taxes.shown_inclusive,
        treatment=order.taxes.treatment,
        delivered_to=() if is_credit else _delivered_to(order),
        paid_by=() if is_credit else _paid_by(order),
        about=order.papers[0].number if is_credit else "",
        reason=new.reason,
        note=issuer.note,
    )


def _delivered_to(order: OrderToBill) -> tuple[str, ...]:
    delivery: DeliveryChoice | None = order.delivery
    if delivery and delivery.location:
        return (delivery.location.name,)
    if order.contact is None:
        return ()
    return (order.contact.name, *address_lines(order.contact.address))


def _paid_by(order: OrderToBill) -> tuple[str, ...]:
    tenders = tuple(part.label or part.method.replace("_", " ") for part in order.tenders)
    if order.paying is None:
        return tenders
    return (*tenders, order.paying.label or order.paying.method.replace("_", " "))
