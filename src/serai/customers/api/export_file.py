"""Exports of personal data behind signed links."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from serai.customers.domain.export_ticket import read_export_ticket
from serai.customers.usecases.privacy.make_export import opened_export
from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.plumbing.api.problem import domain_problem


@require_safe
def export_file(request: HttpRequest, ticket: str) -> HttpResponse:
    """Return the zip that a link opens."""
    now = clock.now()
    try:
        request_id = read_export_ticket(ticket, secret=settings.SERAI_SECRET, now=now)
        content = opened_export(request_id, now=now)
    except DomainError as refusal:
        return domain_problem(request, refusal)
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="personal-data-{now:%Y-%m-%d}.zip"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        },
    )
