"""What the shopper wants to be told of articles."""

from starlette.responses import Response

from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.shop_api import alerts
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show every alert with what the article costs now."""
    if not visit.shopper_token:
        return to_log_in(visit)
    return await visit.render("account/alerts.html", {"alerts": await alerts.mine(visit.shop)})


async def end(visit: Visit) -> Response:
    """End one."""
    if not visit.shopper_token:
        return to_log_in(visit)
    await alerts.end_mine(visit.shop, visit.request.path_params["alert"])
    return visit.redirect("/account/alerts", "alert-ended")
