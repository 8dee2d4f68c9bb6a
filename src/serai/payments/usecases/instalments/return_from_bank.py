"""The shopper's browser comes back from their bank, where they confirmed a payment for a plan, or did not."""

from datetime import datetime
from uuid import UUID

from serai.payments.models import InstalmentCollection
from serai.payments.queries.instalments.plan_view import UNDER_WAY, PlanView, plan_view
from serai.payments.usecases.charge_status import charge_status
from serai.payments.usecases.instalments.follow_collection import follow_collection
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.plumbing.db import refuse_inside_work, unit_of_work


def return_from_bank(plan_id: UUID, *, customer_id: UUID, now: datetime) -> PlanView:
    """
    Ask the processor how the payment for a plan stands that is under way. Safe to repeat, at any time.

    What the browser says is not believed. The webhook may have been faster, or may follow.

    Raises:
        PlanNotFound: no such plan, or not theirs.
        ProcessorUnavailable: no answer in time; nothing is changed.
    """
    refuse_inside_work()
    plan_view(plan_id, customer_id=customer_id)
    waiting = InstalmentCollection.objects.filter(plan_id=plan_id, payment__state__in=UNDER_WAY)
    for collection in waiting.exclude(number=1):
        news = charge_status(collection.pk)
        if news is not None:
            with unit_of_work():
                settle_from_processor(news, source=Source.CALL, now=now)
                follow_collection(collection.pk, now=now)
    return plan_view(plan_id)
