"""What tenders do in the life of an order: they hold, they pay, or they let go."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.purposes import TENDER
from serai.ordering.ports import Tenders
from serai.ordering.queries.purses import shares_of
from serai.payments import public as payments
from serai.plumbing.db import execute
from serai.plumbing.wiring import bound


class TendersChanged(DomainError):
    """What gift cards and credit leave to be paid is not what the shopper was shown."""

    code = "ordering.tenders_changed"
    kind = Kind.CONFLICT

    def __init__(self, due: Money) -> None:
        self.due = due
        super().__init__(f"{due} are left to be paid now; look at it again.")


def hold_tenders(
    cart: Cart, order_id: UUID, *, expected_due_minor: int | None, now: datetime
) -> tuple[PaidBy, ...]:
    """
    Begin the payments of a cart's tenders and hold what they pay; no statement without tenders.

    Joins the transaction that writes the order. Who says how much they expect to pay otherwise gets
    exactly that, or a refusal.

    Raises:
        TendersChanged: another amount than expected is left.
        BalanceTooSmall: somebody was faster.
    """
    shares = shares_of(cart, now=now)
    due = cart.totals.total_minor - sum(minor for _, minor in shares)
    expected = cart.totals.total_minor if expected_due_minor is None else expected_due_minor
    if due != expected:
        raise TendersChanged(Money(due, cart.currency))
    used = [(choice, minor) for choice, minor in shares if minor]
    if len(used) > 1:
        alone_with_several()
    return tuple(
        _held(cart, order_id, PaidBy(order_id, each.method, each.source, each.label, minor), n, now)
        for n, (each, minor) in enumerate(used, 1)
    )


def _held(cart: Cart, order_id: UUID, part: PaidBy, number: int, now: datetime) -> PaidBy:
    amount = Money(part.amount_minor, cart.currency)
    request = payments.start_payment(
        payments.StartPayment(
            cart_id=cart.id,
            order_id=order_id,
            channel_code=cart.channel_code,
            amount=amount,
            token=part.source,
            return_url="",
            method=part.method,
            purpose=f"{TENDER} {number}",
        ),
        now=now,
    )
    tender = bound(Tenders).named(part.method)
    tender.hold(part.source, amount, payment_id=request.payment_id, now=now)
    return PaidBy(request.payment_id, part.method, part.source, part.label, part.amount_minor)


def alone_with_several() -> None:
    """Wait until nobody else holds, or takes, several balances at once: they are held as they are named."""
    execute("SELECT pg_advisory_xact_lock(hashtext('ordering.several_tenders'))")


def lock_tenders(parts: Sequence[PaidBy], currency: str) -> None:
    """
    Lock what tenders hold, for whoever locks promotions, places or stock before it is taken or let go.

    Joins the caller's transaction; one statement, two for several tenders, none for none.
    """
    if not parts:
        return
    if len(parts) > 1:
        alone_with_several()
    payments.lock_balances([(part.payment_id, part.method) for part in parts], currency)


def capture_tenders(parts: Sequence[PaidBy], currency: str, *, now: datetime) -> None:
    """Take what was held for an order. Joins the caller's transaction; a second call changes nothing."""
    lock_tenders(parts, currency)
    for part in parts:
        amount = Money(part.amount_minor, currency)
        tender = bound(Tenders).named(part.method)
        tender.capture(part.source, amount, payment_id=part.payment_id, now=now)
        _settle(part, part.payment_id, amount, payments.ChargeStatus.CAPTURED, now)


def release_tenders(parts: Sequence[PaidBy], currency: str, *, now: datetime) -> None:
    """Let go what was held for an order. Joins the caller's transaction; safe to repeat."""
    lock_tenders(parts, currency)
    for part in parts:
        tender = bound(Tenders).named(part.method)
        tender.release(part.source, payment_id=part.payment_id, now=now)
        amount = Money(part.amount_minor, currency)
        _settle(part, part.payment_id, amount, payments.ChargeStatus.VOIDED, now)


def _settle(
    part: PaidBy, payment_id: UUID, amount: Money, status: payments.ChargeStatus, now: datetime
) -> None:
    result = payments.ChargeResult(
        str(payment_id),
        status,
        amount,
        reference=f"{part.source}/{payment_id}",
        label=part.label,
    )
    payments.settle_from_processor(result, source=payments.Source.CALL, now=now)
