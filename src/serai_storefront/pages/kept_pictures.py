"""Pictures that the shop was given: the platform's files, passed on from here so that pages need no other host."""

import re

import httpx
from starlette.requests import Request
from starlette.responses import Response

from serai_storefront.web.front import Front
from serai_storefront.web.static_files import FOR_EVER

_NAME = re.compile(r"[0-9a-zA-Z][0-9a-zA-Z_-]{0,150}\.(jpg|webp)", re.ASCII)
_KINDS = {"jpg": "image/jpeg", "webp": "image/webp"}
_NOTHING = {"Cache-Control": "no-store"}


async def show(request: Request) -> Response:
    """Answer with one file; nothing under a name ever changes."""
    name = request.path_params["name"]
    fitting = _NAME.fullmatch(name)
    if fitting is None:
        return Response(status_code=404, headers=_NOTHING)
    mark = f'"{name}"'
    headers = {
        "Cache-Control": FOR_EVER,
        "ETag": mark,
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    if mark in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    front: Front = request.app.state.front
    content = front.kept_files.get(name)
    if content is None:
        try:
            answer = await front.http.get(f"/media/{name}", headers={"Accept": "image/*"})
        except httpx.HTTPError:
            return Response(status_code=503, headers={**_NOTHING, "Retry-After": "2"})
        if answer.status_code != 200:
            gone = answer.status_code == 404
            return Response(status_code=404 if gone else 503, headers=_NOTHING)
        content = answer.content
        front.kept_files.keep(name, content)
    return Response(content, media_type=_KINDS[fitting[1]], headers=headers)
