"""Share what goes back of an order among what has paid for it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.purposes import place_of_purpose
from serai.ordering.domain.sharing import share_refund
from serai.payments import public as payments


def payments_for(order_id: UUID) -> list[payments.PaymentView]:
    """
    Return what pays for an order, in the order in which it pays; one statement.

    Tenders are first, then the order's own payment, then what was paid for documents since.
    """
    found = payments.payments_of_order(order_id)
    placed = [(place_of_purpose(each.purpose), each) for each in found]
    ours = [(place, each) for place, each in placed if place is not None]
    return [each for _, each in sorted(ours, key=lambda pair: pair[0])]


def left_of(payment: payments.PaymentView) -> int:
    """Return how many minor units of a payment can still go back."""
    return payment.refundable.minor


def give_back(
    paid: Sequence[payments.PaymentView],
    amount: Money | None,
    *,
    key: str,
    reason: str,
    now: datetime,
) -> list[payments.RefundView]:
    """
    Ask for an amount back, from what paid last to what paid first; without an amount, for all that is left.

    Joins the caller's transaction, whose order must be locked. The refunds come in that order.

    Raises:
        RefundTooLarge: less than that is left.
    """
    refundable = [max(0, left_of(each)) for each in paid]
    currency = paid[0].amount.currency
    wanted = sum(refundable) if amount is None else amount.minor
    if not 0 < wanted <= sum(refundable):
        left = Money(sum(refundable), currency)
        raise payments.RefundTooLarge(asked=Money(wanted, currency), left=left)
    shares = share_refund(wanted, refundable)
    return [
        payments.refund_payment(
            payments.RefundPayment(each.id, key=key, reason=reason, amount=Money(share, currency)),
            now=now,
        )
        for each, share in reversed(list(zip(paid, shares, strict=True)))
        if share
    ]
