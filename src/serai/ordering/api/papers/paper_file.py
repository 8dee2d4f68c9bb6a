"""PDFs behind signed links."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.ordering.usecases.papers.open_printed import open_printed
from serai.plumbing.api.problem import domain_problem


@require_safe
def paper_file(request: HttpRequest, ticket: str) -> HttpResponse:
    """Return the PDF that a link opens."""
    try:
        name, pdf = open_printed(ticket, secret=settings.SERAI_SECRET, now=clock.now())
    except DomainError as refusal:
        return domain_problem(request, refusal)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "Cache-Control": "private, no-store",
            "X-Robots-Tag": "noindex",
        },
    )
