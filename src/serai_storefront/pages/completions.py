"""What to offer while the reader still types; asked for by our script, never needed."""

from typing import Any

from starlette.responses import JSONResponse, Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.i18n.formats import money_text
from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.catalogue import Found
from serai_storefront.web.visit import Visit

RECENT = mark("Your last searches")
QUERIES, CATEGORIES, BRANDS, PRODUCTS = (
    mark("Searches"),
    mark("Departments"),
    mark("Brands"),
    mark("Products"),
)


async def show(visit: Visit) -> Response:
    """Answer with groups of options: what each says, and where it leads."""
    text = " ".join(visit.request.query_params.get("q", "").split())[:100]
    found = await catalogue.autocomplete(visit.suggesting_shop, text) if text else Found()
    begun = [each for each in visit.searches if each.casefold().startswith(text.casefold())]
    groups = [
        {"label": visit.say(label), "options": options}
        for label, options in [(RECENT, _recent(begun)), *_groups(visit, found, begun)]
        if options
    ]
    return JSONResponse(
        {"groups": groups}, headers={"Cache-Control": "private, max-age=60", "Vary": "Cookie"}
    )


def _recent(searches: list[str]) -> list[dict[str, Any]]:
    return [{"text": each, "fill": each} for each in searches]


def _groups(
    visit: Visit, found: Found, recent: list[str]
) -> list[tuple[str, list[dict[str, Any]]]]:
    locale = visit.language.locale
    return [
        (
            QUERIES,
            [{"text": each, "fill": each} for each in found.queries[:5] if each not in recent],
        ),
        (
            CATEGORIES,
            [{"text": each.name, "href": f"/c/{each.slug}"} for each in found.categories[:3]],
        ),
        (
            BRANDS,
            [
                {"text": each.name, "fill": each.name, "brand": each.slug}
                for each in found.brands[:3]
            ],
        ),
        (
            PRODUCTS,
            [
                {
                    "text": card.name,
                    "href": f"/p/{card.slug}",
                    "picture": card.picture.src,
                    "hint": money_text(card.price, locale) if card.price else "",
                }
                for card in found.products[:5]
            ],
        ),
    ]
