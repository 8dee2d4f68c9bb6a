"""Where the script tells what only the browser knows; answered at once, handed on in the background."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from serai_storefront.web.clicks import tell
from serai_storefront.web.page import visit_of

_MOST_BYTES = 64 * 1024
_MOST_EVENTS = 50


class _Told(msgspec.Struct):
    events: list[dict[str, Any]]


async def take(request: Request) -> Response:
    """Take a beacon of our own pages: what it names goes to the platform under the reader's own number."""
    visit = visit_of(request)
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if not ours or visit.choices.analytics is not True:
        return Response(status_code=204)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return Response(status_code=413)
    try:
        told = msgspec.json.decode(body, type=_Told)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Response(status_code=400)
    tell(visit, told.events[:_MOST_EVENTS])
    answer = Response(status_code=204)
    visit.cookies.write(answer)
    return answer
