"""The shopper's browser comes back from the processor's page."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.queries.order_view import order_of
from serai.ordering.usecases.follow_payment import follow_payment
from serai.payments import public as payments
from serai.plumbing.db import done_again, rows, unit_of_work


def return_from_payment(buyer: Buyer, order_id: UUID, *, now: datetime) -> OrderView:
    """
    Ask the processor how the payment stands and bring the order there. Safe to repeat, at any time.

    What the browser says is not believed. The webhook may have been faster, or may follow: whoever is
    second changes nothing.

    Raises:
        OrderNotFound: no such order, or not theirs.
        ProcessorUnavailable: no answer in time; the order stays as it is and is looked at again later.
    """
    standing = order_of(buyer, order_id)
    if standing.state != OrderState.PLACING:
        return standing
    [(payment_id,)] = rows("SELECT payment_id FROM ordering_order WHERE id = %s", [order_id])
    if payment_id is not None:
        ask_processor(order_id, payment_id, source=payments.Source.RETURN, now=now)
    return order_of(buyer, order_id)


def ask_processor(
    order_id: UUID, payment_id: UUID, *, source: payments.Source, now: datetime
) -> None:
    """
    Learn from the processor how a payment stands and bring its order there.

    Raises:
        ProcessorUnavailable: no answer in time.
    """
    result = payments.charge_status(payment_id)
    if result is None:
        return

    @unit_of_work()
    def follow() -> None:
        settled = payments.settle_from_processor(result, source=source, now=now)
        follow_payment(order_id, settled.payment, now=now)

    done_again(follow)
