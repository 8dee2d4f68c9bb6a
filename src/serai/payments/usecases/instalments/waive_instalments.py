"""Let off parts of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from serai.payments.domain.instalments.instalment_state import InstalmentAction
from serai.payments.domain.instalments.plan_state import EndedBy, PlanState
from serai.payments.queries.instalments.plan_view import PlanView
from serai.payments.usecases.instalments.hold_plan import held_plan
from serai.payments.usecases.instalments.keep_lent import book_waived
from serai.payments.usecases.instalments.start_collection import (
    CollectionUnderWay,
    NothingToCollect,
)
from serai.plumbing.db import unit_of_work

_log = structlog.get_logger("serai.payments")


@dataclass(frozen=True, slots=True)
class WaiveInstalments:
    """Which parts of which plan, and why; no numbers: all that are open."""

    plan_id: UUID
    reason: str
    numbers: Sequence[int] = ()


@unit_of_work()
def waive_instalments(command: WaiveInstalments, *, now: datetime) -> PlanView:
    """
    Ask for nothing more for these parts. What was paid stays paid; the order stays as it is.

    Raises:
        PlanNotFound: no such plan.
        NothingToCollect: one of them is settled, or none is open.
        CollectionUnderWay: a payment for the plan is; wait for it.
        IllegalTransition: one of them is paid.
    """
    held = held_plan(command.plan_id)
    if held.state is not PlanState.OPEN:
        raise NothingToCollect
    if held.is_being_collected():
        raise CollectionUnderWay
    after = held.plan
    numbers = command.numbers or [part.number for part in after.parts if part.is_open]
    for number in sorted(set(numbers)):
        if not 1 <= number <= len(after.parts):
            raise NothingToCollect
        part = after.parts[number - 1]
        after = after.after(number, InstalmentAction.WAIVE)
        book_waived(held.row, part.price, number, now=now)
        held.row.settled_minor += part.price.minor
    held.keep(after, ends=EndedBy.WAIVED, now=now)
    _log.info("instalments waived", plan_id=str(command.plan_id), reason=command.reason)
    return held.view
