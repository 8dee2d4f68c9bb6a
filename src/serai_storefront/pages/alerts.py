"""Being told of an article: asked on its page, confirmed and ended by a letter's link."""

from decimal import Decimal, InvalidOperation

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.shop_api import alerts, catalogue
from serai_storefront.shop_api.catalogue import Product, Variant
from serai_storefront.shop_api.own_prices import with_own_price
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.shapes import Money
from serai_storefront.web.choices import TEXT_VERSION
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

_NO_PRICE = mark("Enter a price like 9.99, lower than it is now, or leave it empty.")


async def ask(visit: Visit) -> Response:
    """Ask, and go back to the product; what cannot be is said beside the form."""
    sku, kind = visit.form["sku"], visit.form["kind"]
    product = await catalogue.product(visit.anonymous_shop, sku)
    sold = next((each for each in product.variants if each.sku == sku), None)
    sold = await with_own_price(visit.shop, sold) or sold
    wanted: dict[str, object] = {"sku": sku, "kind": kind, "text_version": TEXT_VERSION}
    if not visit.shopper_token:
        wanted["email"] = visit.form["email"]
    if kind == "price" and visit.form["price"]:
        minor = _minor(visit.form["price"], (sold or product).price)
        if minor is None:
            return await _again(visit, product, sold, _NO_PRICE, 422)
        wanted["target_minor"] = minor
    try:
        asked = await alerts.ask(visit.shop, wanted, key=visit.form["key"])
    except Problem as problem:
        if problem.status not in {409, 422, 429}:
            raise
        return await _again(visit, product, sold, sentence_for(problem), problem.status)
    note = "alert-asked" if asked.state == "unconfirmed" else "alert-waits"
    return visit.redirect(f"/p/{product.slug}?sku={sku}", note)


async def show(visit: Visit) -> Response:
    """Show the alert to whoever has the link. Opening it confirms and ends nothing."""
    link = visit.request.path_params["link"]
    alert = await alerts.alert_of(visit.anonymous_shop, link)
    return await visit.render("alert.html", {"alert": alert, "link": link})


async def confirm(visit: Visit) -> Response:
    """Say that it was the reader who asked."""
    link = visit.request.path_params["link"]
    alert = await alerts.confirm(visit.anonymous_shop, link, key=visit.form["key"])
    note = "alert-waits" if alert.waits or alert.state == "told" else "alert-too-late"
    return visit.redirect(f"/alerts/{link}", note)


async def end(visit: Visit) -> Response:
    """End the alert, or all of the same reader."""
    link = visit.request.path_params["link"]
    others_too = visit.form["which"] == "all"
    await alerts.end(visit.anonymous_shop, link, others_too=others_too)
    return visit.redirect(f"/alerts/{link}", "alerts-ended" if others_too else "alert-ended")


async def _again(
    visit: Visit, product: Product, sold: Variant | None, refusal: str, status: int
) -> Response:
    return await visit.render(
        "alert_form.html",
        {"product": product, "sold": sold or product, "refusal": refusal, "form": visit.form},
        status=status,
    )


def _minor(text: str, price: Money | None) -> int | None:
    """Return a typed amount in minor units of the price's currency; None when it is none."""
    try:
        amount = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    if price is None or not amount.is_finite() or not 0 <= amount < 10**9:
        return None
    decimals = max(0, -int(price.amount.as_tuple().exponent))
    return int(amount.scaleb(decimals))
