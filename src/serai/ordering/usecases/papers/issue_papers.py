"""Issue papers: give them the next numbers of their series and freeze them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

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
INSERT INTO ordering_paper_series AS series (issuer_id, kind, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (issuer_id, kind, year) DO UPDATE SET last = series.last + excluded.last
RETURNING last
"""
_WRITE = """
INSERT INTO ordering_paper (id, kind, issuer_id, year, count, number, order_id, change_id, issued_at,
  locale, currency, total_minor, content, sha256)
SELECT id, %(kind)s, %(issuer)s, %(year)s, count, number, order_id, change_id, %(now)s,
  locale, currency, total, content, sha256
FROM json_to_recordset(%(papers)s::json) AS p (id uuid, count bigint, number text, order_id uuid,
  change_id uuid, locale text, currency text, total bigint, content text, sha256 text)
"""


def issue_papers(
    bills: Sequence[tuple[OrderToBill, NextBill]], issuer: Issuer, *, now: datetime
) -> list[UUID]:
    """
    Write papers under the next numbers of their company, kind and year, and return their ids.

    The numbers belong to the transaction: until it ends, the next paper of the series waits; if it fails, they
    are free again. So there is no gap, and no number twice. Two statements for each kind.
    """
    by_kind = groupby(sorted(bills, key=lambda each: each[1].kind), key=lambda each: each[1].kind)
    return [
        paper_id
        for kind, those in by_kind
        for paper_id in _issue(kind, list(those), issuer, now=now)
    ]


def _issue(
    kind: PaperKind,
    bills: Sequence[tuple[OrderToBill, NextBill]],
    issuer: Issuer,
    *,
    now: datetime,
) -> Iterator[UUID]:
    issued_at = now.astimezone(ZoneInfo(issuer.time_zone))
    [(last,)] = rows(_NEXT, [issuer.code, kind.value, issued_at.year, len(bills)])
    written = [
        _written(order, new, issuer, count, issued_at)
        for count, (order, new) in enumerate(bills, last - len(bills) + 1)
    ]
    execute(
        _WRITE,
        {
            "kind": kind.value,
            "issuer": issuer.code,
            "year": issued_at.year,
            "now": now,
            "papers": msgspec.json.encode(written).decode(),
        },
    )
    for paper, (order, _) in zip(written, bills, strict=True):
        publish(
            PaperIssued(
                paper_id=paper.id,
                kind=kind.value,
                number=paper.number,
                order_id=order.id,
                order_number=order.number,
                channel_code=order.channel_code,
                total_minor=paper.total,
                currency=order.currency,
            )
        )
        yield paper.id


class _Row(Struct, frozen=True):
    """What is written of a paper, besides what it shares with those issued with it."""

    id: UUID
    count: int
    number: str
    order_id: UUID
    change_id: UUID | None
    locale: str
    currency: str
    total: int
    content: str
    sha256: str


def _written(
    order: OrderToBill, new: NextBill, issuer: Issuer, count: int, issued_at: datetime
) -> _Row:
    is_invoice = new.kind is PaperKind.INVOICE
    prefix = issuer.invoice_prefix if is_invoice else issuer.credit_note_prefix
    paper = _paper(order, new, issuer, paper_number(prefix, issued_at.year, count), issued_at)
    content = as_bytes(paper)
    return _Row(
        id=uuid7(),
        count=count,
        number=paper.number,
        order_id=order.id,
        change_id=new.change_id,
        locale=order.locale,
        currency=order.currency,
        total=paper.total_minor if is_invoice else -paper.total_minor,
        content=content.decode(),
        sha256=digest(content),
    )


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
        discounts=bill.discounts,
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
