"""The list of what is kept for later: a shopper's in the account, a guest's in their browser."""

import asyncio
import dataclasses
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from serai_storefront.shop_api import carts, catalogue, kept_articles
from serai_storefront.shop_api.connection import Connection
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.shapes import Card
from serai_storefront.web.forms import local_path
from serai_storefront.web.kept import kept_in, with_kept, without_kept
from serai_storefront.web.visit import Visit

_AT_ONCE = 100
"""Cards that the platform tells in one answer."""


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """An article on the list; `card` is its product's, None when that is no longer sold."""

    sku: str
    card: Card | None

    @property
    def address(self) -> str:
        """The article's page, with this very package chosen."""
        return f"/p/{self.card.slug}?{urlencode({'sku': self.sku})}" if self.card else ""


async def show(visit: Visit) -> Response:
    """Show what is kept, the latest first."""
    skus, shop = await _skus(visit), visit.anonymous_shop
    parts = [skus[start : start + _AT_ONCE] for start in range(0, len(skus), _AT_ONCE)]
    found = await asyncio.gather(*(catalogue.cards(shop, part) for part in parts))
    cards: dict[str, Card | None] = {card.sku: card for part in found for card in part}
    others = [sku for sku in skus if sku not in cards]
    cards |= dict(
        zip(others, await asyncio.gather(*(_package(shop, sku) for sku in others)), strict=True)
    )
    kept = [Kept(sku, cards[sku]) for sku in skus]
    return await visit.render("kept.html", {"kept": kept, "guest": not visit.shopper_token})


async def keep(visit: Visit) -> Response:
    """Put an article on the list and go back."""
    await _keep(visit, visit.form["sku"])
    return visit.redirect(local_path(visit.form["next"], "/kept"), "kept-for-later")


async def forget(visit: Visit) -> Response:
    """Take an article off the list."""
    sku = visit.form["sku"]
    if visit.shopper_token:
        await kept_articles.forget(visit.shop, sku)
    else:
        visit.put_cookie("kept", without_kept(visit.cookies.get("kept"), sku))
    return visit.redirect(local_path(visit.form["next"], "/kept"), "no-longer-kept")


async def move_out_of_cart(visit: Visit) -> Response:
    """Put a line of the cart on the list, and take it out of the cart."""
    held, sku = visit.cart_pass, visit.request.path_params["sku"]
    if held is None:
        return visit.redirect("/cart", "cart-empty")
    await _keep(visit, sku)
    visit.keep_cart(await carts.change_line(visit.cart_shop, held.cart_id, sku, 0))
    return visit.redirect("/cart", "kept-for-later")


async def is_kept(visit: Visit, sku: str) -> bool:
    """Return whether an article is on the reader's list; no when the platform does not say."""
    try:
        return sku in await _skus(visit)
    except Problem:
        return False


async def bring_along(visit: Visit) -> None:
    """Bring what a guest kept into the account that they have just logged in to, the oldest first."""
    skus = kept_in(visit.cookies.get("kept"))
    try:
        for sku in reversed(skus):
            await kept_articles.keep(visit.shop, sku)
    except Problem:
        return
    visit.cookies.drop("kept")


async def _keep(visit: Visit, sku: str) -> None:
    if visit.shopper_token:
        await kept_articles.keep(visit.shop, sku)
    else:
        visit.put_cookie("kept", with_kept(visit.cookies.get("kept"), sku))


async def _package(shop: Connection, sku: str) -> Card | None:
    """Return the card of a package that is not its product's first; None when it is no longer sold."""
    try:
        product = await catalogue.product(shop, sku)
    except Problem as problem:
        if problem.status != 404:
            raise
        return None
    package = next((each for each in product.variants if each.sku == sku), None)
    if package is None:
        return None
    return msgspec.structs.replace(
        product,
        sku=sku,
        package_size=package.package_size,
        price=package.price,
        compare_at=package.compare_at,
        prior_price=package.prior_price,
        exact_price=package.exact_price,
        unit_price=package.unit_price,
        availability=package.availability,
        promotions=package.promotions,
    )


async def _skus(visit: Visit) -> list[str]:
    if visit.shopper_token:
        return await kept_articles.kept_articles(visit.shop)
    return kept_in(visit.cookies.get("kept"))
