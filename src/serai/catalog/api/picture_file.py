"""Files of pictures, for everybody."""

import structlog
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from serai.catalog.ports import PictureStore
from serai.plumbing.wiring import bound

_KINDS = {"jpg": "image/jpeg", "webp": "image/webp"}
_log = structlog.get_logger("serai.catalog")
_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def picture_file(request: HttpRequest, name: str) -> HttpResponse:
    """Return a file; what is under a name never changes, so that whoever has it need not ask again."""
    mark = f'"{name}"'
    headers = {
        "Cache-Control": _FOR_EVER,
        "ETag": mark,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }
    if mark in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    try:
        content = bound(PictureStore).read(name)
    except OSError as fault:
        _log.warning("picture not read", name=name, fault=str(fault))
        return HttpResponse(status=503, headers={"Cache-Control": "no-store", "Retry-After": "5"})
    if content is None:
        return HttpResponse(status=404, headers={"Cache-Control": "no-store"})
    return HttpResponse(content, content_type=_KINDS[name.rpartition(".")[2]], headers=headers)
