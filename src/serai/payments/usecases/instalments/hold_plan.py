"""Take hold of a stored plan, and keep what became of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.payments.domain.instalments.instalment_state import InstalmentState
from serai.payments.domain.instalments.plan import Plan
from serai.payments.domain.instalments.plan_state import (
    PLAN_STATES,
    EndedBy,
    PlanAction,
    PlanState,
)
from serai.payments.events import InstalmentPlanEnded
from serai.payments.models import Instalment, InstalmentPlan
from serai.payments.queries.instalments.plan_view import (
    PlanNotFound,
    PlanView,
    is_being_collected,
    view_of,
)
from serai.payments.queries.instalments.stored_plan import plan_of
from serai.plumbing.events import publish


@dataclass
class HeldPlan:
    """A plan that nobody else changes until the transaction ends."""

    row: InstalmentPlan
    parts: list[Instalment]

    @property
    def plan(self) -> Plan:
        """Return the plan as the arithmetic knows it."""
        return plan_of(self.row, self.parts)

    @property
    def state(self) -> PlanState:
        """Return where it stands."""
        return PlanState(self.row.state)

    @property
    def view(self) -> PlanView:
        """Return it as others see it."""
        return view_of(self.row, self.parts)

    def part(self, number: int) -> Instalment | None:
        """Return one part; `None` when there is none of this number."""
        return next((part for part in self.parts if part.number == number), None)

    def is_being_collected(self) -> bool:
        """Return whether a payment for it is under way; one statement."""
        return is_being_collected(self.row.pk)

    def keep(self, after: Plan, *, ends: EndedBy, now: datetime) -> None:
        """Write down what changed; a plan of which nothing is open any more has ended so."""
        for part, new in zip(self.parts, after.parts, strict=True):
            values = {
                "price_minor": new.price.minor,
                "charge_minor": new.charge.minor,
                "state": new.state.value,
            }
            changed = [name for name, value in values.items() if getattr(part, name) != value]
            for name in changed:
                setattr(part, name, values[name])
            if "state" in changed:
                part.try_on = part.try_on if new.is_open else None
                part.paid_at = now if new.state is InstalmentState.PAID else part.paid_at
                changed += ["try_on", "paid_at"]
            if changed:
                part.save(update_fields=changed)
        self.row.returned_minor = after.returned.minor
        self.row.given_back_minor = after.given_back.minor
        if not any(part.state is InstalmentState.OVERDUE for part in after.parts):
            self.row.defaulted_at = None
        if self.state is PlanState.OPEN and not any(part.is_open for part in after.parts):
            self._end(ends, now)
        self.row.save()

    def _end(self, ends: EndedBy, now: datetime) -> None:
        self.row.state = PLAN_STATES.advance(self.state, PlanAction.END).value
        self.row.ended_by, self.row.ended_at = ends.value, now
        assert self.row.order_id is not None
        publish(
            InstalmentPlanEnded(
                plan_id=self.row.pk,
                order_id=self.row.order_id,
                customer_id=self.row.customer_id,
                channel_code=self.row.channel_code,
                ended_by=ends.value,
            )
        )


def held_plan(plan_id: UUID) -> HeldPlan:
    """
    Return a plan and keep others from changing it until the transaction ends; two statements.

    Raises:
        PlanNotFound: no such plan.
    """
    found = InstalmentPlan.objects.select_for_update(of=("self",)).select_related("instrument")
    row = found.filter(pk=plan_id).first()
    if row is None:
        raise PlanNotFound
    return HeldPlan(row, list(Instalment.objects.filter(plan=row).order_by("number")))
