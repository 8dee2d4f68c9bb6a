"""Write down that goods of a till's sale came back over a counter, and their money went."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from serai.inventory import public as inventory
from serai.kernel.money import Money
from serai.ordering.domain.changes.change_state import ChangeKind, LineKind
from serai.ordering.domain.changes.reductions import part
from serai.ordering.domain.changes.standing_lines import ChangeRow, StandingLine, row_off, summed
from serai.ordering.domain.set_parts import carried
from serai.ordering.domain.tills.check_operation import of_the_shop
from serai.ordering.domain.tills.conflict import Conflict, ConflictKind
from serai.ordering.domain.tills.operation import BadOperation, BroughtBack, Return, TillOperation
from serai.ordering.models import Till
from serai.ordering.models import TillOperation as Row
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.ordering.usecases.changes.lock_order import ChangeIsOpen, locked_order
from serai.ordering.usecases.changes.write_change import Draft, write_change
from serai.ordering.usecases.give_back import left_of, payments_for
from serai.ordering.usecases.tills.merge_sale import METHODS
from serai.payments import public as payments
from serai.plumbing.db import rows
from serai.pricing.public import SumsOfLine

_KEPT = (payments.CASH_AT_STORE, payments.CARD_AT_TERMINAL)
"""Methods whose money a till can pay out."""


def merge_return(
    till: Till, operation: TillOperation, back: Return, *, now: datetime
) -> list[Conflict] | None:
    """
    Write a till's return as a document of its sale, and return the conflicts.

    `None`: the sale has not come, or another document of it waits to be paid.

    Joins the caller's transaction, which merges the operation once. What is paid out below what the units gave
    is a fee; what is paid out above it, and units that were not left, are conflicts: the document says what can be
    true.

    Raises:
        BadOperation: the order was not sold at a till, or nothing of what came back was left.
    """
    if not rows("SELECT 1 FROM ordering_order WHERE id = %s", [back.order_id]):
        return None
    if not Row.objects.filter(pk=back.order_id).exists():
        raise BadOperation(
            "The order was not sold at a till; take it back as a return of that order."
        )
    try:
        order = locked_order(back.order_id, now=now).order
    except ChangeIsOpen:
        return None
    taken, conflicts = _left(order, back)
    if not taken:
        raise BadOperation("Nothing of what came back was left of the sale.")
    documents = [row_off(line, units) for line, units in taken]
    value = -summed([row.sums for row in documents]).total_minor
    if back.total_minor < value:
        documents.append(_fee(taken[0][0], documents, value - back.total_minor))
    if back.total_minor > value:
        more = Conflict(ConflictKind.TOO_MUCH_BACK, "money", str(value), str(back.total_minor))
        conflicts.append(more)
    _must_go_where_it_came_from(order.id, min(back.total_minor, value), back)
    draft = Draft(
        ChangeKind.RETURN, f"till {operation.id}", back.reason, operation.cashier, documents
    )
    change = write_change(order, draft, now=now)
    conflicts += _pay_out(order.id, change.number, back, now)
    _restock(till, back, taken, now)
    return conflicts


def _left(
    order: StandingOrder, back: Return
) -> tuple[list[tuple[StandingLine, int]], list[Conflict]]:
    """Return the units of each line that can have come back, and what cannot."""
    taken, conflicts = [], []
    for each in back.lines:
        line = order.lines.get(each.position)
        left = line.quantity if line else 0
        if each.quantity > left:
            subject = line.sku if line else f"line {each.position}"
            conflicts.append(
                Conflict(ConflictKind.TOO_MUCH_BACK, subject, str(left), str(each.quantity))
            )
        if line is not None and left:
            taken.append((line, min(each.quantity, left)))
    return taken, conflicts


def _must_go_where_it_came_from(order_id: UUID, refund_minor: int, back: Return) -> None:
    """
    Refuse a return that pays out over the counter what goes back on gift cards and credit, or the reverse.

    Cash and cards give back first, as every refund does: what paid last goes back first.
    """
    paid = payments_for(order_id)
    over_counter = sum(left_of(each) for each in paid if each.method in _KEPT)
    on_cards = max(refund_minor - over_counter, 0)
    told = of_the_shop(back.paid_out)
    if told != on_cards:
        raise BadOperation(
            f"Of what was paid, {on_cards} goes back on gift cards and credit by itself; the till says {told}."
        )


def _fee(line: StandingLine, documents: list[ChangeRow], kept_minor: int) -> ChangeRow:
    """Return the row of what the till kept, tax in proportion."""
    value = summed([row.sums for row in documents])
    tax = part(-value.tax_minor, kept_minor, -value.total_minor)
    included = part(-value.tax_included_minor, kept_minor, -value.total_minor)
    sums = SumsOfLine(kept_minor - tax, 0, tax, kept_minor, included)
    return ChangeRow(
        LineKind.FEE,
        line.position,
        sums,
        0,
        line.variant_id,
        line.sku,
        line.name,
        line.unit_price,
        line.tax_rate,
    )


def _pay_out(order_id: UUID, number: int, back: Return, now: datetime) -> list[Conflict]:
    """Note that the refunds which the document asked for were paid out over the counter."""
    ways = {METHODS[each.with_what] for each in back.paid_out} & set(_KEPT)
    conflicts = []
    for payment, refund in _refunds(order_id, number):
        way = payment.method if payment.method in ways else min(ways)
        if way != payment.method:
            conflicts.append(
                Conflict(ConflictKind.OTHER_TENDER, str(refund.amount), payment.method, way)
            )
        payments.note_payout(refund.id, paid_by=way, now=now)
    return conflicts


def _refunds(
    order_id: UUID, number: int
) -> Iterator[tuple[payments.PaymentView, payments.RefundView]]:
    key = f"order {order_id}: change {number}"
    for payment in payments_for(order_id):
        if payment.method in _KEPT and payment.refunding > Money(0, payment.amount.currency):
            for refund in payments.refunds_of_payment(payment.id):
                if refund.key == key:
                    yield payment, refund


def _restock(
    till: Till, back: Return, taken: list[tuple[StandingLine, int]], now: datetime
) -> None:
    asked: dict[int, BroughtBack] = {each.position: each for each in back.lines}
    entries = [
        inventory.StockEntry(variant_id, till.location_id, count, f"{till.code}-{back.receipt}")
        for line, units in taken
        if line.variant_id is not None and asked[line.position].restock
        for variant_id, count in carried(line.variant_id, units, line.parts).items()
    ]
    if entries:
        inventory.take_back(entries, reference=back.order_id, now=now)
