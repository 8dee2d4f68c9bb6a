"""Where an export can be fetched."""

from datetime import datetime

from django.conf import settings

from serai.customers.domain.export_ticket import issue_export_ticket
from serai.customers.domain.privacy_request import PrivacyState
from serai.customers.queries.privacy.request_view import PrivacyRequestView


def export_link(request: PrivacyRequestView, *, now: datetime) -> str | None:
    """Return an address that opens the export for an hour; `None` when there is nothing to fetch."""
    if request.state != PrivacyState.READY or request.expires_at is None:
        return None
    if request.expires_at <= now:
        return None
    ticket = issue_export_ticket(request.id, secret=settings.SERAI_SECRET, now=now)
    return f"{settings.SERAI_PUBLIC_API_URL}/personal-data/{ticket}.zip"
