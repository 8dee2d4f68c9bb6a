"""Files that were sold, behind signed links."""

from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.ordering.usecases.digital.open_download import open_download
from serai.plumbing.api.problem import domain_problem


@require_GET
def download_file(request: HttpRequest, grant_id: UUID, signed: str) -> HttpResponse:
    """Return the file that a link opens; it counts as a download."""
    try:
        opened = open_download(grant_id, signed, secret=settings.SERAI_SECRET, now=clock.now())
    except DomainError as refusal:
        return domain_problem(request, refusal)
    return HttpResponse(
        opened.content,
        content_type=opened.content_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(opened.name, safe='')}",
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
            "Content-Security-Policy": "sandbox",
        },
    )
