"""Give money of an order back without calling it off."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.queries.order_view import OrderNotFound
from serai.payments import public as payments
from serai.plumbing.db import rows


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


def refund_order(command: RefundOrder, *, now: datetime) -> payments.RefundView:
    """
    Ask for money of an order back. `OrderRefunded` follows when it has gone.

    Raises:
        OrderNotFound: no such order.
        NothingWasPaid: it has no payment of ours.
        RefundTooLarge: less than that is left.
        RefundKeyReused: the key was first used for another amount.
    """
    found = rows(
        "SELECT payment_id, currency FROM ordering_order WHERE id = %s", [command.order_id]
    )
    if not found:
        raise OrderNotFound
    [(payment_id, currency)] = found
    if payment_id is None:
        raise NothingWasPaid(command.order_id)
    amount = None if command.amount_minor is None else Money(command.amount_minor, currency)
    return payments.refund_payment(
        payments.RefundPayment(
            payment_id, key=f"order {command.key}", reason=command.reason, amount=amount
        ),
        now=now,
    )
