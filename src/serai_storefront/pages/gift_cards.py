"""What is left on a gift card, for whoever knows its code; the code is in no address."""

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.shop_api import tenders
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit

TEMPLATE = "gift_cards.html"
UNKNOWN = mark("There is no gift card with this code. Look for a slip.")
TOO_OFTEN = mark("You have asked very often. Wait a minute, then try again.")


async def show(visit: Visit) -> Response:
    """Ask for the code."""
    return await visit.render(TEMPLATE, {"card": None, "sentence": ""})


async def tell(visit: Visit) -> Response:
    """Tell what is left."""
    try:
        card = await tenders.gift_card(visit.visitors_shop, visit.form["gift_card"].strip())
    except Problem as problem:
        if problem.status not in {404, 422, 429}:
            raise
        sentence = TOO_OFTEN if problem.status == 429 else UNKNOWN
        return await visit.render(
            TEMPLATE, {"card": None, "sentence": sentence}, status=problem.status
        )
    return await visit.render(TEMPLATE, {"card": card, "sentence": ""})
