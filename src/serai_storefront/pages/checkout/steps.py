"""What the steps of the checkout share: the cart that must be there, and how far it is."""

from serai_storefront.shop_api.carts import Cart
from serai_storefront.web.visit import Visit


async def cart_to_buy(visit: Visit) -> Cart | None:
    """Return the reader's cart if there is something in it."""
    cart = await visit.cart()
    return cart if cart and cart.lines else None
