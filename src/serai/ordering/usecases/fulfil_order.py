"""Note that an order's goods are with the shopper."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.kernel.states import IllegalTransition
from serai.ordering.domain.order_state import ORDER_STATES, OrderAction, OrderState
from serai.ordering.events import OrderFulfilled
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.queries.order_view import order
from serai.ordering.usecases.advance_order import advance_order
from serai.ordering.usecases.give_back import payments_for
from serai.ordering.usecases.let_groups_go import let_groups_go
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.ordering.usecases.review.must_not_be_held import must_not_be_held
from serai.payments import public as payments
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


class NotPaidYet(DomainError):
    """The order waits for its money; its goods stay here until that has come."""

    code = "ordering.not_paid_yet"
    kind = Kind.CONFLICT

    def __init__(self, order_id: UUID, due: Money) -> None:
        self.order_id, self.due = order_id, due
        super().__init__(f"{due} of this order are still to come.")


_LOST = (payments.PaymentState.VOIDED, payments.PaymentState.FAILED)
"""States of the payment of an agreed order whose money will not come."""
_SET_ASIDE = (payments.PaymentState.AUTHORISED, payments.PaymentState.CAPTURED)


@unit_of_work()
def fulfil_order(order_id: UUID, *, now: datetime) -> OrderView:
    """
    Note that the goods of a paid order were handed over, all of them; to say so again changes nothing.

    They left the stock when the order was agreed, so nothing moves; its fulfilment groups that are still here
    leave with it. What was set aside for it is taken now. From now on it cannot be cancelled.

    Raises:
        OrderNotFound: no such order.
        NotPaidYet: it waits for a transfer, or what was set aside for it is lost.
        IllegalTransition: it is not paid, or over.
        OrderIsHeld: somebody has to look at it first.
    """
    must_not_be_held(order_id, now=now)
    open_order_groups(order_id, now=now)
    seen = complete_order(order_id, now=now)
    let_groups_go(order_id, now=now)
    fulfilment.hand_over_order(order_id, now=now)
    return seen


@unit_of_work()
def complete_order(order_id: UUID, *, now: datetime) -> OrderView:
    """
    Note that nothing of an order is left to hand over; to say so again changes nothing.

    Joins the caller's transaction. Its groups are not asked.

    Raises:
        OrderNotFound: no such order.
        NotPaidYet: it waits for a transfer, or what was set aside for it is lost.
        IllegalTransition: it is not paid, or over.
    """
    fulfilled = advance_order(order_id, OrderAction.FULFIL, now=now)
    if fulfilled is None:
        seen = order(order_id)
        state = OrderState(seen.state)
        if state is OrderState.FULFILLED:
            return seen
        raise IllegalTransition(state, OrderAction.FULFIL, [*ORDER_STATES.allowed(state)])
    seen = order(order_id)
    if seen.payment and seen.payment.state in _LOST:
        raise NotPaidYet(order_id, seen.totals.total)
    if seen.due and seen.payment and seen.payment.method == payments.BANK_TRANSFER:
        raise NotPaidYet(order_id, seen.due)
    if seen.payment and seen.payment.state in _SET_ASIDE:
        _take_what_is_set_aside(order_id, now)
    publish(
        OrderFulfilled(
            order_id=order_id,
            number=fulfilled.number,
            channel_code=fulfilled.channel_code,
            customer_id=fulfilled.customer_id,
        )
    )
    return seen


def _take_what_is_set_aside(order_id: UUID, now: datetime) -> None:
    for each in payments_for(order_id):
        if each.capturable > each.capturing:
            key = f"order {order_id}: handed over"
            payments.capture_payment(
                payments.CapturePayment(each.id, key, "Handed over", is_final=True), now=now
            )
