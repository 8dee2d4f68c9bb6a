"""The reader's choice about their data: what we keep, why, and yes or no with equal ease."""

import dataclasses
from collections.abc import Mapping

from starlette.responses import Response

from serai_storefront.shop_api import accounts
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.choices import TEXT_VERSION
from serai_storefront.web.forms import local_path
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show which cookies there are and what was decided."""
    return await visit.render("choices.html", {"choices": visit.choices})


async def decide(visit: Visit) -> Response:
    """Keep a decision; a shopper's is recorded with their account too."""
    both = visit.form["everything"]
    decided = {
        purpose: answer == "yes"
        for purpose in ("personalisation", "analytics")
        if (answer := visit.form[purpose] or both)
    }
    choices = dataclasses.replace(visit.choices, **decided)
    visit.put_cookie("choices", str(choices))
    if choices.analytics is not True:
        visit.cookies.drop("visitor")
    if choices.personalisation is not True:
        forget_traces(visit)
    if visit.shopper_token:
        await record(visit, decided)
    return visit.redirect(local_path(visit.form["next"]), "choice-saved")


async def forget(visit: Visit) -> Response:
    """Forget what was looked at and looked for in this visit."""
    forget_traces(visit)
    return visit.redirect(local_path(visit.form["next"]), "traces-forgotten")


def forget_traces(visit: Visit) -> None:
    """Delete the cookies that remember a way through the shop."""
    visit.cookies.drop("seen")
    visit.cookies.drop("searches")


async def record(visit: Visit, decided: Mapping[str, bool]) -> None:
    """Record decisions with the account; the cookie decides even when that fails."""
    try:
        for purpose, granted in decided.items():
            await accounts.put_consent(
                visit.shop, purpose, granted=granted, text_version=TEXT_VERSION
            )
    except Problem:
        return
