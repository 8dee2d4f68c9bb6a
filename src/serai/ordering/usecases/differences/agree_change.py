"""Let a document count whose difference is paid, or call it off."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.changes.change_state import (
    CHANGE_STATES,
    ChangeAction,
    ChangeState,
    LineKind,
)
from serai.ordering.domain.changes.standing_lines import ChangeRow
from serai.ordering.models import OrderChange, OrderChangeLine
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.usecases.changes.bring_units import bring_units
from serai.ordering.usecases.changes.lock_goods import lock_goods
from serai.ordering.usecases.changes.lock_order import AGREED, units_here
from serai.ordering.usecases.changes.take_units_out import take_units_out
from serai.ordering.usecases.changes.write_change import let_count
from serai.ordering.usecases.count_uses import count_uses, worked_out_by
from serai.ordering.usecases.differences.lapse_change import lapse_change
from serai.ordering.usecases.end_changes import held_for
from serai.ordering.usecases.pay_by_tenders import lock_tenders
from serai.ordering.usecases.release_change_tenders import capture_tenders_of, tenders_of
from serai.ordering.usecases.returns.close_return import close_return, is_with_us
from serai.payments import public as payments
from serai.plumbing.db import unit_of_work
from serai.pricing.public import SumsOfLine


@unit_of_work()
def agree_change(order_id: UUID, change_id: UUID, payment_id: UUID, *, now: datetime) -> bool:
    """
    Let a document that waited count: its units come and go, and the order's sums move with it.

    Returns whether it counts by this payment: it does not when another pays it, when it was called off meanwhile,
    or when what it says can no longer be done; then it lapses, and whoever took money for it gives that back.
    Safe to repeat.

    Raises:
        OrderNotFound: no such order.
    """
    order = standing_order(order_id, lock=True)
    change = OrderChange.objects.get(pk=change_id, order_id=order_id)
    if change.payment_id != payment_id:
        return False
    if change.state != ChangeState.AWAITING_PAYMENT:
        return change.state == ChangeState.IN_FORCE
    rows = rows_of(change)
    if not _is_paid_by(change):
        return False
    lock_tenders(tenders_of(change), change.currency)
    if not _can_be_done(order, change, rows, now) or not _brought(order, change, rows, now):
        lapse_change(order, change, now=now)
        return False
    if change.order_return_id is None:
        gone = {row.position: -row.quantity for row in rows if row.quantity < 0 and row.position}
        if gone:
            take_units_out(order, gone, reason=change.reason, now=now)
    change.state = CHANGE_STATES.advance(ChangeState(change.state), ChangeAction.AGREE)
    change.in_force_at = now
    change.save(update_fields=["state", "in_force_at"])
    capture_tenders_of(change, now=now)
    let_count(order, change, rows)
    if change.order_return_id is not None:
        close_return(order, change.order_return_id, now=now)
    return True


def rows_of(change: OrderChange) -> list[ChangeRow]:
    """Return the rows of a document; one statement."""
    return [_row(line) for line in OrderChangeLine.objects.filter(change=change).order_by("row")]


def _row(line: OrderChangeLine) -> ChangeRow:
    return ChangeRow(
        LineKind(line.kind),
        line.position,
        SumsOfLine(
            line.items_minor,
            line.discount_minor,
            line.tax_minor,
            line.total_minor,
            line.tax_included_minor,
        ),
        line.quantity,
        line.variant_id,
        line.sku,
        line.name,
        Decimal(line.unit_price),
        Decimal(line.tax_rate),
        line.is_new,
    )


def _is_paid_by(change: OrderChange) -> bool:
    """Return whether what pays it and what tenders hold is all of it: they let go when a payment had failed."""
    assert change.payment_id is not None, "the caller names it"
    held = sum(part.amount_minor for part in tenders_of(change))
    return payments.payment(change.payment_id).amount.minor + held == change.total_minor


def _can_be_done(
    order: StandingOrder, change: OrderChange, rows: Sequence[ChangeRow], now: datetime
) -> bool:
    """Return whether what leaves the order is still where it was."""
    if order.state not in AGREED:
        return False
    if change.order_return_id is not None:
        return is_with_us(change.order_return_id)
    here = units_here(order.id, order, now=now)
    return all(
        -row.quantity
        <= min(here.get(row.position or 0, 0), order.lines[row.position or 0].quantity)
        for row in rows
        if row.quantity < 0
    )


def _brought(
    order: StandingOrder, change: OrderChange, rows: Sequence[ChangeRow], now: datetime
) -> bool:
    """Return whether its units are there; its promotions are counted first, as whoever orders does."""
    count_uses(order, worked_out_by(change), now=now)
    reservation_of = held_for(change)
    coming = [row.variant_id for row in rows if row.is_new and row.variant_id is not None]
    lock_goods(order, reservation_of, variants=coming)
    try:
        bring_units(order, reservation_of, rows, now=now)
    except inventory.OutOfStock:
        return False
    return True
