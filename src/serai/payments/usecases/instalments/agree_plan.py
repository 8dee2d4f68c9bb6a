"""Agree to a plan that was shown: the order is placed with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.instalments.plan_state import PLAN_STATES, PlanAction, PlanState
from serai.payments.queries.instalments.plan_view import PlanNotFound
from serai.payments.usecases.instalments.hold_plan import held_plan
from serai.payments.usecases.instalments.propose_plan import STANDS_FOR
from serai.plumbing.db import unit_of_work


class PlanOutdated(DomainError):
    """The plan that was shown is too old, used, or for another amount: its schedule must be seen again."""

    code = "payments.plan_outdated"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This plan is out of date. Look at the instalments again, then order.")


@dataclass(frozen=True, slots=True)
class AgreePlan:
    """Which plan, by whom, and for which order and payment."""

    plan: str
    """Its id, as the token that the order came with."""
    customer_id: UUID | None
    cart_id: UUID
    order_id: UUID
    payment_id: UUID
    amount: Money


@unit_of_work()
def agree_plan(command: AgreePlan, *, now: datetime) -> None:
    """
    Bind a proposed plan to the order that is being placed, and to the payment that it stands for.

    Joins the caller's transaction; three statements.

    Raises:
        PlanNotFound: no such plan, or not this shopper's, or for another cart.
        PlanOutdated: it is too old, used, or for another amount.
    """
    held = held_plan(_id(command.plan))
    row = held.row
    if row.customer_id != command.customer_id or row.cart_id != command.cart_id:
        raise PlanNotFound
    fresh = row.proposed_at > now - STANDS_FOR
    same = Money(row.total_minor, row.currency) == command.amount
    if held.state is not PlanState.PROPOSED or not fresh or not same:
        raise PlanOutdated
    row.state = PLAN_STATES.advance(held.state, PlanAction.AGREE).value
    row.order_id, row.payment_id = command.order_id, command.payment_id
    row.save(update_fields=["state", "order_id", "payment"])


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise PlanNotFound from None
