"""The browser's wallets at the last step: what they need, and what they give."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from starlette.responses import JSONResponse, Response

from serai_storefront.shop_api import browser_wallets
from serai_storefront.shop_api.browser_wallets import METHODS, BrowserWallet
from serai_storefront.shop_api.shapes import Money
from serai_storefront.web.headers import HEADERS
from serai_storefront.web.visit import Visit

NAMES = {"apple_pay": "Apple Pay", "google_pay": "Google Pay"}
GOOGLE = ("https://google.com/pay", "https://pay.google.com")
"""Where the browser itself looks up what Google Pay is; no script comes from there."""


async def apple_session(visit: Visit) -> Response:
    """Hand our script what Apple's sheet asked for."""
    if visit.cart_pass is None:
        return JSONResponse({}, 401)
    url = visit.form["validation_url"]
    return JSONResponse(await browser_wallets.apple_session(visit.shop, url))


async def exchange(visit: Visit) -> None:
    """Put a token in the place of what the wallet gave, unless the form has one already."""
    form = visit.form
    payload = form.values.pop("payload", "")
    if not form["token"]:
        form.values["token"] = await browser_wallets.token_of(visit.shop, form["method"], payload)


def offers(wallets: Iterable[BrowserWallet], due: Money) -> list[dict[str, Any]]:
    """Return each wallet that our script knows, with what it is asked."""
    return [
        {
            "method": wallet.method,
            "name": NAMES[wallet.method],
            "asks": msgspec.to_builtins(wallet)
            | {"currency": due.currency, "total": format(due.amount, "f")},
        }
        for wallet in wallets
        if wallet.method in METHODS
    ]


def permissions() -> str:
    """Return the Permissions-Policy of a page that may ask for a payment."""
    return HEADERS["Permissions-Policy"].replace("payment=()", "payment=(self)")


def reached(wallets: Sequence[dict[str, Any]]) -> str:
    """Return what the browser may reach because of the wallets, for the page's policy."""
    google = any(wallet["method"] == "google_pay" for wallet in wallets)
    return " ".join(GOOGLE) if google else ""
