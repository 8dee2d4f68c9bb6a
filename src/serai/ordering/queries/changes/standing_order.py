"""An order as it stands after every document in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.changes.change_state import ChangeKind, ChangeState, LineKind
from serai.ordering.domain.changes.standing_lines import (
    ChangeRow,
    StandingLine,
    added,
    standing_lines,
)
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.set_parts import SetLines, parts_in
from serai.ordering.queries.order_view import OrderNotFound
from serai.plumbing.db import rows
from serai.pricing.public import SumsOfLine


@dataclass(frozen=True, slots=True)
class StandingOrder:
    """What is agreed now. `lines` keep positions of which nothing is left; `delivery` is what it still costs."""

    id: UUID
    number: str
    state: OrderState
    channel_code: str
    customer_id: UUID | None
    currency: str
    locale: str
    location_id: UUID | None
    source: str
    sells_gift_cards: bool
    payment_state: str
    payment_method: str
    total_minor: int
    """What it costs now."""
    change_count: int
    waits_for: UUID | None
    """The document whose difference is to be paid."""
    lines: Mapping[int, StandingLine]
    delivery: SumsOfLine

    @property
    def total(self) -> Money:
        """Return what it costs now."""
        return Money(self.total_minor, self.currency)

    @property
    def next_position(self) -> int:
        """Return the position that a new line gets: behind all lines and all parts of sets."""
        inside = (each.position for line in self.lines.values() for each in line.parts)
        return max((*self.lines, *inside), default=0) + 1

    @property
    def sets(self) -> SetLines:
        """Return which of its lines are sets, and what they consist of."""
        return SetLines(
            {position: line.parts for position, line in self.lines.items() if line.parts}
        )


_ORDER = """
SELECT o.id, o.number, o.state, o.channel_code, o.customer_id, o.currency, o.locale, o.location_id,
  o.source, o.gift_cards IS NOT NULL, coalesce(o.payment ->> 'state', ''),
  coalesce(o.payment ->> 'method', ''),
  o.total_minor + o.added_minor - o.taken_off_minor, o.change_count, o.delivery_minor,
  o.discount_minor, o.tax_minor, o.tax_included_minor
FROM ordering_order AS o WHERE o.id = %s
"""
_LINES = """
SELECT position, variant_id, sku, name, unit_price, tax_rate, quantity, items_minor, discount_minor,
  tax_minor, total_minor, tax_included_minor, wraps, gift_of, parts::text
FROM ordering_order_line WHERE order_id = %s ORDER BY position
"""
_ROWS = """
SELECT c.id, c.state, c.kind, l.kind, l.position, l.quantity, l.variant_id, l.sku, l.name, l.unit_price,
  l.tax_rate, l.is_new, l.items_minor, l.discount_minor, l.tax_minor, l.total_minor,
  l.tax_included_minor
FROM ordering_order_change AS c JOIN ordering_order_change_line AS l ON l.change_id = c.id
WHERE c.order_id = %s AND c.state <> 'lapsed'
ORDER BY c.in_force_at NULLS LAST, c.number, l.row
"""

_KEEP_THEIR_PRICE = (ChangeKind.PRICE_MATCH, ChangeKind.SUBSTITUTION)


def standing_order(order_id: UUID, *, lock: bool = False) -> StandingOrder:
    """
    Return an order as it stands; two statements, three once it has documents.

    Args:
        order_id: which order.
        lock: keep it from changing until the transaction ends.

    Raises:
        OrderNotFound: no such order.
    """
    found = rows(_ORDER + ("FOR UPDATE" if lock else ""), [order_id])
    if not found:
        raise OrderNotFound
    [(*facts, delivery, discount, tax, included)] = found
    agreed = [_line(row) for row in rows(_LINES, [order_id])]
    documents = rows(_ROWS, [order_id]) if facts[-1] else []
    in_force = [_row(row) for row in documents if row[1] == ChangeState.IN_FORCE]
    waiting = next((row[0] for row in documents if row[1] == ChangeState.AWAITING_PAYMENT), None)
    off = [line.sums for line in agreed]
    charge = _delivery(delivery, discount, tax, included, off)
    for row in in_force:
        if row.position is None:
            charge = added(charge, row.sums)
    names = ("channel_code", "customer_id", "currency", "locale", "location_id", "source")
    order_id, number, state, *others = facts
    (*said, sells_cards, payment_state, payment_method, total, count) = others
    return StandingOrder(
        id=order_id,
        number=number,
        state=OrderState(state),
        **dict(zip(names, said, strict=True)),
        sells_gift_cards=sells_cards,
        payment_state=payment_state,
        payment_method=payment_method,
        total_minor=total,
        change_count=count,
        waits_for=waiting,
        lines=standing_lines(agreed, in_force),
        delivery=charge,
    )


def _line(row: tuple[Any, ...]) -> StandingLine:
    (
        position,
        variant_id,
        sku,
        name,
        unit_price,
        tax_rate,
        quantity,
        *amounts,
        wraps,
        gift,
        parts,
    ) = row
    sums = SumsOfLine(*amounts)
    return StandingLine(
        position=position,
        variant_id=variant_id,
        sku=sku,
        name=name,
        unit_price=unit_price,
        tax_rate=tax_rate,
        quantity=quantity,
        sums=sums,
        base=sums,
        base_units=quantity,
        wraps=wraps,
        gift_of=gift,
        parts=parts_in(parts),
    )


def _row(row: tuple[Any, ...]) -> ChangeRow:
    _, _, said, *about, is_new = row[:12]
    kind, position, quantity, variant_id, sku, name, unit_price, tax_rate = about
    agreed = said in _KEEP_THEIR_PRICE and kind == LineKind.GOODS and quantity >= 0
    return ChangeRow(
        LineKind(kind),
        position,
        SumsOfLine(*row[12:]),
        quantity,
        variant_id,
        sku,
        name,
        Decimal(unit_price),
        Decimal(tax_rate),
        is_new,
        agreed,
    )


def _delivery(
    delivery: int, discount: int, tax: int, included: int, lines: list[SumsOfLine]
) -> SumsOfLine:
    """Return what delivery came to: what of the order's sums is not its lines'."""
    off = discount - sum(line.discount_minor for line in lines)
    added_tax = tax - sum(line.tax_minor for line in lines)
    inside = included - sum(line.tax_included_minor for line in lines)
    return SumsOfLine(delivery, off, added_tax, delivery - off + added_tax, inside)
