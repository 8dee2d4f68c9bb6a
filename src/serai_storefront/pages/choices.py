"""The reader's choice about their data: what we keep, why, and yes or no with equal ease."""

from starlette.responses import Response

from serai_storefront.shop_api import accounts
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.choices import TEXT_VERSION, Choices
from serai_storefront.web.forms import local_path
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show which cookies there are and what was decided."""
    return await visit.render("choices.html", {"choices": visit.choices})


async def decide(visit: Visit) -> Response:
    """Keep a decision; a shopper's is recorded with their account too."""
    granted = visit.form["personalisation"] == "yes"
    visit.put_cookie("choices", str(Choices(personalisation=granted)))
    if visit.shopper_token:
        await record(visit, granted=granted)
    return visit.redirect(local_path(visit.form["next"]), "choice-saved")


async def record(visit: Visit, *, granted: bool) -> None:
    """Record the decision with the account; the cookie decides even when that fails."""
    try:
        await accounts.put_consent(
            visit.shop, "personalisation", granted=granted, text_version=TEXT_VERSION
        )
    except Problem:
        return
