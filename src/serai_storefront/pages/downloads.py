"""Files and keys of an order."""

import asyncio

from starlette.responses import Response

from serai_storefront.shop_api import downloads, orders
from serai_storefront.web.cookies import token_in
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show what of an order came by wire, to whoever may see the order."""
    order_id = visit.request.path_params["order_id"]
    bearer = token_in(visit.cookies.get("order")) or visit.shopper_token
    if not bearer:
        return visit.redirect(f"/account/login?next=/orders/{order_id}/downloads", "log-in-first")
    shop = visit.shop.with_bearer(bearer)
    order, digital = await asyncio.gather(
        orders.order(shop, order_id), downloads.digital(shop, order_id)
    )
    return await visit.render("downloads.html", {"order": order, "digital": digital})
