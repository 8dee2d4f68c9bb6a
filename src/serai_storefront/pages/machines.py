"""Files that machines read: health, robots, the tab's icon."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from serai_storefront.web.static_files import FOR_AN_HOUR, ready_bytes

APPLES_FILE = "/.well-known/apple-developer-merchantid-domain-association"
ROBOTS = """User-agent: *
Disallow: /account
Disallow: /cart
Disallow: /checkout
Disallow: /orders
Disallow: /search

Sitemap: {origin}/sitemap.xml
"""


async def health(_: Request) -> Response:
    """Say that this process answers; it does not ask the platform."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


async def robots(request: Request) -> Response:
    """Keep crawlers out of what is personal or endless, and tell them where everything else is listed."""
    text = ROBOTS.format(origin=request.app.state.front.origin)
    return PlainTextResponse(text, headers={"Cache-Control": FOR_AN_HOUR})


async def apples_file(request: Request) -> Response:
    """Answer with the file by which Apple knows that this domain is the merchant's, where there is one."""
    text = request.app.state.front.settings.apple_pay_domain_file
    if not text:
        return PlainTextResponse("There is no such file.", 404)
    return PlainTextResponse(text, headers={"Cache-Control": FOR_AN_HOUR})


async def favicon(request: Request) -> Response:
    """Answer with the tab's icon."""
    return ready_bytes(request, request.app.state.front.static.files["mark.svg"], FOR_AN_HOUR)
