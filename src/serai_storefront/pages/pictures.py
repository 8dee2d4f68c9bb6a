"""Product pictures, drawn when first asked for and cached for long."""

import functools

from starlette.requests import Request
from starlette.responses import Response

from serai_storefront.pictures.picture import picture
from serai_storefront.web.static_files import StaticFile, ready_bytes, ready_file

FOR_A_WEEK = "public, max-age=604800, stale-while-revalidate=2592000"


@functools.lru_cache(maxsize=8192)
def _drawn(category: str, kind: str, product: str) -> StaticFile:
    return ready_file(picture(category, kind, product).encode(), "image/svg+xml")


async def show(request: Request) -> Response:
    """Answer with one picture."""
    parts = request.path_params
    answer = ready_bytes(
        request, _drawn(parts["category"], parts["kind"], parts["product"]), FOR_A_WEEK
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
