"""Give money of an order back without calling it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.queries.order_view import OrderNotFound
from serai.ordering.usecases.give_back import give_back, payments_for
from serai.ordering.usecases.withdraw_sold_cards import withdraw_sold_cards
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work

_ORDER = "SELECT currency, gift_cards IS NOT NULL FROM ordering_order WHERE id = %s FOR UPDATE"


class NothingWasPaid(DomainError):
    """The order was not paid through the shop, so there is nothing to give back."""

    code = "ordering.nothing_was_paid"
    kind = Kind.CONFLICT

    def __init__(self, order_id: UUID) -> None:
        self.order_id = order_id
        super().__init__("Nothing was paid for this order here, so nothing can be given back.")


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """How much of an order to give back, and why; without an amount, all that is left."""

    order_id: UUID
    key: str
    """The caller's name of this refund: repeated, it refunds once."""
    reason: str
    amount_minor: int | None = None


@dataclass(frozen=True)
class OrderRefundView(payments.RefundView):
    """What goes back to what paid last, and further refunds when more than one thing paid."""

    further: list[payments.RefundView]


@unit_of_work()
def refund_order(command: RefundOrder, *, now: datetime) -> OrderRefundView:
    """
    Ask for money of an order back. `OrderRefunded` follows when it has gone.

    What paid last is given back first: a card before gift cards and credit.

    Raises:
        OrderNotFound: no such order.
        NothingWasPaid: it has no payment of ours.
        RefundTooLarge: less than that is left.
        RefundKeyReused: the key was first used for another amount.
        GiftCardSpent: it sold gift cards that are used by now, and less than they are worth would be kept.
    """
    found = rows(_ORDER, [command.order_id])
    if not found:
        raise OrderNotFound
    [(currency, sells_gift_cards)] = found
    paid = payments_for(command.order_id)
    if not paid:
        raise NothingWasPaid(command.order_id)
    amount = None if command.amount_minor is None else Money(command.amount_minor, currency)
    key = f"order {command.key}"
    known = _known(paid, key, amount)
    refunds = known or give_back(paid, amount, key=key, reason=command.reason, now=now)
    if sells_gift_cards:
        withdraw_sold_cards(command.order_id, reason=command.reason, now=now)
    return _told(refunds)


def _known(
    paid: Sequence[payments.PaymentView], key: str, amount: Money | None
) -> list[payments.RefundView]:
    refunds = [
        each
        for payment in reversed(paid)
        if payment.refunded or payment.refunding
        for each in payments.refunds_of_payment(payment.id)
        if each.key == key
    ]
    if (
        refunds
        and amount is not None
        and sum(each.amount.minor for each in refunds) != amount.minor
    ):
        raise payments.RefundKeyReused(key)
    return refunds


def _told(refunds: Sequence[payments.RefundView]) -> OrderRefundView:
    return OrderRefundView(**vars(refunds[0]), further=list(refunds[1:]))
