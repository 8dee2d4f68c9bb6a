"""The shopper's own offers, each a press away from the cart."""

from starlette.responses import Response

from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.shop_api import promotions
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show the codes that can still be used, and which of them are in the cart."""
    if not visit.shopper_token:
        return to_log_in(visit)
    offers = await promotions.my_coupons(visit.shop)
    cart = await visit.cart()
    held = {_plain(each.code) for each in cart.codes} if cart else set()
    in_cart = {each.code for each in offers if _plain(each.code) in held}
    return await visit.render("account/offers.html", {"offers": offers, "in_cart": in_cart})


def _plain(code: str) -> str:
    """Return a code without the dashes that people read."""
    return code.replace("-", "").upper()
