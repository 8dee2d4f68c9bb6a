"""The shopper's kept cards."""

from starlette.responses import Response

from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.shop_api import wallet
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show every kept card."""
    if not visit.shopper_token:
        return to_log_in(visit)
    return await visit.render("account/cards.html", {"cards": await wallet.cards(visit.shop)})


async def choose(visit: Visit) -> Response:
    """Make a card the default."""
    if not visit.shopper_token:
        return to_log_in(visit)
    await wallet.choose_default(visit.shop, visit.request.path_params["card_id"])
    return visit.redirect("/account/cards", "saved")


async def remove(visit: Visit) -> Response:
    """Have a card forgotten."""
    if not visit.shopper_token:
        return to_log_in(visit)
    await wallet.remove(visit.shop, visit.request.path_params["card_id"])
    return visit.redirect("/account/cards", "card-removed")
