"""Bring a plan to where a payment that collects for it is: whoever comes second finds nothing left to do."""

from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.instalments.collecting import WHOLE, Outcome
from serai.payments.domain.instalments.instalment_state import InstalmentAction
from serai.payments.domain.instalments.pay_off import pay_off
from serai.payments.domain.instalments.plan import Plan
from serai.payments.domain.instalments.plan_state import (
    PLAN_STATES,
    EndedBy,
    PlanAction,
    PlanState,
)
from serai.payments.domain.payment_state import PaymentState
from serai.payments.events import InstalmentPaid, InstalmentPlanAgreed
from serai.payments.models import InstalmentCollection
from serai.payments.queries.payment_view import PaymentView, payment
from serai.payments.usecases.instalments.hold_plan import HeldPlan, held_plan
from serai.payments.usecases.instalments.keep_lent import book_collected
from serai.payments.usecases.instalments.note_missed import note_missed
from serai.payments.usecases.instalments.write_letter import LetterKind, write_letter_later
from serai.payments.usecases.refund_payment import RefundPayment, refund_payment
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish

SURPLUS = "instalment_not_owed"
"""Why money goes back that came for a part which was settled meanwhile."""
_LOST = (PaymentState.FAILED, PaymentState.VOIDED)


@unit_of_work()
def follow_collection(payment_id: UUID, *, now: datetime) -> HeldPlan:
    """
    Note on the plan what became of a payment that collects for it. Joins the caller's transaction.

    A part is paid once: money that comes for one that was settled meanwhile goes back. News may come twice,
    late and in any order.

    Raises:
        PlanNotFound: the payment collects for no plan.
    """
    collection = _collection_of(payment_id)
    held = held_plan(collection.plan_id)
    collection.refresh_from_db()
    paid = payment(payment_id)
    if paid.state is PaymentState.CAPTURED and collection.outcome != Outcome.PAID:
        _take(held, collection, paid, now)
    elif paid.state in _LOST and collection.outcome == Outcome.UNKNOWN:
        collection.outcome = Outcome.FAILED
        collection.save(update_fields=["outcome"])
        _miss(held, collection, paid, now)
    return held


def _collection_of(payment_id: UUID) -> InstalmentCollection:
    return InstalmentCollection.objects.get(pk=payment_id)


def _take(
    held: HeldPlan, collection: InstalmentCollection, paid: PaymentView, now: datetime
) -> None:
    after = _after(held, collection)
    owed = after.paid - held.plan.paid if after else Money.zero(held.row.currency)
    if paid.captured < owed:
        after, owed = None, Money.zero(held.row.currency)
    if after is not None and owed:
        price = _price_paid(after) - _price_paid(held.plan)
        collection.moved_minor = owed.minor
        held.row.settled_minor += price.minor
        book_collected(
            held.row,
            paid.id,
            paid.processor,
            price=price,
            charge=owed - price,
            now=now,
        )
        _go_on(held, collection, after, owed, now)
    collection.outcome = Outcome.PAID
    collection.save(update_fields=["outcome", "moved_minor"])
    surplus = paid.captured - owed
    if surplus:
        key = f"instalment {paid.id}: {SURPLUS}"
        refund_payment(RefundPayment(paid.id, key=key, reason=SURPLUS, amount=surplus), now=now)


def _after(held: HeldPlan, collection: InstalmentCollection) -> Plan | None:
    """Return the plan once it is paid for; `None` when it pays for nothing that is open."""
    if held.state not in (PlanState.AGREED, PlanState.OPEN):
        return None
    if collection.number == WHOLE:
        return pay_off(held.plan, on=collection.on).plan
    if not held.plan.parts[collection.number - 1].is_open:
        return None
    return held.plan.after(collection.number, InstalmentAction.PAY)


def _price_paid(plan: Plan) -> Money:
    return plan.sum_of(part.price for part in plan.parts if part.state == "paid")


def _go_on(
    held: HeldPlan, collection: InstalmentCollection, after: Plan, owed: Money, now: datetime
) -> None:
    begins = held.state is PlanState.AGREED
    if begins:
        held.row.state = PLAN_STATES.advance(held.state, PlanAction.BEGIN).value
        held.row.begun_at = now
        for part in held.parts[1:]:
            part.try_on = part.due_on
            part.save(update_fields=["try_on"])
    whole = collection.number == WHOLE
    held.keep(after, ends=EndedBy.PAID_OFF if whole else EndedBy.PAID, now=now)
    assert held.row.order_id is not None
    plan_id, order_id = held.row.pk, held.row.order_id
    if begins:
        publish(
            InstalmentPlanAgreed(
                plan_id=plan_id,
                order_id=order_id,
                customer_id=held.row.customer_id,
                channel_code=held.row.channel_code,
                total_minor=held.row.total_minor,
                charge_minor=after.charge.minor,
                currency=held.row.currency,
                parts=len(after.parts),
            )
        )
        write_letter_later(LetterKind.AGREED, plan_id)
    publish(
        InstalmentPaid(
            plan_id=plan_id,
            order_id=order_id,
            customer_id=held.row.customer_id,
            channel_code=held.row.channel_code,
            payment_id=collection.pk,
            number=collection.number,
            paid_minor=owed.minor,
            open_minor=after.open.minor,
            currency=held.row.currency,
        )
    )
    if held.state is PlanState.ENDED:
        write_letter_later(LetterKind.ENDED, plan_id)


def _miss(
    held: HeldPlan, collection: InstalmentCollection, paid: PaymentView, now: datetime
) -> None:
    if held.state is PlanState.AGREED and collection.number == 1:
        held.row.state = PLAN_STATES.advance(held.state, PlanAction.GIVE_UP).value
        held.row.save(update_fields=["state"])
    elif held.state is PlanState.OPEN and not collection.is_by_hand:
        note_missed(held, collection.number, paid.failure_code, now=now)
