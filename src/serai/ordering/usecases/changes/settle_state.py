"""Bring an order's state to where a document has left its units and its money."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.paying import Paying
from serai.ordering.usecases.follow_groups import follow_groups
from serai.ordering.usecases.give_back import payments_for
from serai.ordering.usecases.pay_order import pay_order
from serai.payments import public as payments
from serai.plumbing.db import unit_of_work


@unit_of_work()
def settle_state(order_id: UUID, *, now: datetime) -> None:
    """
    Note what follows when units are called off: nothing more may be to come, or to be handed over.

    An accepted order is paid once all that is still wanted has been taken. Joins the caller's transaction;
    safe to repeat.
    """
    paid = payments_for(order_id)
    waits = any(payments.still_to_come(each) or each.capturing for each in paid)
    taken = [each for each in paid if each.state is payments.PaymentState.CAPTURED]
    if taken and not waits:
        last = taken[-1]
        pay_order(order_id, last.id, Paying(last.state.value, last.method, last.label), now=now)
    follow_groups(order_id, now=now)
