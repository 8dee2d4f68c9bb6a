"""An order as its papers tell it: what was agreed, what changed since, and what was billed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.papers.paper import Paper
from serai.ordering.domain.paying import Paying
from serai.ordering.domain.promoted import Applied
from serai.ordering.domain.taxes import Taxes, TaxId
from serai.ordering.queries.order_view import OrderNotFound
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class LineToBill:
    """One line of an order, or one row of a document: minor units, below zero where it falls."""

    kind: str
    sku: str
    name: str
    quantity: int
    unit_price: Decimal
    items_minor: int
    discount_minor: int
    tax_minor: int
    tax_included_minor: int
    tax_rate: Decimal
    total_minor: int


@dataclass(frozen=True, slots=True)
class ChangeToBill:
    """A document in force that changed the order."""

    id: UUID
    reason: str
    total_minor: int
    already_back_minor: int
    lines: tuple[LineToBill, ...]


@dataclass(frozen=True, slots=True)
class OrderToBill:
    """One order. `worth_minor` is what it is worth now, after documents, refunds and cancellation."""

    id: UUID
    number: str
    state: OrderState
    source: str
    channel_code: str
    locale: str
    currency: str
    placed_at: datetime
    contact: Contact | None
    delivery: DeliveryChoice | None
    tax_id: TaxId | None
    taxes: Taxes
    paying: Paying | None
    tenders: tuple[PaidBy, ...]
    promotions: tuple[Applied, ...]
    items_minor: int
    discount_minor: int
    delivery_minor: int
    tax_minor: int
    total_minor: int
    worth_minor: int
    lines: tuple[LineToBill, ...]
    changes: tuple[ChangeToBill, ...]
    """Those of which no paper tells yet, in the order in which they came into force."""
    papers: tuple[Paper, ...]


_ORDERS = """
SELECT o.id, o.number, o.state, o.source, o.channel_code, o.locale, o.currency, o.placed_at,
  o.contact::text, o.delivery::text, o.tax_id::text, o.taxes::text, o.payment::text, o.tenders::text,
  o.promotions::text,
  o.items_minor, o.discount_minor, o.delivery_minor, o.tax_minor, o.total_minor,
  CASE WHEN o.state = 'cancelled' THEN 0 ELSE
    o.total_minor + o.added_minor - o.taken_off_minor + c.already_back
    - greatest(o.refunded_minor - c.refund, 0) END
FROM ordering_order AS o, LATERAL (
  SELECT coalesce(sum(already_back_minor), 0)::bigint AS already_back,
    coalesce(sum(refund_minor), 0)::bigint AS refund
  FROM ordering_order_change WHERE order_id = o.id AND state = 'in_force') AS c
WHERE o.id = ANY(%s)
"""
_LINES = """
SELECT order_id, 'goods', sku, name, quantity, unit_price, items_minor, discount_minor, tax_minor,
  tax_included_minor, tax_rate, total_minor
FROM ordering_order_line WHERE order_id = ANY(%s) ORDER BY position
"""
_CHANGES = """
SELECT c.order_id, c.id, c.reason, c.total_minor, c.already_back_minor, l.kind, l.sku, l.name, l.quantity,
  l.unit_price, l.items_minor, l.discount_minor, l.tax_minor, l.tax_included_minor, l.tax_rate,
  l.total_minor
FROM ordering_order_change AS c JOIN ordering_order_change_line AS l ON l.change_id = c.id
WHERE c.order_id = ANY(%s) AND c.state = 'in_force'
  AND NOT EXISTS (SELECT FROM ordering_paper AS p WHERE p.change_id = c.id)
ORDER BY c.number, l.row
"""
_PAPERS = """
SELECT order_id, content FROM ordering_paper WHERE order_id = ANY(%s) ORDER BY issued_at, id
"""

_contact = msgspec.json.Decoder(Contact)
_delivery = msgspec.json.Decoder(DeliveryChoice)
_tax_id = msgspec.json.Decoder(TaxId)
_taxes = msgspec.json.Decoder(Taxes)
_paying = msgspec.json.Decoder(Paying)
_tenders = msgspec.json.Decoder(tuple[PaidBy, ...])
_applied = msgspec.json.Decoder(tuple[Applied, ...])
_paper = msgspec.json.Decoder(Paper)


def order_to_bill(order_id: UUID) -> OrderToBill:
    """
    Return an order with its papers; four statements.

    Raises:
        OrderNotFound: no such order.
    """
    return orders_to_bill([order_id])[0]


def orders_to_bill(order_ids: Collection[UUID]) -> list[OrderToBill]:
    """
    Return orders with their papers, those placed first first; four statements however many orders.

    Raises:
        OrderNotFound: one of them does not exist.
    """
    ids = list(order_ids)
    found = sorted(rows(_ORDERS, [ids]), key=lambda row: (row[7], row[0]))
    if len(found) != len(ids):
        raise OrderNotFound
    lines, changes, papers = (_by_order(text, ids) for text in (_LINES, _CHANGES, _PAPERS))
    return [_order(row, lines[row[0]], changes[row[0]], papers[row[0]]) for row in found]


_Rows = list[list[Any]]


def _by_order(text: str, ids: list[UUID]) -> defaultdict[UUID, _Rows]:
    found: defaultdict[UUID, _Rows] = defaultdict(list)
    for order_id, *row in rows(text, [ids]):
        found[order_id].append(row)
    return found


def _order(row: tuple[Any, ...], lines: _Rows, changes: _Rows, papers: _Rows) -> OrderToBill:
    (
        (key, number, state, source, channel_code, locale, currency, placed_at),
        (contact, delivery, tax_id, taxes, paying, tenders, promotions),
        sums,
    ) = row[:8], row[8:15], row[15:]
    return OrderToBill(
        id=key,
        number=number,
        state=OrderState(state),
        source=source,
        channel_code=channel_code,
        locale=locale,
        currency=currency,
        placed_at=placed_at,
        contact=_read(_contact, contact),
        delivery=_read(_delivery, delivery),
        tax_id=_read(_tax_id, tax_id),
        taxes=_taxes.decode(taxes),
        paying=_read(_paying, paying),
        tenders=_read(_tenders, tenders) or (),
        promotions=_read(_applied, promotions) or (),
        items_minor=sums[0],
        discount_minor=sums[1],
        delivery_minor=sums[2],
        tax_minor=sums[3],
        total_minor=sums[4],
        worth_minor=sums[5],
        lines=tuple(LineToBill(*line) for line in lines),
        changes=_changes(changes),
        papers=tuple(_paper.decode(text) for (text,) in papers),
    )


def _changes(found: _Rows) -> tuple[ChangeToBill, ...]:
    heads: dict[UUID, tuple[str, int, int]] = {}
    lines: dict[UUID, list[LineToBill]] = {}
    for key, reason, total, already_back, *line in found:
        heads[key] = (reason, total, already_back)
        lines.setdefault(key, []).append(LineToBill(*line))
    return tuple(
        ChangeToBill(key, reason, total, already_back, tuple(lines[key]))
        for key, (reason, total, already_back) in heads.items()
    )


def _read(decoder: "msgspec.json.Decoder[Any]", text: str | None) -> Any:
    return decoder.decode(text) if text else None
