"""Have every part collected whose day has come, and every part announced whose day is near."""

from datetime import datetime

from serai.payments.domain.instalments.dunning import REMIND_AHEAD
from serai.payments.domain.instalments.instalment_state import InstalmentState
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.models import Instalment
from serai.payments.usecases.instalments.write_letter import LetterKind, write_letter_later
from serai.plumbing.db import current_work, unit_of_work
from serai.plumbing.db.closing import JobRow

COLLECT_INSTALMENT = "payments.collect_instalment"
"""The job that charges the card for one part."""
_AT_ONCE = 500
_OPEN = (InstalmentState.DUE, InstalmentState.OVERDUE)


@unit_of_work()
def collect_due(*, now: datetime) -> int:
    """Have a job collect each part that is planned for today or before; return how many. Safe to repeat."""
    due = Instalment.objects.filter(
        state__in=_OPEN, try_on__lte=now.date(), plan__state=PlanState.OPEN
    )
    found = list(due.order_by("try_on", "plan_id", "number")[:_AT_ONCE])
    for part in found:
        arguments = {
            "plan_id": str(part.plan_id),
            "number": part.number,
            "try_on": str(part.try_on),
        }
        current_work().jobs.append(
            JobRow(
                "default",
                COLLECT_INSTALMENT,
                arguments,
                lock=f"instalments {part.plan_id}",
                once=f"instalment {part.plan_id} {part.number} {part.try_on}",
            )
        )
    return len(found)


@unit_of_work()
def announce_instalments(*, now: datetime) -> int:
    """Have a letter written for each part that is collected within three days, once; return how many."""
    soon = Instalment.objects.filter(
        state=InstalmentState.DUE,
        reminded_at__isnull=True,
        number__gt=1,
        due_on__gt=now.date(),
        due_on__lte=(now + REMIND_AHEAD).date(),
        plan__state=PlanState.OPEN,
    )
    found = list(
        soon.select_for_update(skip_locked=True, of=("self",)).order_by("due_on", "id")[:_AT_ONCE]
    )
    for part in found:
        write_letter_later(LetterKind.UPCOMING, part.plan_id, part.number)
    Instalment.objects.filter(pk__in=[part.pk for part in found]).update(reminded_at=now)
    return len(found)
