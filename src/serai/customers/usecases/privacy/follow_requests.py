"""What the clock does with requests about personal data."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from serai.customers.domain.privacy_request import OPEN, PrivacyAction, PrivacyKind, PrivacyState
from serai.customers.models import PrivacyRequest
from serai.customers.usecases.privacy.forget_person import forget_person
from serai.customers.usecases.privacy.lock_request import advance, locked_request
from serai.customers.usecases.privacy.make_export import make_export
from serai.plumbing.db import unit_of_work

_AT_ONCE = 100


def follow_requests(*, now: datetime) -> int:
    """
    Delete exports whose week is over, and begin again what waits, was left by a dead worker or may go by now.

    Safe to repeat; return how many requests were touched.
    """
    gone = PrivacyRequest.objects.filter(state=PrivacyState.READY, expires_at__lte=now)
    expired = list(gone.values_list("pk", flat=True)[:_AT_ONCE])
    for request_id in expired:
        _expire(request_id)
    due = Q(state__in=OPEN, begins_at__lte=now) | Q(state=PrivacyState.DONE, again_at__lte=now)
    again = list(
        PrivacyRequest.objects.filter(due).order_by("pk").values_list("pk", "kind")[:_AT_ONCE]
    )
    for request_id, kind in again:
        begin = make_export if kind == PrivacyKind.EXPORT else forget_person
        begin.later(
            request_id=request_id, lock=f"privacy {request_id}", once=f"privacy {request_id}"
        )
    return len(expired) + len(again)


@unit_of_work()
def _expire(request_id: UUID) -> None:
    row = locked_request(request_id, PrivacyKind.EXPORT)
    if row.state == PrivacyState.READY:
        advance(row, PrivacyAction.EXPIRE)
        row.content = None
        row.save(update_fields=["state", "content"])
