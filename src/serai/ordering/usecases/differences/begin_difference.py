"""Begin to pay a difference: tenders hold their parts, and what they leave is ready to be charged."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.changes.change_state import ChangeState
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.purposes import purpose_of_change
from serai.ordering.models import OrderChange
from serai.ordering.ports import Payer
from serai.ordering.queries.changes.change_view import ChangeNotFound
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.ordering.usecases.differences.hold_tenders_for import (
    hold_share,
    hold_tenders_for,
)
from serai.ordering.usecases.differences.look_into_tenders import (
    NamedTender,
    shares_of_difference,
)
from serai.ordering.usecases.pay_by_tenders import TendersChanged, alone_with_several
from serai.ordering.usecases.place_order import CardNeeded
from serai.ordering.usecases.release_change_tenders import release_tenders_of
from serai.payments import public as payments


class ChangeIsSettled(DomainError):
    """The document waits for no payment: it counts, or was called off."""

    code = "ordering.change_is_settled"
    kind = Kind.CONFLICT

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(f"Nothing is to be paid for this: it is {state}.")


class TenderTooSmall(DomainError):
    """What is on gift cards and in credit does not pay all of a difference, and nothing else was named."""

    code = "ordering.tender_too_small"
    kind = Kind.CONFLICT

    def __init__(self, due: Money, available: Money) -> None:
        self.due, self.available = due, available
        super().__init__(f"{due} are to be paid, and only {available} are there.")


@dataclass(frozen=True, slots=True)
class PayDifference:
    """Which document, with what; without a card, in cash where the order is paid in cash."""

    order_id: UUID
    change_id: UUID
    return_url: str
    """Where the processor's page sends the shopper back to."""
    card: payments.Card | None = field(default=None, repr=False)
    token: str = ""
    instrument_id: UUID | None = None
    """A card that the shopper has kept."""
    tenders: tuple[NamedTender, ...] = field(default=(), repr=False)
    """What pays first, in this order; card or cash pays what they leave."""
    expected_due_minor: int | None = None
    """What tenders were shown to leave; another amount is refused."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What is to be charged, and what holds it where tenders pay everything: then nobody outside is asked."""

    request: payments.ChargeRequest
    paid_by: PaidBy | None = None


def waiting_change(order: StandingOrder, change_id: UUID, *, now: datetime) -> OrderChange:
    """
    Return the document of an order that waits for its difference.

    Raises:
        ChangeNotFound: the order has no such document.
        ChangeIsSettled: it waits for nothing, or no longer.
    """
    change = OrderChange.objects.filter(order_id=order.id, pk=change_id).first()
    if change is None:
        raise ChangeNotFound
    late = change.expires_at is not None and change.expires_at <= now
    if change.state != ChangeState.AWAITING_PAYMENT or late:
        raise ChangeIsSettled(ChangeState.LAPSED if late else change.state)
    return change


def begin_difference(
    buyer: Buyer, order: StandingOrder, command: PayDifference, token: str, *, now: datetime
) -> Begun:
    """
    Begin the payments of a document that waits for it. Joins the caller's transaction, whose order is locked.

    What pays last carries the document's own purpose, whatever it is: two attempts at once meet there.

    Raises:
        ChangeNotFound: the order has no such document.
        ChangeIsSettled: it waits for nothing, or no longer.
        PaymentIsLive: it is being paid.
        TenderNotFound, NoInstalmentsForIt: nothing pays under a name.
        TendersChanged: tenders leave another amount than was shown.
        TenderTooSmall: they leave something, and nothing else was named.
        CardNeeded: nothing at all was named.
    """
    change = waiting_change(order, command.change_id, now=now)
    if len(command.tenders) > 1:
        alone_with_several()
    release_tenders_of(change, now=now)  # of an attempt before; while it is live, none begins
    due = Money(change.total_minor, order.currency)
    payer = Payer(order.channel_code, buyer.customer_id, order.currency)
    shares = shares_of_difference(due, command.tenders, payer=payer, now=now)
    paying = [share for share in shares if share.minor]
    left = due - Money(sum(share.minor for share in paying), order.currency)
    method = _method(order, command, token, due, left) if left else ""
    if command.expected_due_minor not in (None, left.minor):
        raise TendersChanged(left)
    if left:
        request = _started(order, command, change, left, (method, token), now)
        hold_tenders_for(order, change, paying, now=now)
        return Begun(request)
    *others, last = paying
    amount = Money(last.minor, order.currency)
    request = _started(order, command, change, amount, (last.method, last.purse.source), now)
    hold_tenders_for(order, change, others, now=now)
    return Begun(request, hold_share(last, amount, request.payment_id, now=now))


def _started(
    order: StandingOrder,
    command: PayDifference,
    change: OrderChange,
    amount: Money,
    by: tuple[str, str],
    now: datetime,
) -> payments.ChargeRequest:
    method, token = by
    request = payments.start_payment(
        payments.StartPayment(
            cart_id=change.pk,
            order_id=order.id,
            channel_code=order.channel_code,
            amount=amount,
            token=token,
            return_url=command.return_url,
            method=method,
            purpose=purpose_of_change(change.number),
        ),
        now=now,
    )
    change.payment_id = request.payment_id
    change.save(update_fields=["payment_id"])
    return request


def _method(
    order: StandingOrder, command: PayDifference, token: str, due: Money, left: Money
) -> str:
    """Return what pays what tenders leave: a card, or cash where the order itself is paid in cash."""
    if token:
        return payments.CARD
    in_cash = (payments.CASH_AT_STORE, payments.CASH_ON_DELIVERY)
    if order.payment_method in in_cash and order.payment_state == payments.PaymentState.PENDING:
        return order.payment_method
    raise TenderTooSmall(due, due - left) if command.tenders else CardNeeded
