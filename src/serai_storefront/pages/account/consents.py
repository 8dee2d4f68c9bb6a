"""What the shopper allows, purpose by purpose."""

import dataclasses

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.shop_api import accounts
from serai_storefront.web.choices import TEXT_VERSION
from serai_storefront.web.visit import Visit

PURPOSES = {
    "personalisation": (
        mark("Personal suggestions"),
        mark("We use what you bought and looked at to show first what you need."),
    ),
    "email_marketing": (
        mark("Offers and news by e-mail"),
        mark("We write to you about offers and new products."),
    ),
    "sms_marketing": (
        mark("Offers and news by text message"),
        mark("We send short messages about offers."),
    ),
    "analytics": (
        mark("Understanding how the shop is used"),
        mark("We count what is looked at and bought, to make the shop better."),
    ),
    "profiling": (
        mark("Scores about you"),
        mark("We estimate what you may like or need, from what you did."),
    ),
    "ads": (
        mark("Advertisements chosen for you"),
        mark("Brands pay to be shown where you may be interested."),
    ),
}
"""What each purpose means to the shopper; one that we have no words for is shown by its name."""


async def show(visit: Visit) -> Response:
    """Show every purpose with its decision."""
    if not visit.shopper_token:
        return to_log_in(visit)
    return await visit.render(
        "account/consents.html", {"purposes": await _decided(visit), "texts": PURPOSES}
    )


async def record(visit: Visit) -> Response:
    """Record the decisions that changed."""
    if not visit.shopper_token:
        return to_log_in(visit)
    for purpose, before in (await _decided(visit)).items():
        granted = visit.form[f"purpose_{purpose}"] == "yes"
        if before != granted:
            await accounts.put_consent(
                visit.shop, purpose, granted=granted, text_version=TEXT_VERSION
            )
        if purpose in {"personalisation", "analytics"}:
            choices = dataclasses.replace(visit.choices, **{purpose: granted})
            visit.put_cookie("choices", str(choices))
    return visit.redirect("/account/consents", "saved")


async def _decided(visit: Visit) -> dict[str, bool]:
    """Return the purposes that can be decided, with the decisions; `essential` cannot."""
    decided = {consent.purpose: consent.granted for consent in await accounts.consents(visit.shop)}
    decided.pop("essential", None)
    return {purpose: decided.pop(purpose, False) for purpose in PURPOSES} | decided
