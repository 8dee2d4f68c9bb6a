"""Charge the kept card for a part whose day has come."""

from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from serai.kernel.errors import DomainError
from serai.payments.domain.failure import Failure
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import Instalment, InstalmentPlan
from serai.payments.ports import ChargeRequest
from serai.payments.ports.vault import InstrumentRefused
from serai.payments.queries.instruments.instrument_view import InstrumentNotFound
from serai.payments.queries.payment_view import PaymentView
from serai.payments.queries.routes import MethodNotOffered
from serai.payments.usecases.charge_payment import charge_payment
from serai.payments.usecases.instalments.follow_collection import follow_collection
from serai.payments.usecases.instalments.hold_plan import held_plan
from serai.payments.usecases.instalments.note_missed import note_missed
from serai.payments.usecases.instalments.start_collection import (
    CollectionUnderWay,
    NothingToCollect,
    StartCollection,
    start_collection,
)
from serai.payments.usecases.instruments.token_of_instrument import token_of_instrument
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.payments.usecases.void_payment import PaymentIsCaptured, void_payment
from serai.plumbing.db import refuse_inside_work, unit_of_work

NO_CARD = "no_card"
"""Why nothing could be charged: the holder removed the card, or the channel's processor cannot take it."""


def collect_instalment(plan_id: UUID, number: int, try_on: date, *, now: datetime) -> None:
    """
    Charge the plan's card for a part that was planned for `try_on`, unless it is settled or planned anew.

    Safe to repeat and to run twice at once: one payment is under way for a plan at any time, and each failure
    plans the next attempt. A payment whose outcome is not known is finished by recovery. Where a bank
    wants its customer to confirm, nobody is there: that is a failure, too, and they can pay by hand.

    Raises:
        ProcessorUnavailable: the card could not be turned into a token; try again later.
    """
    refuse_inside_work()
    plan = InstalmentPlan.objects.filter(pk=plan_id, state=PlanState.OPEN).first()
    planned = Instalment.objects.filter(plan_id=plan_id, number=number, try_on=try_on)
    if plan is None or not planned.exists():
        return
    try:
        token = _token(plan, now)
        request = start_collection(
            StartCollection(plan_id, number, token, is_by_hand=False, try_on=try_on), now=now
        )
    except (InstrumentRefused, InstrumentNotFound, MethodNotOffered) as refusal:
        _note_no_charge(plan_id, number, try_on, refusal, now)
        return
    except (NothingToCollect, CollectionUnderWay):
        return
    charged = charge_collection(request, now=now)
    if charged.state is PaymentState.REQUIRES_ACTION:
        give_up_collection(charged.id, now=now)


def charge_collection(request: ChargeRequest, *, now: datetime) -> PaymentView:
    """Charge a collection that was started, and bring its plan there. Repeating it charges once."""
    result = charge_payment(request, now=now)
    with unit_of_work():
        settled = settle_from_processor(result, source=Source.CALL, now=now)
        follow_collection(settled.payment.id, now=now)
    return settled.payment


def give_up_collection(payment_id: UUID, *, now: datetime) -> None:
    """Close a collection that nobody is there to confirm, so that it can never take money later."""
    with suppress(PaymentIsCaptured):
        void_payment(payment_id, now=now, failure_code=Failure.AUTHENTICATION_FAILED)
    follow_collection(payment_id, now=now)


def _token(plan: InstalmentPlan, now: datetime) -> str:
    if plan.instrument_id is None:
        raise InstrumentNotFound
    return token_of_instrument(
        plan.customer_id, plan.instrument_id, channel_code=plan.channel_code, now=now
    )


@unit_of_work()
def _note_no_charge(
    plan_id: UUID, number: int, try_on: date, refusal: DomainError, now: datetime
) -> None:
    held = held_plan(plan_id)
    part = held.part(number)
    if held.state is not PlanState.OPEN or part is None or part.try_on != try_on:
        return
    reason = refusal.reason if isinstance(refusal, InstrumentRefused) else NO_CARD
    note_missed(held, number, reason, now=now)
