"""Prescriptions of a cart and of an order: handed in here, looked at by a pharmacist."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.checkout.steps import cart_to_buy
from serai_storefront.shop_api import law, orders
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.cookies import token_in
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

_CHOOSE = mark("Choose a file first")


async def show_of_cart(visit: Visit) -> Response:
    """Show what was handed in with the cart, and a form for more."""
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    files = await law.files_of_cart(visit.cart_shop, cart.id)
    return await _page(visit, {"files": files, "lines": [], "back": "/checkout/payment"})


async def take_of_cart(visit: Visit) -> Response:
    """Hand a file in with the cart."""
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    taken = await _taken(
        visit,
        lambda name, content: law.hand_in(
            visit.cart_shop, cart.id, name, content, key=visit.form["key"]
        ),
    )
    return visit.redirect("/checkout/payment", "handed-in") if taken else await show_of_cart(visit)


async def show_of_order(visit: Visit) -> Response:
    """Show what of an order is prescribed, what became of it, and a form for a file."""
    order_id, bearer = visit.request.path_params["order_id"], _bearer(visit)
    if not bearer:
        return visit.redirect(
            f"/account/login?next=/orders/{order_id}/prescriptions", "log-in-first"
        )
    shop = visit.shop.with_bearer(bearer)
    order, there = await asyncio.gather(orders.order(shop, order_id), law.of_order(shop, order_id))
    context = {"files": there.files, "lines": there.lines, "back": f"/orders/{order.id}"}
    return await _page(visit, context)


async def take_of_order(visit: Visit) -> Response:
    """Hand a file in for an order."""
    order_id, bearer = visit.request.path_params["order_id"], _bearer(visit)
    if not bearer:
        return visit.redirect(
            f"/account/login?next=/orders/{order_id}/prescriptions", "log-in-first"
        )
    shop = visit.shop.with_bearer(bearer)
    taken = await _taken(
        visit,
        lambda name, content: law.hand_in_later(
            shop, order_id, name, content, key=visit.form["key"]
        ),
    )
    here = f"/orders/{order_id}/prescriptions"
    return visit.redirect(here, "handed-in") if taken else await show_of_order(visit)


async def _taken(visit: Visit, hand_in: Callable[[str, bytes], Awaitable[None]]) -> bool:
    """Return whether the file was handed in; what is wrong with it stands in the form."""
    name, content = visit.form.files.get("file", ("", b""))
    if not name or not content:
        visit.form.errors["file"] = _CHOOSE
        return False
    try:
        await hand_in(name, content)
    except Problem as problem:
        if problem.status not in {409, 422}:
            raise
        visit.form.errors["file"] = sentence_for(problem)
        return False
    return True


async def _page(visit: Visit, context: dict[str, object]) -> Response:
    status = 200 if visit.form.valid else 422
    return await visit.render("prescriptions.html", {**context, "form": visit.form}, status=status)


def _bearer(visit: Visit) -> str:
    return token_in(visit.cookies.get("order")) or visit.shopper_token
