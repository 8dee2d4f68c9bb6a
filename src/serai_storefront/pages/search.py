"""Search: what was asked, how it was read, what was found, and what to try when nothing was."""

import asyncio

from starlette.responses import Response

from serai_storefront.pages.looked_at import looked_at
from serai_storefront.pages.narrowing import SORTS, Narrowing
from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.catalogue import Listing
from serai_storefront.shop_api.own_prices import with_own_listing
from serai_storefront.shop_api.shapes import Card
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show one page of what a query finds; without a query, the way to ask."""
    text = " ".join(visit.request.query_params.get("q", "").split())[:200]
    narrowing = Narrowing.of("/search", visit.request.query_params, fixed=[("q", text)])
    listing = await catalogue.search(visit.visitors_shop, narrowing.params) if text else Listing([])
    listing = await with_own_listing(visit.shop, listing)
    shelves, looked = ([], []) if listing.items else await _consolation(visit)
    if listing.items and not narrowing.cursor:
        visit.searched_for(text)
    names = {("category", each.slug): each.name for each in await visit.tree()}
    context = {
        "names": names,
        "typed": text,
        "listing": listing,
        "narrowing": narrowing,
        "sort_names": SORTS,
        "shelves": shelves,
        "looked_at": looked,
    }
    return await visit.render("search.html", context)


async def _consolation(visit: Visit) -> tuple[list[catalogue.Shelf], list[Card]]:
    shelves, looked = await asyncio.gather(
        catalogue.suggestions(visit.visitors_shop, "home"), looked_at(visit)
    )
    return [shelf for shelf in shelves if shelf.items][:1], looked
