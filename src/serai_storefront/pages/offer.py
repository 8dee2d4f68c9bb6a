"""An offer: a cart that the shop made up for somebody and handed them by a link."""

from starlette.responses import Response

from serai_storefront.shop_api import carts
from serai_storefront.web.cookies import CartPass
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show what is offered. It becomes the reader's cart by their own press, never by opening a link."""
    cart_id, token = _named(visit)
    cart = await carts.cart(visit.shop.with_bearer(token), cart_id)
    return await visit.render("offer.html", {"cart": cart})


async def take(visit: Visit) -> Response:
    """Let the offer be the reader's cart, and go there."""
    cart_id, token = _named(visit)
    await carts.cart(visit.shop.with_bearer(token), cart_id)
    visit.cookies.put("cart", str(CartPass(cart_id, token)))
    return visit.redirect("/cart")


def _named(visit: Visit) -> tuple[str, str]:
    path = visit.request.path_params
    return path["cart_id"], path["token"]
