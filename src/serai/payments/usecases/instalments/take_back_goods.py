"""Shorten a plan by goods that came back: open parts first, then money."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.instalments.collecting import Outcome
from serai.payments.domain.instalments.instalment_state import InstalmentState
from serai.payments.domain.instalments.plan import Plan
from serai.payments.domain.instalments.plan_state import EndedBy
from serai.payments.domain.instalments.take_return import Return, take_return
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import InstalmentCollection, InstalmentReturn
from serai.payments.queries.payment_view import PaymentView, payment
from serai.payments.usecases.instalments.follow_collection import follow_collection
from serai.payments.usecases.instalments.hold_plan import HeldPlan, held_plan
from serai.payments.usecases.instalments.keep_lent import book_returned
from serai.payments.usecases.instalments.start_collection import CollectionUnderWay
from serai.payments.usecases.refund_payment import RefundPayment, refund_payment
from serai.plumbing.db import unit_of_work

REASON = "goods_came_back"
"""Why money of a part goes back to the card."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of the price of the goods."""

    let_off: Money
    given_back: Money


@unit_of_work()
def take_back_goods(plan_id: UUID, price: Money, *, key: str, now: datetime) -> TakenBack:
    """
    Take goods of a price out of a plan, once for each `key`.

    What is left over after the open parts goes back to the cards that paid, the last first.

    Raises:
        PlanNotFound: no such plan.
        CollectionUnderWay: a payment for the plan is; ask again when it is over.
        ValueError: the price is above that of the goods that are not back yet.
    """
    held = held_plan(plan_id)
    known = InstalmentReturn.objects.filter(plan=held.row, key=key).first()
    if known is not None:
        currency = held.row.currency
        return TakenBack(
            Money(known.let_off_minor, currency), Money(known.given_back_minor, currency)
        )
    if held.is_being_collected():
        raise CollectionUnderWay
    held = _with_all_news(held, now)
    before = held.plan
    back = take_return(before, price)
    given = _give_back(held, back.given_back, key, now)
    settled, charge = _of_what_was_settled(before, back, price)
    held.row.settled_minor -= settled.minor
    book_returned(held.row, key, price=settled, charge=charge, given=given, now=now)
    held.keep(back.plan, ends=EndedBy.RETURNED, now=now)
    InstalmentReturn.objects.create(
        plan=held.row,
        key=key,
        price_minor=price.minor,
        let_off_minor=back.let_off.minor,
        given_back_minor=back.given_back.minor,
        happened_at=now,
    )
    return TakenBack(back.let_off, back.given_back)


def _with_all_news(held: HeldPlan, now: datetime) -> HeldPlan:
    """Bring the plan to where payments are that were captured a moment ago."""
    captured = InstalmentCollection.objects.filter(
        plan=held.row, payment__state=PaymentState.CAPTURED
    )
    for collection in captured.exclude(outcome=Outcome.PAID):
        held = follow_collection(collection.pk, now=now)
    return held


def _give_back(
    held: HeldPlan, amount: Money, key: str, now: datetime
) -> list[tuple[UUID, str, Money]]:
    """Ask for an amount of what was collected back; what banks took back already is not given twice."""
    given: list[tuple[UUID, str, Money]] = []
    collected = InstalmentCollection.objects.filter(plan=held.row, moved_minor__gt=0)
    for collection in collected.order_by("-pk"):
        source = payment(collection.pk)
        share = _share(source, collection, amount)
        if not share:
            continue
        refund_payment(
            RefundPayment(source.id, key=f"instalments {key}"[-200:], reason=REASON, amount=share),
            now=now,
        )
        collection.moved_minor -= share.minor
        collection.save(update_fields=["moved_minor"])
        given.append((source.id, source.processor, share))
        amount -= share
    return given


def _share(source: PaymentView, collection: InstalmentCollection, wanted: Money) -> Money:
    moved = Money(collection.moved_minor, wanted.currency)
    return min(wanted, source.refundable, moved)


def _of_what_was_settled(before: Plan, back: Return, price: Money) -> tuple[Money, Money]:
    """Return the part of the price that was not open any more, and what goes back of charges."""
    settled = price - (_open_price(before) - _open_price(back.plan))
    paid = before.sum_of(p.price for p in before.parts if p.state is InstalmentState.PAID)
    of_prices = min(back.given_back, max(paid - before.given_back, Money.zero(price.currency)))
    return settled, back.given_back - of_prices


def _open_price(plan: Plan) -> Money:
    return plan.sum_of(part.price for part in plan.parts if part.is_open)
