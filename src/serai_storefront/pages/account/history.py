"""Past orders."""

from starlette.responses import Response

from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.shop_api import orders
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show one page of orders, newest first."""
    if not visit.shopper_token:
        return to_log_in(visit)
    cursor = visit.request.query_params.get("cursor", "")[:500]
    page = await orders.orders(visit.shop, cursor or None)
    return await visit.render("account/orders.html", {"page": page, "cursor": cursor})
