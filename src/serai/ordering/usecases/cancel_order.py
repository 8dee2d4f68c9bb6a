"""Call an order off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.kernel.states import IllegalTransition
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.order_state import ORDER_STATES, OrderAction, OrderState
from serai.ordering.events import OrderCancelled
from serai.ordering.models import OrderChange
from serai.ordering.queries.changes.reserved_by import reserved_by_documents
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.queries.order_view import OrderNotFound, can_cancel, order, order_of
from serai.ordering.queries.what_it_needs import stocked
from serai.ordering.usecases.advance_order import Advanced, advance_order
from serai.ordering.usecases.end_changes import (
    end_changes,
    held_for,
    restock_changes,
    waiting_without_tenders,
)
from serai.ordering.usecases.end_holds import end_holds
from serai.ordering.usecases.give_back import give_back, left_of, payments_for
from serai.ordering.usecases.withdraw_sold_cards import withdraw_sold_cards
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish
from serai.pricing import public as pricing


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Which order, and why."""

    order_id: UUID
    reason: str


@unit_of_work()
def cancel_order(command: CancelOrder, *, now: datetime, buyer: Buyer | None = None) -> OrderView:
    """
    Cancel an order that is paid and not yet handed over: its goods are back in stock, its money goes back.

    Args:
        command: which order, and why.
        now: the present instant.
        buyer: whose it must be; `None` for staff.

    Raises:
        OrderNotFound: no such order, or not theirs.
        IllegalTransition: its payment is under way, it is over, or some of it has left.
        GiftCardSpent: a gift card that it sold is used by now.
    """
    if buyer is not None:
        order_of(buyer, command.order_id)
    state = _locked(command.order_id)
    if not can_cancel(state):
        raise _refused(state)
    elsewhere = _call_back_groups(command, state, now)
    cancelled = advance_order(command.order_id, OrderAction.CANCEL, now=now, reason=command.reason)
    assert cancelled is not None, "the row is locked and its state allows it"
    waiting = waiting_without_tenders(command.order_id, now=now)
    _settle_up(command, now)
    if cancelled.sells_gift_cards:
        withdraw_sold_cards(command.order_id, reason=command.reason, now=now)
    fulfilment.free_places(command.order_id)
    end_changes(command.order_id, waiting, now=now)
    if cancelled.promoted:
        pricing.release_promotions(command.order_id, now=now)
    _put_back(command, cancelled, elsewhere, waiting, now)
    end_holds(command.order_id, now=now)
    publish(
        OrderCancelled(
            order_id=command.order_id,
            number=cancelled.number,
            channel_code=cancelled.channel_code,
            customer_id=cancelled.customer_id,
            total_minor=cancelled.total_minor,
            currency=cancelled.currency,
            reason=command.reason,
        )
    )
    return order(command.order_id)


def _locked(order_id: UUID) -> OrderState:
    found = rows("SELECT state FROM ordering_order WHERE id = %s FOR UPDATE", [order_id])
    if not found:
        raise OrderNotFound
    return OrderState(found[0][0])


def _refused(state: OrderState) -> IllegalTransition:
    allowed = [each for each in ORDER_STATES.allowed(state) if each is not OrderAction.CANCEL]
    return IllegalTransition(state, OrderAction.CANCEL, [*allowed])


def _call_back_groups(command: CancelOrder, state: OrderState, now: datetime) -> list[UUID]:
    """Cancel what fulfilment has begun with, unless some of it has left; return what came from elsewhere."""
    order_id = command.order_id
    freed = fulfilment.cancel_units(order_id, now=now)
    if any(group.state in fulfilment.OUT for group in fulfilment.groups_of_order(order_id)):
        raise _refused(state)
    return sorted({each.reservation_of for each in freed} - {order_id})


def _put_back(
    command: CancelOrder,
    cancelled: Advanced,
    elsewhere: Sequence[UUID],
    waiting: Sequence[OrderChange],
    now: datetime,
) -> None:
    """Put the goods back: after the promotions, as whoever orders them locks both in this order."""
    added = reserved_by_documents(command.order_id)
    others = [*elsewhere, *added, *map(held_for, waiting)]
    if others:
        inventory.lock_stock([command.order_id, *others])
    if cancelled.ahead_text:
        inventory.give_up_places(command.order_id)
    for reservation in elsewhere:
        inventory.restock(reservation, note=command.reason, now=now)
    if stocked(cancelled.items_there):
        inventory.restock(command.order_id, note=command.reason, now=now)
    restock_changes(added, reason=command.reason, now=now)
    for change in waiting:
        inventory.release(held_for(change), now=now)


def _settle_up(command: CancelOrder, now: datetime) -> None:
    """Wait no longer for money that was to come, and give back what is here and was not given back yet."""
    paid = payments_for(command.order_id)
    for each in paid:
        if each.state is payments.PaymentState.PENDING:
            payments.stop_waiting(each.id, now=now)
        if each.capturable:
            payments.release_payment_later(each.id)
    if sum(left_of(each) for each in paid) > 0:
        key = f"order {command.order_id}: cancelled"
        give_back(paid, None, key=key, reason=command.reason, now=now)
