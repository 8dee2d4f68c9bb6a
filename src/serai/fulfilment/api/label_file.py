"""Labels behind signed links."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from serai.fulfilment.queries.parcels import open_label
from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.plumbing.api.problem import domain_problem


@require_safe
def label_file(request: HttpRequest, ticket: str, ending: str) -> HttpResponse:
    """Return the label that a link opens, as a PDF or for a label printer."""
    try:
        pdf, zpl = open_label(ticket, secret=settings.SERAI_SECRET, now=clock.now())
    except DomainError as refusal:
        return domain_problem(request, refusal)
    if ending == "zpl" and not zpl:
        return HttpResponse(status=404)
    return HttpResponse(
        pdf if ending == "pdf" else zpl,
        content_type="application/pdf" if ending == "pdf" else "text/plain; charset=utf-8",
        headers={
            "Content-Disposition": f'inline; filename="label.{ending}"',
            "Cache-Control": "private, no-store",
            "X-Robots-Tag": "noindex",
        },
    )
