"""Pay what a document makes an order dearer."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.changes.change_state import ChangeState
from serai.ordering.models import OrderChange
from serai.ordering.queries.changes.change_view import ChangeNotFound, ChangeView, change_of_order
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.queries.order_view import order_of
from serai.ordering.usecases.differences.follow_change import follow_change
from serai.ordering.usecases.follow_payment import (
    FOLLOW_CHANGE,
    FOLLOW_PENDING,
    FOLLOW_PROMISED,
)
from serai.ordering.usecases.give_back import CHANGE
from serai.ordering.usecases.place_order import CardNeeded
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import handled_here


class ChangeIsSettled(DomainError):
    """The document waits for no payment: it counts, or was called off."""

    code = "ordering.change_is_settled"
    kind = Kind.CONFLICT

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(f"Nothing is to be paid for this: it is {state}.")


@dataclass(frozen=True, slots=True)
class PayDifference:
    """Which document, with what; without a card, in cash where the order is paid in cash."""

    order_id: UUID
    change_id: UUID
    return_url: str
    """Where the processor's page sends the shopper back to."""
    card: payments.Card | None = field(default=None, repr=False)
    token: str = ""
    instrument_id: UUID | None = None
    """A card that the shopper has kept."""


@dataclass(frozen=True)
class PaidDifferenceView:
    """The document, and what the shopper must do before it counts."""

    change: ChangeView
    payment_state: str
    action_url: str


def pay_difference(buyer: Buyer, command: PayDifference, *, now: datetime) -> PaidDifferenceView:
    """
    Charge the difference; the document counts as soon as the money is sure.

    Two transactions with the processor's call between them, as when an order is placed.

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
    """
    order_of(buyer, command.order_id)
    charge = _started(command, _token(buyer, command, now), now)
    result = payments.charge_payment(charge, now=now)
    with unit_of_work():
        _lock(command.order_id)
        settled = payments.settle_from_processor(result, source=payments.Source.CALL, now=now)
        follow_change(command.order_id, settled.payment, now=now)
        handled_here(FOLLOW_CHANGE, FOLLOW_PROMISED, FOLLOW_PENDING)
    if settled.payment.state is payments.PaymentState.FAILED:
        raise payments.PaymentDeclined(settled.payment.id, settled.payment.failure_code)
    return paid_difference(command, settled.payment)


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
        with unit_of_work():
            _lock(order_id)
            source = payments.Source.RETURN
            settled = payments.settle_from_processor(result, source=source, now=now)
            follow_change(order_id, settled.payment, now=now)
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
def _started(command: PayDifference, token: str, now: datetime) -> payments.ChargeRequest:
    order = standing_order(command.order_id, lock=True)
    return begun_payment(order, command, token, _method(order, token), now)


def begun_payment(
    order: StandingOrder, command: PayDifference, token: str, method: str, now: datetime
) -> payments.ChargeRequest:
    """
    Begin the payment of a document that waits for it. Joins the caller's transaction, whose order is locked.

    Raises:
        ChangeNotFound: the order has no such document.
        ChangeIsSettled: it waits for nothing, or no longer.
        PaymentIsLive: it is being paid.
    """
    change = OrderChange.objects.filter(order_id=order.id, pk=command.change_id).first()
    if change is None:
        raise ChangeNotFound
    late = change.expires_at is not None and change.expires_at <= now
    if change.state != ChangeState.AWAITING_PAYMENT or late:
        raise ChangeIsSettled(ChangeState.LAPSED if late else change.state)
    request = payments.start_payment(
        payments.StartPayment(
            cart_id=change.pk,
            order_id=order.id,
            channel_code=order.channel_code,
            amount=Money(change.total_minor, order.currency),
            token=token,
            return_url=command.return_url,
            method=method,
            purpose=f"{CHANGE}{change.number}",
        ),
        now=now,
    )
    change.payment_id = request.payment_id
    change.save(update_fields=["payment_id"])
    return request


def _lock(order_id: UUID) -> None:
    """Keep an order to oneself before its payment is: whoever begins a payment locks them in this order too."""
    rows("SELECT FROM ordering_order WHERE id = %s FOR UPDATE", [order_id])


def _method(order: StandingOrder, token: str) -> str:
    if token:
        return payments.CARD
    in_cash = (payments.CASH_AT_STORE, payments.CASH_ON_DELIVERY)
    if order.payment_method in in_cash and order.payment_state == payments.PaymentState.PENDING:
        return order.payment_method
    raise CardNeeded


def paid_difference(command: PayDifference, payment: payments.PaymentView) -> PaidDifferenceView:
    """Return a document as it is now, and what its payment asks of the shopper."""
    change = change_of_order(command.order_id, command.change_id)
    waits = payment.state is payments.PaymentState.REQUIRES_ACTION
    return PaidDifferenceView(change, payment.state.value, payment.action_url if waits else "")
