"""Pay what a document makes an order dearer."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from serai.ordering.domain.buyer import Buyer
from serai.ordering.models import OrderChange
from serai.ordering.queries.changes.change_view import ChangeNotFound, ChangeView, change_of_order
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.order_view import order_of
from serai.ordering.usecases.differences.begin_difference import (
    Begun,
    PayDifference,
    begin_difference,
)
from serai.ordering.usecases.differences.follow_change import follow_change
from serai.ordering.usecases.follow_payment import FOLLOWED
from serai.ordering.usecases.pay_by_tenders import capture_tenders
from serai.payments import public as payments
from serai.plumbing.db import done_again, rows, unit_of_work
from serai.plumbing.events import handled_here


@dataclass(frozen=True)
class PaidDifferenceView:
    """The document, and what the shopper must do before it counts."""

    change: ChangeView
    payment_state: str
    action_url: str


def pay_difference(buyer: Buyer, command: PayDifference, *, now: datetime) -> PaidDifferenceView:
    """
    Pay the difference: gift cards and credit first, as they are named, a card or cash what they leave.

    What tenders pay is held until the rest is sure, and taken in the transaction in which the document counts: all
    of it is paid, or none. Where they pay everything that is one transaction; else there are two, with the
    processor's call between them, as when an order is placed.

    Raises:
        OrderNotFound: no such order, or not theirs.
        ChangeNotFound: the order has no such document.
        ChangeIsSettled: it waits for nothing, or no longer.
        CardNeeded: nothing to charge.
        CardRefused: what was typed is no card.
        InstrumentNotFound, InstrumentRefused: the kept card is not theirs, or good no more.
        PaymentIsLive: it is being paid.
        PaymentDeclined: the card was refused; try another.
        ProcessorUnavailable: the card could not be turned into a token; nothing has happened.
        TenderNotFound, NoInstalmentsForIt: nothing pays under a name.
        TendersChanged: tenders leave another amount than was shown.
        TenderTooSmall: they leave something, and nothing else was named.
        BalanceTooSmall: somebody was faster.
    """
    order_of(buyer, command.order_id)
    token = _token(buyer, command, now)
    begun = done_again(partial(_begun, buyer, command, token, now))
    if begun.paid_by is not None:
        return paid_difference(command, payments.payment(begun.request.payment_id))
    result = payments.charge_payment(begun.request, now=now)
    payment = done_again(partial(_followed, command.order_id, result, payments.Source.CALL, now))
    if payment.state is payments.PaymentState.FAILED:
        raise payments.PaymentDeclined(payment.id, payment.failure_code)
    return paid_difference(command, payment)


def return_to_change(
    buyer: Buyer, order_id: UUID, change_id: UUID, *, now: datetime
) -> PaidDifferenceView:
    """
    Ask the processor how the payment of a difference stands; the browser is back. Safe to repeat.

    Raises:
        OrderNotFound: no such order, or not theirs.
        ChangeNotFound: the order has no such document, or nobody has begun to pay it.
        ProcessorUnavailable: no answer in time.
    """
    order_of(buyer, order_id)
    change = OrderChange.objects.filter(order_id=order_id, pk=change_id).first()
    if change is None or change.payment_id is None:
        raise ChangeNotFound
    result = payments.charge_status(change.payment_id)
    if result is not None:
        done_again(partial(_followed, order_id, result, payments.Source.RETURN, now))
    command = PayDifference(order_id, change_id, "")
    return paid_difference(command, payments.payment(change.payment_id))


def _token(buyer: Buyer, command: PayDifference, now: datetime) -> str:
    if command.card is not None:
        card, channel_code = command.card, buyer.channel_code
        return payments.tokenise_card(card, channel_code=channel_code, now=now).token
    if command.instrument_id is not None and buyer.customer_id is not None:
        return payments.token_of_instrument(
            buyer.customer_id,
            command.instrument_id,
            channel_code=buyer.channel_code,
            now=now,
        )
    return command.token


@unit_of_work()
def _begun(buyer: Buyer, command: PayDifference, token: str, now: datetime) -> Begun:
    """Begin to pay, and finish where tenders pay everything: nobody outside is asked for that."""
    order = standing_order(command.order_id, lock=True)
    begun = begin_difference(buyer, order, command, token, now=now)
    if begun.paid_by is not None:
        capture_tenders([begun.paid_by], order.currency, now=now)
        follow_change(order.id, payments.payment(begun.request.payment_id), now=now)
        handled_here(*FOLLOWED)
    return begun


@unit_of_work()
def _followed(
    order_id: UUID, result: payments.ChargeResult, source: payments.Source, now: datetime
) -> payments.PaymentView:
    """Bring a document to where the processor says that its payment is."""
    _lock(order_id)
    settled = payments.settle_from_processor(result, source=source, now=now)
    follow_change(order_id, settled.payment, now=now)
    if source is payments.Source.CALL:
        handled_here(*FOLLOWED)
    return settled.payment


def _lock(order_id: UUID) -> None:
    """Keep an order to oneself before its payment is: whoever begins a payment locks them in this order too."""
    rows("SELECT FROM ordering_order WHERE id = %s FOR UPDATE", [order_id])


def paid_difference(command: PayDifference, payment: payments.PaymentView) -> PaidDifferenceView:
    """Return a document as it is now, and what its payment asks of the shopper."""
    change = change_of_order(command.order_id, command.change_id)
    waits = payment.state is payments.PaymentState.REQUIRES_ACTION
    return PaidDifferenceView(change, payment.state.value, payment.action_url if waits else "")
