"""Orders as files behind signed links."""

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.ordering.queries.exchange.export_link import open_export
from serai.plumbing.api.problem import domain_problem


@require_safe
def export_file(request: HttpRequest, ticket: str) -> HttpResponseBase:
    """Return the orders that a link opens, while they are read."""
    try:
        opened = open_export(ticket, secret=settings.SERAI_SECRET, now=clock.now())
    except DomainError as refusal:
        return domain_problem(request, refusal)
    return StreamingHttpResponse(
        opened.content,
        content_type=opened.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{opened.name}"',
            "Cache-Control": "private, no-store",
            "X-Robots-Tag": "noindex",
        },
    )
