"""Forget plans that were shown and never agreed to."""

from datetime import datetime, timedelta

from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.models import Instalment, InstalmentPlan
from serai.plumbing.db import unit_of_work

_KEPT = timedelta(days=1)
_AT_ONCE = 2000


@unit_of_work()
def forget_proposals(*, now: datetime) -> int:
    """Delete plans that were proposed more than a day ago and led to no order; return how many."""
    old = InstalmentPlan.objects.filter(
        state=PlanState.PROPOSED, proposed_at__lt=now - _KEPT
    ).select_for_update(skip_locked=True)
    ids = list(old.order_by("id").values_list("pk", flat=True)[:_AT_ONCE])
    Instalment.objects.filter(plan_id__in=ids).delete()
    InstalmentPlan.objects.filter(pk__in=ids).delete()
    return len(ids)
