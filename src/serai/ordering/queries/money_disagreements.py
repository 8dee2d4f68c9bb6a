"""Where orders and their payments disagree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.purposes import CHANGE
from serai.payments import public as payments
from serai.plumbing.db import rows

_ACCEPTED = (OrderState.PAID, OrderState.FULFILLED)
_OVER = (OrderState.FAILED, OrderState.CANCELLED)
_ORDERS = """
SELECT id, number, state, CASE WHEN change_count > 0 THEN ARRAY(
    SELECT c.number FROM ordering_order_change AS c
    WHERE c.order_id = ordering_order.id AND c.state <> 'in_force' AND c.payment_id IS NOT NULL)
  ELSE '{}' END,
  total_minor + added_minor, uncollected_minor, refunded_minor, currency
FROM ordering_order
WHERE source = '' AND state <> 'placing'
  AND (placed_at >= %(since)s AND placed_at < %(until)s OR id = ANY(%(moved)s))
"""


@dataclass(frozen=True, slots=True)
class _Order:
    id: UUID
    number: str
    state: OrderState
    undone: list[int]
    """The documents that somebody has begun to pay and that do not count."""
    total: Money
    """What was agreed, with what documents have added since."""
    uncollected: Money
    """What of it documents have taken off before it was taken."""
    refunded: Money


def check_orders(since: datetime, until: datetime) -> payments.OrdersChecked:
    """
    Compare every order placed in the time, or whose money moved in it, with its payments; three statements.

    An accepted order's payments, whole, are its total; less what was let go of them, they are its total less
    what documents took off before it was taken. What was paid for a document that does not count is none of it
    once it has gone back. What payments gave back is what the order says went back; of an order that failed or
    was cancelled nothing is kept. Imported history has no payments.

    An order hears of its payments a moment later: one that differs and whose money has moved since `until` says
    nothing yet, neither that it differs nor that it agrees again. The next check looks at it. Where something
    differs, that is a fourth statement.
    """
    moved = list(payments.orders_whose_money_moved(since, until))
    found = [
        _Order(pk, number, OrderState(state), undone, *(Money(each, currency) for each in amounts))
        for pk, number, state, undone, *amounts, currency in rows(
            _ORDERS, {"since": since, "until": until, "moved": moved}
        )
    ]
    undone = [(order.id, f"{CHANGE}{number}") for order in found for number in order.undone]
    sums = payments.money_of_orders([order.id for order in found], undone)
    differences = [one for order in found for one in _differences(order, sums.get(order.id))]
    moving = payments.orders_whose_money_moved(until) if differences else set()
    moving &= {one.order_id for one in differences}
    return payments.OrdersChecked(
        orders=len(found),
        differences=[one for one in differences if one.order_id not in moving],
        subjects=[name for order in found if order.id not in moving for name in _subjects(order)],
    )


def _differences(
    order: _Order, money: payments.MoneyOfOrder | None
) -> Iterable[payments.Difference]:
    nothing = Money(0, order.total.currency)
    said = money or payments.MoneyOfOrder(*[nothing] * 4)
    promised, kept, refunded = said.promised, said.kept, said.refunded
    total, refund = _subjects(order)
    if promised.currency != order.total.currency:
        sentence = f"Order {order.number} costs {order.total}; it was paid in {promised.currency}."
        yield _difference(order, total, sentence, promised)
    elif order.state in _ACCEPTED:
        if not _are_its_total(order, said):
            sentence = f"Order {order.number} costs {order.total}; its payments are of {promised}."
            yield _difference(order, total, sentence, promised - order.total)
        if refunded != order.refunded and refunded <= order.total:
            sentence = (
                f"Order {order.number} says {order.refunded} went back; payments say {refunded}."
            )
            yield _difference(order, refund, sentence, refunded - order.refunded)
    elif order.state in _OVER and kept:
        sentence = f"Order {order.number} is {order.state.value}; its payments still keep {kept}."
        yield _difference(order, total, sentence, kept)


def _are_its_total(order: _Order, money: payments.MoneyOfOrder) -> bool:
    """
    Return whether payments are what an accepted order costs.

    What a document lets go of lowers a payment that is waited for, and stays part of one that is set aside
    until all of that is let go: then the payment counts no more. Hence also without what was let go.
    """
    wanted = order.total - order.uncollected
    return order.total == money.promised or wanted in (money.promised, money.to_keep)


def _subjects(order: _Order) -> tuple[str, str]:
    return f"order {order.number}", f"refunds of order {order.number}"


def _difference(order: _Order, subject: str, sentence: str, by: Money) -> payments.Difference:
    return payments.Difference(
        payments.DifferenceKind.ORDER, subject, sentence, by, order_id=order.id
    )
