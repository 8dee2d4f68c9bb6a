"""Follow news of a collection that came by itself: to its plan and, with the first part, to the order."""

from datetime import datetime
from uuid import UUID

from serai.payments.models import InstalmentCollection
from serai.payments.usecases.charge_status import charge_status
from serai.payments.usecases.instalments.follow_collection import follow_collection
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor


def follow_news(payment_id: UUID, *, now: datetime) -> None:
    """
    Bring a plan, and the order's own payment when it waits for the first part, to where a collection is.

    Safe to repeat at any time.

    Raises:
        PlanNotFound: the payment collects for no plan.
    """
    held = follow_collection(payment_id, now=now)
    is_first = InstalmentCollection.objects.filter(pk=payment_id, number=1).exists()
    if not is_first or held.row.payment_id is None:
        return
    result = charge_status(held.row.payment_id)
    if result is not None:
        settle_from_processor(result, source=Source.RECOVERY, now=now)
