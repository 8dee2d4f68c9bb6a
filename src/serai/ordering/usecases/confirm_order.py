"""Confirm an order whose money is there, or will come by itself: its stock leaves the books."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.ordering.domain.holds import held_until
from serai.ordering.domain.order_state import OrderAction, OrderState
from serai.ordering.domain.paying import Paying
from serai.ordering.events import GiftCardsSold, OrderCancelled, OrderPlaced
from serai.ordering.queries.what_it_needs import stocked
from serai.ordering.usecases.advance_order import Advanced, Standing, advance_order, standing
from serai.ordering.usecases.pay_by_tenders import (
    capture_tenders,
    lock_tenders,
    release_tenders,
)
from serai.payments import public as payments
from serai.plumbing.db import current_work, unit_of_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.events import publish
from serai.pricing import public as pricing

SEND_CONFIRMATION = "ordering.send_confirmation"
"""The job that writes to the shopper, and its queue: letters are written together."""
TELL_BUYING = "ordering.tell_buying"
"""The subscription that tells what customers bought; nobody knows what a guest did."""
ASK_FOR_PRESCRIPTION, BILL_PLACED, DELIVER_DIGITAL = (
    "ordering.ask_for_prescription",
    "ordering.bill_placed",
    "ordering.deliver_digital",
)
"""Subscriptions of this context to an order that is placed; only some orders give them something to do."""
STOCK_LOST = "stock_lost"
"""Why an order was cancelled whose stock was gone when its money came."""


@unit_of_work()
def confirm_order(
    order_id: UUID,
    payment_id: UUID | None,
    paying: Paying | None,
    *,
    now: datetime,
    accepts: bool = False,
) -> Standing:
    """
    Let an order that is placing be paid. Joins the caller's transaction; a second call changes nothing.

    What gift cards and credit hold for it is taken in the same transaction.

    When its reservation was lost it is reserved anew; when that fails too, the order is cancelled and the
    money goes back. An order that was given up before its money came gets the money back as well.

    Args:
        order_id: which order.
        payment_id: what paid it; `None` for an order that costs nothing.
        paying: where the payment stands.
        now: the present instant.
        accepts: the money comes by itself later; until then the order is accepted, not paid.

    Raises:
        OrderNotFound: no such order.
    """
    action = OrderAction.ACCEPT if accepts else OrderAction.CONFIRM
    confirmed = advance_order(order_id, action, now=now, paying=paying)
    if confirmed is None:
        there = standing(order_id, paying)
        if there.state in (OrderState.FAILED, OrderState.CANCELLED) and payment_id is not None:
            _give_back_what_is_there(payment_id, order_id, "order_given_up", now)
        return there
    lock_tenders(confirmed.tenders, confirmed.currency)
    if not _take_stock(order_id, confirmed, now):
        return _cancel(order_id, confirmed, payment_id, paying, now)
    capture_tenders(confirmed.tenders, confirmed.currency, now=now)
    publish(
        OrderPlaced(
            order_id=order_id,
            number=confirmed.number,
            channel_code=confirmed.channel_code,
            customer_id=confirmed.customer_id,
            cart_id=confirmed.cart_id,
            payment_id=payment_id,
            total_minor=confirmed.total_minor,
            currency=confirmed.currency,
            locale=confirmed.locale,
            variant_ids=tuple(confirmed.variant_ids),
            quantities=tuple(confirmed.quantities),
        ),
        spares=_idle(confirmed),
    )
    if confirmed.sells_gift_cards and not accepts:
        publish(GiftCardsSold(order_id))
    args = {"order_id": str(order_id)}
    current_work().jobs.append(JobRow(SEND_CONFIRMATION, SEND_CONFIRMATION, args))
    return Standing(OrderState.ACCEPTED if accepts else OrderState.PAID, paying)


def _idle(confirmed: Advanced) -> list[str]:
    """Return the subscriptions that a plain order gives nothing to do: most orders are plain."""
    idle = [] if confirmed.is_regulated else [ASK_FOR_PRESCRIPTION]
    if confirmed.customer_id is None:
        idle.append(TELL_BUYING)
    if not confirmed.is_invoiced:
        idle.append(BILL_PLACED)
    if stocked(confirmed.items) == confirmed.items:
        idle.append(DELIVER_DIGITAL)
    return idle


def _take_stock(order_id: UUID, confirmed: Advanced, now: datetime) -> bool:
    if confirmed.ahead_text:
        inventory.agree_places(order_id)
    there = stocked(confirmed.items_there)
    if not there:
        return True
    try:
        inventory.fulfil_reservation(order_id, now=now)
    except inventory.ReservationLost:
        fulfilment.hold_places(order_id)
        try:
            with transaction.atomic():  # a refusal keeps no balance locked: others come after it
                anew = inventory.reserve(
                    there,
                    reservation_of=order_id,
                    channel_code=confirmed.channel_code,
                    location_id=confirmed.location_id,
                    expires_at=held_until(now),
                    now=now,
                )
        except inventory.OutOfStock:
            return False
        fulfilment.leave_places(order_id, {line.location_id for line in anew.lines})
        inventory.fulfil_reservation(order_id, now=now)
    return True


def _cancel(
    order_id: UUID,
    confirmed: Advanced,
    payment_id: UUID | None,
    paying: Paying | None,
    now: datetime,
) -> Standing:
    advance_order(order_id, OrderAction.CANCEL, now=now, reason=STOCK_LOST)
    release_tenders(confirmed.tenders, confirmed.currency, now=now)
    fulfilment.free_places(order_id)
    if confirmed.promoted:
        pricing.release_promotions(order_id, now=now)
    if confirmed.ahead_text:
        inventory.give_up_places(order_id)
    if payment_id is not None and paying is not None:
        _give_back_what_is_there(payment_id, order_id, STOCK_LOST, now)
    publish(
        OrderCancelled(
            order_id=order_id,
            number=confirmed.number,
            channel_code=confirmed.channel_code,
            customer_id=confirmed.customer_id,
            total_minor=confirmed.total_minor,
            currency=confirmed.currency,
            reason=STOCK_LOST,
        )
    )
    return Standing(OrderState.CANCELLED, paying, STOCK_LOST)


def _give_back_what_is_there(payment_id: UUID, order_id: UUID, reason: str, now: datetime) -> None:
    """Let go of what is set aside, and give back what was taken."""
    payment = payments.payment(payment_id)
    if payment.capturable:
        payments.release_payment_later(payment_id)
    if payment.refundable:
        key = f"order {order_id}: {reason}"
        payments.refund_payment(payments.RefundPayment(payment_id, key=key, reason=reason), now=now)
