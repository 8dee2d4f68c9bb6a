"""Gift cards and credit at the checkout: put one in, take one out."""

from starlette.responses import Response

from serai_storefront.shop_api import tenders
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit

NEXT = "/checkout/payment"
_REFUSED = {
    "gift_card_not_found": "gift-card-unknown",
    "gift_card_unusable": "gift-card-refused",
    "no_store_credit": "no-store-credit",
}


async def add(visit: Visit) -> Response:
    """Let a gift card, or the shopper's credit, pay first."""
    held = visit.cart_pass
    if held is None:
        return visit.redirect("/cart", "cart-empty")
    code = visit.form["gift_card"]
    method = "gift_card" if code or visit.form["method"] != "store_credit" else "store_credit"
    try:
        await tenders.add_tender(visit.cart_shop, held.cart_id, method, code, key=visit.form["key"])
    except Problem as problem:
        if problem.status not in {404, 409, 422}:
            raise
        return visit.redirect(NEXT, _REFUSED.get(problem.code, "gift-card-refused"))
    return visit.redirect(NEXT, "tender-added")


async def remove(visit: Visit) -> Response:
    """Let it no longer pay."""
    held = visit.cart_pass
    if held is None:
        return visit.redirect("/cart", "cart-empty")
    form = visit.form
    await tenders.remove_tender(visit.cart_shop, held.cart_id, form["method"], form["source"])
    return visit.redirect(NEXT, "tender-removed")
