"""Write a document, and let it count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ordering.domain.changes.change_state import ChangeKind, ChangeState, LineKind
from serai.ordering.domain.changes.standing_lines import ChangeRow, summed
from serai.ordering.domain.changes.where_it_goes import Means, TakenOff, taken_off
from serai.ordering.domain.changes.worked_out import WorkedOut
from serai.ordering.events import ChangeProposed, OrderChanged
from serai.ordering.models import OrderChange, OrderChangeLine
from serai.ordering.queries.changes.money_of_change import refund_key_of_change
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.ordering.usecases.give_back import payments_for
from serai.ordering.usecases.withdraw_sold_cards import withdraw_sold_cards
from serai.payments import public as payments
from serai.plumbing.db import execute, rows
from serai.plumbing.events import publish


class NothingChanges(DomainError):
    """The document would leave the order as it is."""

    code = "ordering.nothing_changes"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("Nothing would change; name what is to come or to go.")


class MoneyIsUnderWay(DomainError):
    """Money of the order is being taken, and part of it would have to go back; try again in a moment."""

    code = "ordering.money_is_under_way"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("Money of this order is being taken just now; try again in a moment.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document is to say."""

    kind: ChangeKind
    key: str
    reason: str
    made_by: str
    rows: Sequence[ChangeRow]
    return_id: UUID | None = None
    promotions: WorkedOut | None = None
    """What promotions make of the order with it, where they are worked out again."""

    @property
    def total_minor(self) -> int:
        """Return by how much the order's total changes."""
        return sum(row.sums.total_minor for row in self.rows)


def known_change(order_id: UUID, key: str) -> UUID | None:
    """Return the document that the caller's key has written before; one statement."""
    found = rows(
        "SELECT id FROM ordering_order_change WHERE order_id = %s AND key = %s", [order_id, key]
    )
    return found[0][0] if found else None


def write_change(
    order: StandingOrder, draft: Draft, *, now: datetime, expires_at: datetime | None = None
) -> OrderChange:
    """
    Write a document of a locked order. With `expires_at` it waits for its difference; else it counts at once.

    What it takes off is let go, or asked back, in the same transaction: what paid last first.

    Raises:
        NothingChanges: it says nothing.
        MoneyIsUnderWay: what it takes off is being taken just now, and can go back only once it is here.
        GiftCardSpent: the order sold gift cards that are used by now, and their money would leave.
    """
    if not draft.rows:
        raise NothingChanges
    [(number,)] = rows(
        "UPDATE ordering_order SET change_count = change_count + 1 WHERE id = %s RETURNING change_count",
        [order.id],
    )
    waits = expires_at is not None
    gone = _settled(order, draft, number, now) if not waits else TakenOff((), (), 0)
    total = summed([row.sums for row in draft.rows])
    delivery = sum(row.sums.items_minor for row in draft.rows if row.kind is LineKind.DELIVERY)
    change = OrderChange.objects.create(
        id=uuid7(),
        order_id=order.id,
        number=number,
        kind=draft.kind,
        state=ChangeState.AWAITING_PAYMENT if waits else ChangeState.IN_FORCE,
        key=draft.key,
        reason=draft.reason[:500],
        made_by=draft.made_by[:200],
        order_return_id=draft.return_id,
        currency=order.currency,
        items_minor=total.items_minor - delivery,
        delivery_minor=delivery,
        discount_minor=total.discount_minor,
        tax_minor=total.tax_minor,
        tax_included_minor=total.tax_included_minor,
        total_minor=total.total_minor,
        refund_minor=gone.refunded,
        uncollected_minor=gone.uncollected,
        already_back_minor=gone.already_back,
        promotions=None if draft.promotions is None else msgspec.to_builtins(draft.promotions),
        made_at=now,
        expires_at=expires_at,
        in_force_at=None if waits else now,
    )
    OrderChangeLine.objects.bulk_create(
        _line(change, at, row) for at, row in enumerate(draft.rows, 1)
    )
    if waits:
        publish(
            ChangeProposed(
                order_id=order.id,
                number=order.number,
                channel_code=order.channel_code,
                customer_id=order.customer_id,
                change_id=change.pk,
                kind=change.kind,
                difference_minor=change.total_minor,
                currency=order.currency,
            )
        )
    else:
        let_count(order, change, draft.rows)
        if order.sells_gift_cards and gone.refunded:
            withdraw_sold_cards(order.id, reason=draft.reason, now=now)
    return change


_COUNT = """
UPDATE ordering_order
SET added_minor = added_minor + greatest(%(total)s, 0),
  taken_off_minor = taken_off_minor + greatest(-%(total)s, 0),
  uncollected_minor = uncollected_minor + %(uncollected)s
WHERE id = %(id)s
"""


def let_count(order: StandingOrder, change: OrderChange, rows_of: Sequence[ChangeRow]) -> None:
    """Move the order's sums by a document that is in force, and tell it. Joins the caller's transaction."""
    execute(
        _COUNT,
        {"id": order.id, "total": change.total_minor, "uncollected": change.uncollected_minor},
    )
    goods = [row for row in rows_of if row.quantity]
    publish(
        OrderChanged(
            order_id=order.id,
            number=order.number,
            channel_code=order.channel_code,
            customer_id=order.customer_id,
            change_id=change.pk,
            change_number=change.number,
            kind=change.kind,
            difference_minor=change.total_minor,
            refund_minor=change.refund_minor,
            total_minor=order.total_minor + change.total_minor,
            currency=order.currency,
            positions=tuple(row.position or 0 for row in goods),
            variant_ids=tuple(str(row.variant_id or "") for row in goods),
            quantities=tuple(row.quantity for row in goods),
            return_id=change.order_return_id,
            reason=change.reason,
        )
    )


def _settled(order: StandingOrder, draft: Draft, number: int, now: datetime) -> TakenOff:
    """Let go, or ask back, what a document takes off."""
    if draft.total_minor >= 0:
        return TakenOff((), (), 0)
    paid = payments_for(order.id)
    means = [Means(payments.still_to_come(each).minor, each.refundable.minor) for each in paid]
    gone = taken_off(-draft.total_minor, means)
    if gone.already_back and any(each.capturing for each in paid):
        raise MoneyIsUnderWay
    for each, forgone in zip(paid, gone.forgone, strict=True):
        if forgone:
            payments.forgo_payment(each.id, Money(forgone, order.currency), now=now)
    key = refund_key_of_change(order.id, number)
    for each, minor in reversed(list(zip(paid, gone.refunds, strict=True))):
        if minor:
            payments.refund_payment(
                payments.RefundPayment(
                    each.id,
                    key=key,
                    reason=draft.reason[:200],
                    amount=Money(minor, order.currency),
                ),
                now=now,
            )
    return gone


def _line(change: OrderChange, at: int, row: ChangeRow) -> OrderChangeLine:
    return OrderChangeLine(
        change_id=change.pk,
        row=at,
        kind=row.kind,
        position=row.position,
        is_new=row.is_new,
        variant_id=row.variant_id,
        sku=row.sku,
        name=row.name,
        quantity=row.quantity,
        unit_price=row.unit_price,
        items_minor=row.sums.items_minor,
        discount_minor=row.sums.discount_minor,
        tax_minor=row.sums.tax_minor,
        tax_included_minor=row.sums.tax_included_minor,
        tax_rate=row.tax_rate,
        total_minor=row.sums.total_minor,
    )
