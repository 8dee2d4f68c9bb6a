"""Note that money which was to come by itself is there, or that a refund of it was paid out by hand."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ledger.public import AccountKind, Entry, Side, credit, debit, post
from serai.payments.domain.later import KEEPERS
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import Refund
from serai.payments.ports import ChargeResult, ChargeStatus, Processors, RefundResult, RefundStatus
from serai.payments.queries.payment_view import PaymentView, payment
from serai.payments.queries.refund_view import RefundView
from serai.payments.usecases.confirm_refund import RefundNotFound, settle_refund
from serai.payments.usecases.keep_books import receivable_of
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.plumbing.db import unit_of_work
from serai.plumbing.wiring import bound

MONEY = AccountKind("payments.money", Side.DEBIT, may_be_negative=True)
"""What is on our own accounts and in our tills; owned by who keeps it: `bank_transfer`, `cash`."""


class ComesFromElsewhere(DomainError):
    """Whoever processes this payment tells about its money; people cannot."""

    code = "payments.comes_from_elsewhere"
    kind = Kind.CONFLICT

    def __init__(self, payment_id: UUID) -> None:
        self.payment_id = payment_id
        super().__init__("The processor of this payment tells when its money moves.")


@unit_of_work()
def note_money(payment_id: UUID, *, now: datetime) -> PaymentView:
    """
    Let a pending payment be captured: its money is on the account, or in the till.

    Joins the caller's transaction; a second call changes nothing. Money for an order that was given up
    meanwhile is believed, and whoever owns the order gives it back.

    Raises:
        PaymentNotFound: no such payment.
        ComesFromElsewhere: a processor outside speaks for this payment.
    """
    standing = _by_hand(payment_id)
    if standing.state is PaymentState.CAPTURED:
        return standing
    result = ChargeResult(
        str(payment_id),
        ChargeStatus.CAPTURED,
        standing.amount,
        reference=standing.processor_reference,
        label=standing.label,
    )
    settled = settle_from_processor(result, source=Source.CALL, now=now).payment
    amount, owner = standing.amount, standing.processor
    here = debit(MONEY.of(owner, amount.currency), amount.minor)
    owed = credit(receivable_of(payment_id, amount.currency, owner), amount.minor)
    post(Entry("payments.money_came", f"payments.money_came {payment_id}", (here, owed)), now=now)
    return settled


@unit_of_work()
def note_payout(refund_id: UUID, *, paid_by: str = "", now: datetime) -> RefundView:
    """
    Note that people have paid a refund out. A second call changes nothing.

    Args:
        refund_id: which refund.
        paid_by: the method by which it was paid out, where that is not the payment's own.
        now: the present instant.

    Raises:
        RefundNotFound: no such refund.
        ComesFromElsewhere: a processor outside pays it out.
    """
    refund = Refund.objects.select_related("payment").filter(pk=refund_id).first()
    if refund is None:
        raise RefundNotFound(refund_id)
    standing = _by_hand(refund.payment_id)
    if refund.settled_at is not None:
        return RefundView.of(refund)
    view = RefundView.of(refund)
    paid_out = settle_refund(
        RefundResult(str(refund_id), RefundStatus.CONFIRMED, view.amount), now=now
    )
    keeper = KEEPERS.get(paid_by, standing.processor)
    gone = credit(MONEY.of(keeper, view.amount.currency), view.amount.minor)
    owed = debit(
        receivable_of(standing.id, view.amount.currency, standing.processor), view.amount.minor
    )
    post(Entry("payments.paid_out", f"payments.paid_out {refund_id}", (owed, gone)), now=now)
    return paid_out


def _by_hand(payment_id: UUID) -> PaymentView:
    standing = payment(payment_id)
    if not bound(Processors).named(standing.processor).abilities.refunds_by_hand:
        raise ComesFromElsewhere(payment_id)
    return standing
