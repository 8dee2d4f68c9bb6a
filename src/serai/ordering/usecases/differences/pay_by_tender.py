"""Pay what a document makes an order dearer with a gift card or credit."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.ports import Payer, Tenders
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.queries.order_view import order_of
from serai.ordering.usecases.differences.follow_change import follow_change
from serai.ordering.usecases.differences.pay_difference import (
    PaidDifferenceView,
    PayDifference,
    begun_payment,
    paid_difference,
)
from serai.ordering.usecases.follow_payment import (
    FOLLOW_CHANGE,
    FOLLOW_PENDING,
    FOLLOW_PROMISED,
)
from serai.payments import public as payments
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import handled_here
from serai.plumbing.wiring import bound

INSTALMENTS = "instalments"


class NoInstalmentsForIt(DomainError):
    """Instalments are agreed with the order; its differences are paid at once."""

    code = "ordering.no_instalments_for_it"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("A difference is not paid in instalments: pay it at once.")


class TenderTooSmall(DomainError):
    """What is on a gift card, or the credit, does not pay all of a difference."""

    code = "ordering.tender_too_small"
    kind = Kind.CONFLICT

    def __init__(self, due: Money, available: Money) -> None:
        self.due, self.available = due, available
        super().__init__(f"{due} are to be paid, and only {available} are there.")


@unit_of_work()
def pay_by_tender(
    buyer: Buyer, command: PayDifference, *, method: str, claim: str = "", now: datetime
) -> PaidDifferenceView:
    """
    Take a difference from something of the shop's own, which pays all of it; the document counts at once.

    One transaction, for nobody outside is asked: the money moves and the document counts, or neither.

    Args:
        buyer: who pays; credit must be theirs.
        command: which document.
        method: `gift_card`, `store_credit` or another tender.
        claim: a gift card's code; empty for what a log-in proves.
        now: the present instant.

    Raises:
        OrderNotFound: no such order, or not theirs.
        ChangeNotFound: the order has no such document.
        ChangeIsSettled: it waits for nothing, or no longer.
        PaymentIsLive: it is being paid.
        NoInstalmentsForIt: instalments were named.
        TenderNotFound: nothing pays under this name.
        TenderTooSmall: it does not pay all of it.
    """
    if method == INSTALMENTS:
        raise NoInstalmentsForIt
    tender = bound(Tenders).named(method)
    order_of(buyer, command.order_id)
    order = standing_order(command.order_id, lock=True)
    payer = Payer(order.channel_code, buyer.customer_id, order.currency)
    purse = tender.find(claim, payer=payer, now=now)
    request = begun_payment(order, command, purse.source, method, now)
    if purse.available.minor < request.amount.minor:
        raise TenderTooSmall(request.amount, purse.available)
    tender.hold(purse.source, request.amount, payment_id=request.payment_id, now=now)
    tender.capture(purse.source, request.amount, payment_id=request.payment_id, now=now)
    _settle(order, request, purse.source, purse.label, now)
    return paid_difference(command, payments.payment(request.payment_id))


def _settle(
    order: StandingOrder,
    request: payments.ChargeRequest,
    source: str,
    label: str,
    now: datetime,
) -> None:
    payment_id: UUID = request.payment_id
    result = payments.ChargeResult(
        str(payment_id),
        payments.ChargeStatus.CAPTURED,
        request.amount,
        reference=f"{source}/{payment_id}",
        label=label,
    )
    settled = payments.settle_from_processor(result, source=payments.Source.CALL, now=now)
    follow_change(order.id, settled.payment, now=now)
    handled_here(FOLLOW_CHANGE, FOLLOW_PROMISED, FOLLOW_PENDING)
