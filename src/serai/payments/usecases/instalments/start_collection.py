"""Start a payment that collects for a plan: the last write before the processor is called."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.instalments.collecting import WHOLE, purpose_of
from serai.payments.domain.instalments.pay_off import pay_off
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.models import InstalmentCollection, Payment
from serai.payments.ports import ChargeRequest
from serai.payments.queries.charge_request import request_of
from serai.payments.usecases.instalments.hold_plan import HeldPlan, held_plan
from serai.payments.usecases.start_payment import StartPayment, start_payment
from serai.plumbing.db import unit_of_work


class NothingToCollect(DomainError):
    """The part is paid or let off, or the plan does not run."""

    code = "payments.nothing_to_collect"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("Nothing is to be paid for this any more.")


class CollectionUnderWay(DomainError):
    """A payment for the plan is under way; another would take money twice."""

    code = "payments.collection_under_way"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("A payment for this plan is under way; wait a moment, then look again.")


class CollectionChanged(DomainError):
    """Something else is to be paid than was expected."""

    code = "payments.collection_changed"
    kind = Kind.CONFLICT

    def __init__(self, due: Money) -> None:
        self.due = due
        super().__init__(f"{due} are to be paid now; look at it again.")


@dataclass(frozen=True, slots=True)
class StartCollection:
    """What is collected, and with which token of the kept card."""

    plan_id: UUID
    number: int
    """Which part; 0: all that is open."""
    token: str
    return_url: str = ""
    is_by_hand: bool = True
    try_on: date | None = None
    """When not by hand: for which day it was planned; planned anew since, it is left alone."""
    expected_minor: int | None = None
    """What whoever asks was shown."""
    key: str = ""
    """The digest of the request; repeated, it finds the payment that it made."""


@unit_of_work()
def start_collection(command: StartCollection, *, now: datetime) -> ChargeRequest:
    """
    Write the payment down as under way. One is under way for a plan at any time.

    Two workers, or a person and a worker, meet at the plan's row.

    Raises:
        PlanNotFound: no such plan.
        NothingToCollect: it is settled already, or planned for another day.
        CollectionUnderWay: another payment for the plan is.
        CollectionChanged: it comes to something else than was expected.
        MethodNotOffered: the channel takes no cards any more.
    """
    held = held_plan(command.plan_id)
    known = _known(held, command.key)
    if known is not None:
        return request_of(known)
    amount = _due(held, command, now.date())
    if held.is_being_collected():
        raise CollectionUnderWay
    if command.expected_minor not in (None, amount.minor):
        raise CollectionChanged(amount)
    assert held.row.order_id is not None
    request = start_payment(
        StartPayment(
            cart_id=held.row.cart_id,
            order_id=held.row.order_id,
            channel_code=held.row.channel_code,
            amount=amount,
            token=command.token,
            return_url=command.return_url,
            purpose=purpose_of(command.number),
            is_collection=True,
        ),
        now=now,
    )
    InstalmentCollection.objects.create(
        payment_id=request.payment_id,
        plan=held.row,
        number=command.number,
        on=now.date(),
        is_by_hand=command.is_by_hand,
        key=command.key,
    )
    return request


def _known(held: HeldPlan, key: str) -> Payment | None:
    if not key:
        return None
    found = InstalmentCollection.objects.filter(plan=held.row, key=key).select_related("payment")
    collection = found.first()
    return collection.payment if collection else None


def _due(held: HeldPlan, command: StartCollection, today: date) -> Money:
    """Return what is to be paid; what would cost nothing is settled."""
    if command.number == WHOLE:
        if held.state is not PlanState.OPEN:
            raise NothingToCollect
        amount = pay_off(held.plan, on=today).amount
    else:
        amount = _due_of_part(held, command)
    if not amount:
        raise NothingToCollect
    return amount


def _due_of_part(held: HeldPlan, command: StartCollection) -> Money:
    part = held.part(command.number)
    runs = PlanState.AGREED if command.number == 1 else PlanState.OPEN
    if part is None or held.state is not runs:
        raise NothingToCollect
    if not command.is_by_hand and part.try_on != command.try_on:
        raise NothingToCollect
    mine = held.plan.parts[command.number - 1]
    return mine.amount if mine.is_open else Money.zero(held.row.currency)
