"""Take the money of what has been handed over, parcel by parcel."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.kernel.money import Money
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.usecases.give_back import payments_for
from serai.payments import public as payments


def capture_parcels(
    order_id: UUID, groups: Iterable[fulfilment.GroupView], *, now: datetime
) -> None:
    """
    Take what was set aside for units that have left, with delivery for the first of them.

    What is taken follows from all units that have left so far, not from the parcel at hand: told twice, or in
    another order, the same is taken. What a processor takes only once waits for the last parcel. Joins the
    caller's transaction, whose order is locked.
    """
    left = _units_that_left(groups)
    waiting = [each for each in payments_for(order_id) if _takes_parts(each)]
    if not left or not waiting:
        return
    value = _value_of(order_id, left)
    taken = sum(each.captured.minor + each.capturing.minor for each in payments_for(order_id))
    due = value - taken
    for each in waiting:
        free = (each.capturable - each.capturing).minor
        part = min(due, free)
        if part > 0:
            payments.capture_payment(
                payments.CapturePayment(
                    each.id,
                    f"order {order_id}: parcels worth {value}",
                    "Parcels handed over",
                    Money(part, each.amount.currency),
                ),
                now=now,
            )
            due -= part


def _takes_parts(payment: payments.PaymentView) -> bool:
    return payment.capturable > payment.capturing and payments.captures_in_parts(payment)


def _units_that_left(groups: Iterable[fulfilment.GroupView]) -> Counter[int]:
    left: Counter[int] = Counter()
    for group in groups:
        for line in group.lines:
            left[line.position] += line.handed
    return +left


def _value_of(order_id: UUID, left: Counter[int]) -> int:
    """Return what units are worth that have left and were not taken back, of sets whole ones, with delivery."""
    standing = standing_order(order_id)
    value = standing.delivery.total_minor
    for position, units in standing.sets.whole(left).items():
        line = standing.lines[position]
        here = min(units, line.quantity)
        if here:
            value += line.share(here).total_minor
    return value
