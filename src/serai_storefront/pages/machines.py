"""Files that machines read: health, robots, the tab's icon."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from serai_storefront.web.static_files import FOR_AN_HOUR, ready_bytes

ROBOTS = """User-agent: *
Disallow: /account
Disallow: /cart
Disallow: /checkout
Disallow: /orders
Disallow: /search
"""


async def health(_: Request) -> Response:
    """Say that this process answers; it does not ask the platform."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


async def robots(_: Request) -> Response:
    """Keep crawlers out of what is personal or endless."""
    return PlainTextResponse(ROBOTS, headers={"Cache-Control": FOR_AN_HOUR})


async def favicon(request: Request) -> Response:
    """Answer with the tab's icon."""
    return ready_bytes(request, request.app.state.front.static.files["mark.svg"], FOR_AN_HOUR)
