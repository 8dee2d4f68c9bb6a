"""Hold what tenders are to pay of a document that waits for its difference."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel.money import Money
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.purposes import purpose_of_change
from serai.ordering.models import OrderChange
from serai.ordering.ports import Tenders
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.ordering.usecases.differences.look_into_tenders import TenderShare
from serai.payments import public as payments
from serai.plumbing.wiring import bound


def hold_tenders_for(
    order: StandingOrder, change: OrderChange, shares: Iterable[TenderShare], *, now: datetime
) -> None:
    """
    Begin the payments of tenders beside what pays the rest of a document, and hold what they pay.

    Joins the caller's transaction, whose order is locked.

    Raises:
        BalanceTooSmall: somebody was faster.
        PaymentIsLive: the document is being paid.
    """
    held = [_held(order, change, share, at, now) for at, share in enumerate(shares, 1)]
    change.tenders = [msgspec.to_builtins(part) for part in held] or None
    change.save(update_fields=["tenders"])


def hold_share(share: TenderShare, amount: Money, payment_id: UUID, *, now: datetime) -> PaidBy:
    """
    Hold a purse's share for a payment that has begun.

    Raises:
        BalanceTooSmall: somebody was faster.
    """
    purse = share.purse
    tender = bound(Tenders).named(share.method)
    tender.hold(purse.source, amount, payment_id=payment_id, now=now)
    return PaidBy(payment_id, share.method, purse.source, purse.label, share.minor)


def _held(
    order: StandingOrder, change: OrderChange, share: TenderShare, number: int, now: datetime
) -> PaidBy:
    amount, purse = Money(share.minor, order.currency), share.purse
    request = payments.start_payment(
        payments.StartPayment(
            cart_id=change.pk,
            order_id=order.id,
            channel_code=order.channel_code,
            amount=amount,
            token=purse.source,
            return_url="",
            method=share.method,
            purpose=purpose_of_change(change.number, tender=number),
        ),
        now=now,
    )
    return hold_share(share, amount, request.payment_id, now=now)
