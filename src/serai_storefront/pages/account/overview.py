"""The account's first page: who I am, and where everything is."""

import asyncio

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.shop_api import accounts, orders
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.sentences import TAX_ID_REFUSALS, sentence_for
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show name, e-mail address and the latest orders."""
    if not visit.shopper_token:
        return to_log_in(visit)
    customer, history, tax_id = await asyncio.gather(
        accounts.me(visit.shop), orders.orders(visit.shop, None), accounts.tax_id(visit.shop)
    )
    if "tax_id" not in visit.form.values:
        visit.form.values["tax_id"] = tax_id
    context = {"customer": customer, "orders": history.items[:3], "form": visit.form}
    return await visit.render("account/overview.html", context)


async def keep_tax_id(visit: Visit) -> Response:
    """Keep the tax id of a business for later orders, or forget it."""
    if not visit.shopper_token:
        return to_log_in(visit)
    try:
        if visit.form["tax_id"]:
            await accounts.keep_tax_id(visit.shop, visit.form["tax_id"])
        else:
            await accounts.forget_tax_id(visit.shop)
    except Problem as problem:
        if problem.code not in TAX_ID_REFUSALS:
            raise
        visit.form.errors["tax_id"] = sentence_for(problem)
        return await show(visit)
    return visit.redirect("/account", "saved")


async def change(visit: Visit) -> Response:
    """Change the name, or the language for letters."""
    if not visit.shopper_token:
        return to_log_in(visit)
    visit.form.require({"name": mark("Enter your name")})
    if not visit.form.valid:
        return await show(visit)
    await accounts.change_me(
        visit.shop, {"name": visit.form["name"], "locale": visit.language.code}
    )
    return visit.redirect("/account", "saved")
