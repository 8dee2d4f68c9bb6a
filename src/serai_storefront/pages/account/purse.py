"""The shopper's gift cards and store credit."""

from starlette.responses import Response

from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.shop_api import tenders
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit

PAGE = "/account/gift-cards"


async def show(visit: Visit) -> Response:
    """Show every card, what the credit is, and how it came about."""
    if not visit.shopper_token:
        return to_log_in(visit)
    cards = await tenders.my_gift_cards(visit.shop)
    credit = await tenders.my_store_credit(visit.shop)
    return await visit.render("account/purse.html", {"cards": cards, "credit": credit})


async def keep(visit: Visit) -> Response:
    """Put a gift card into the account."""
    if not visit.shopper_token:
        return to_log_in(visit)
    try:
        await tenders.keep_gift_card(
            visit.shop, visit.form["gift_card"].strip(), key=visit.form["key"]
        )
    except Problem as problem:
        if problem.status not in {404, 409, 422}:
            raise
        refused = problem.code == "gift_card_unusable"
        return visit.redirect(PAGE, "gift-card-not-yours" if refused else "gift-card-unknown")
    return visit.redirect(PAGE, "gift-card-kept")
