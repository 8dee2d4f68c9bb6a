"""What the reader looked at lately, to find it again."""

from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.shapes import Card
from serai_storefront.web.visit import Visit


async def looked_at(visit: Visit, *, besides: str = "") -> list[Card]:
    """Return what was looked at in this visit, the latest first, besides one product; nothing without a yes."""
    slugs = [slug for slug in visit.seen if slug != besides]
    try:
        return await catalogue.cards(visit.anonymous_shop, slugs)
    except Problem:
        return []
