"""Site maps: where search engines find every page, in files of a size that they take."""

from collections.abc import Iterable
from urllib.parse import quote
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response

from serai_storefront.shop_api import site_map
from serai_storefront.shop_api.connection import Connection
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.front import Front
from serai_storefront.web.hops import hops_of
from serai_storefront.web.static_files import FOR_AN_HOUR

_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


async def show_index(request: Request) -> Response:
    """Answer with the list of site maps: one of the departments, as many of products as it takes."""
    front, shop = _front(request), _shop(request)
    try:
        parts = (await site_map.product_addresses(shop, 0)).parts
    except Problem as problem:
        return _refused(problem)
    files = ["departments.xml", *(f"products-{part}.xml" for part in range(parts))]
    return _xml("sitemapindex", "sitemap", [f"{front.origin}/sitemaps/{name}" for name in files])


async def show_departments(request: Request) -> Response:
    """Answer with the first page, the map of the shop and every category."""
    front = _front(request)
    try:
        tree = await front.tree(_shop(request))
    except Problem as problem:
        return _refused(problem)
    paths = ["/", "/departments", *(f"/c/{quote(each.slug)}" for each in tree)]
    return _xml("urlset", "url", [front.origin + path for path in paths])


async def show_products(request: Request) -> Response:
    """Answer with the products of one part."""
    try:
        found = await site_map.product_addresses(
            _shop(request), min(request.path_params["part"], 100_000)
        )
    except Problem as problem:
        return _refused(problem)
    if not found.slugs:
        return Response(status_code=404)
    origin = _front(request).origin
    return _xml("urlset", "url", (f"{origin}/p/{quote(slug)}" for slug in found.slugs))


def _front(request: Request) -> Front:
    front: Front = request.app.state.front
    return front


def _shop(request: Request) -> Connection:
    return Connection(_front(request).http, "en", hops=hops_of(request))


def _xml(root: str, entry: str, addresses: Iterable[str]) -> Response:
    lines = "\n".join(f"<{entry}><loc>{escape(each)}</loc></{entry}>" for each in addresses)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_SPACE}>\n{lines}\n</{root}>\n'
    return Response(text, media_type="application/xml", headers={"Cache-Control": FOR_AN_HOUR})


def _refused(problem: Problem) -> Response:
    """Let a crawler come back later."""
    later = {"Retry-After": "60", "Cache-Control": "no-store"}
    return Response(status_code=429 if problem.status == 429 else 503, headers=later)
