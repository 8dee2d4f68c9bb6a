"""Coming in: what happens once a shopper is known."""

import dataclasses
import uuid

from starlette.responses import Response

from serai_storefront.pages.kept import bring_along
from serai_storefront.shop_api import accounts, carts
from serai_storefront.shop_api.accounts import LoggedIn
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.choices import TEXT_VERSION
from serai_storefront.web.csrf import new_visit_id
from serai_storefront.web.forms import local_path
from serai_storefront.web.visit import Visit

_ALIGNED = ("personalisation", "analytics")


async def come_in(visit: Visit, known: LoggedIn, note: str) -> Response:
    """Keep the shopper's token, bring the guest's cart along, and go where they were going."""
    held = visit.cart_pass
    visit.put_cookie("shopper", known.token)
    visit.put_cookie("visit", new_visit_id())
    merged = False
    try:
        if held and held.token:
            cart = await carts.claim(visit.shop, held.cart_id, held.token, key=uuid.uuid4().hex)
            visit.cookies.drop("cart")
            merged = True
        else:
            cart = await carts.my_cart(visit.shop)
        visit.keep_cart(cart)
    except Problem:
        if not (held and held.token):
            visit.forget_cart()
    await bring_along(visit)
    await _align_choice(visit)
    return visit.redirect(local_path(visit.form["next"], "/account"), "merged" if merged else note)


async def _align_choice(visit: Visit) -> None:
    """Let a decision of this visit go to the account, or one of the account come here."""
    try:
        for consent in await accounts.consents(visit.shop):
            if consent.purpose not in _ALIGNED:
                continue
            decided = getattr(visit.choices, consent.purpose)
            if decided is None and consent.granted:
                choices = dataclasses.replace(visit.choices, **{consent.purpose: True})
                visit.put_cookie("choices", str(choices))
            elif decided and consent.purpose == "analytics" and consent.text_version is None:
                await accounts.put_consent(
                    visit.shop, consent.purpose, granted=True, text_version=TEXT_VERSION
                )
    except Problem:
        return
