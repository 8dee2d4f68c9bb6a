"""Note that a part could not be collected, and what follows."""

from datetime import datetime

from serai.payments.domain.instalments.dunning import after_failure
from serai.payments.domain.instalments.instalment_state import (
    INSTALMENT_STATES,
    InstalmentAction,
    InstalmentState,
)
from serai.payments.events import InstalmentMissed, InstalmentPlanDefaulted
from serai.payments.models import Instalment
from serai.payments.usecases.instalments.hold_plan import HeldPlan
from serai.payments.usecases.instalments.write_letter import LetterKind, write_letter_later
from serai.plumbing.events import publish

_OPEN = (InstalmentState.DUE, InstalmentState.OVERDUE)


def note_missed(held: HeldPlan, number: int, failure_code: str, *, now: datetime) -> None:
    """
    Count an attempt that failed, plan the next one, and have the shopper told. The plan is held.

    After the last attempt the plan is in default: the card is charged no more by itself.
    """
    part = held.part(number)
    if part is None or part.state not in _OPEN:
        return
    part.attempts += 1
    part.failure_code = failure_code[:50]
    step = after_failure(part.attempts, failed_at=now)
    part.try_on = step.try_on
    if part.state == InstalmentState.DUE:
        part.state = INSTALMENT_STATES.advance(InstalmentState.DUE, InstalmentAction.MISS).value
    part.save(update_fields=["attempts", "failure_code", "try_on", "state"])
    _tell(held, part)
    if step.is_last:
        held.row.defaulted_at = now
        held.row.save(update_fields=["defaulted_at"])
        _tell_default(held, part)
    kind = LetterKind.LAST if step.is_last else LetterKind.MISSED
    write_letter_later(kind, held.row.pk, number, part.attempts)


def _tell(held: HeldPlan, part: Instalment) -> None:
    assert held.row.order_id is not None
    publish(
        InstalmentMissed(
            plan_id=held.row.pk,
            order_id=held.row.order_id,
            customer_id=held.row.customer_id,
            channel_code=held.row.channel_code,
            number=part.number,
            due_minor=part.price_minor + part.charge_minor,
            currency=held.row.currency,
            attempts=part.attempts,
            try_on=part.try_on,
            failure_code=part.failure_code,
        )
    )


def _tell_default(held: HeldPlan, part: Instalment) -> None:
    assert held.row.order_id is not None
    publish(
        InstalmentPlanDefaulted(
            plan_id=held.row.pk,
            order_id=held.row.order_id,
            customer_id=held.row.customer_id,
            channel_code=held.row.channel_code,
            number=part.number,
            open_minor=held.plan.open.minor,
            currency=held.row.currency,
        )
    )
