"""Share what goes back of an order among what has paid for it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.sharing import share_refund
from serai.ordering.usecases.pay_by_tenders import PURPOSE
from serai.payments import public as payments

ORDER = "order"
"""What the payment is for that pays whatever tenders leave."""


def payments_for(order_id: UUID) -> list[payments.PaymentView]:
    """Return what pays for an order, in the order in which it pays: tenders first; one statement."""
    found = payments.payments_of_order(order_id)
    mine = [each for each in found if each.purpose == ORDER or each.purpose.startswith(PURPOSE)]
    return sorted(mine, key=lambda each: (each.purpose == ORDER, each.purpose))


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
