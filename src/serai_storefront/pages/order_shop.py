"""Whoever may see an order: who bought it, or the browser that did."""

from serai_storefront.shop_api.connection import Connection
from serai_storefront.web.cookies import token_in
from serai_storefront.web.visit import Visit


def order_bearer(visit: Visit) -> str:
    """Return the token that opens an order; empty when the browser has none."""
    return token_in(visit.cookies.get("order")) or visit.shopper_token


def order_shop(visit: Visit) -> Connection:
    """Return a connection that speaks for the order's buyer."""
    return visit.shop.with_bearer(order_bearer(visit))
