"""A category: its place in the tree, its products, and ways to narrow them."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.responses import Response

from serai_storefront.pages.narrowing import SORTS, Narrowing
from serai_storefront.pages.structured_data import trail_of
from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.catalogue import Category
from serai_storefront.shop_api.own_prices import with_own_listing
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show one page of a category's products."""
    slug = visit.request.path_params["slug"]
    narrowing = Narrowing.of(f"/c/{slug}", visit.request.query_params, fixed=[("category", slug)])
    tree, listing = await asyncio.gather(
        visit.tree(), catalogue.listing(visit.anonymous_shop, narrowing.params)
    )
    by_slug = {each.slug: each for each in tree}
    if slug not in by_slug:
        raise HTTPException(404)
    listing = await with_own_listing(visit.shop, listing)
    category = by_slug[slug]
    steps = trail(category, tree)
    context = {
        "category": category,
        "trail": steps,
        "canonical": f"/c/{slug}",
        "structured": trail_of(visit.front.origin, [(each.slug, each.name) for each in steps]),
        "children": [each for each in tree if each.parent_id == category.id],
        "listing": listing,
        "narrowing": narrowing,
        "sort_names": SORTS,
    }
    return await visit.render("category.html", context)


def trail(category: Category, tree: list[Category]) -> list[Category]:
    """Return the categories from the root down to this one."""
    by_id = {each.id: each for each in tree}
    steps = [category]
    while (parent := by_id.get(steps[0].parent_id or "")) and len(steps) < 10:
        steps.insert(0, parent)
    return steps
