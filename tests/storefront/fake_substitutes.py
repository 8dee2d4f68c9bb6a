"""The fake platform's answers about what a store does not have."""

from typing import Any

from starlette.requests import Request
from storefront.fake_http import open_cart_of, order_of
from storefront.fake_platform import Platform, Refused, money

LINK = "0199e7a26a4e7c1f8d641f4be0a1c7d5.signed"


def an_offer(order: dict[str, Any], state: str, *, dearer: int = 0) -> dict[str, Any]:
    return {
        "order_id": order["id"],
        "order_number": order["number"],
        "units": 1,
        "name": "Whole Milk",
        "wish": "ask",
        "sku": "100001",
        "offered": "Oat Drink",
        "package_size": "1 l",
        "picture": {"src": "/pictures/dairy/milk/oat.svg", "alt": ""},
        "quantity": 1,
        "agreed": money(349),
        "price": money(349 + dearer),
        "dearer": money(dearer),
        "state": state,
        "answer": "",
        "answer_by": "2026-11-22T12:00:00Z",
        "change_id": None,
        "link": LINK if state == "asked" else "",
    }


async def put_wishes(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    cart["wishes"] = {line["sku"]: line["wish"] for line in body["lines"]}
    return platform.cart_view(cart)


async def get_offers(request: Request, platform: Platform, _: Any) -> Any:
    return {"items": [an_offer(order_of(request, platform), platform.substitute)]}


async def get_offer(request: Request, platform: Platform, _: Any) -> Any:
    if request.path_params["link"] != LINK:
        raise Refused(404, "ordering.substitution_not_found")
    return an_offer(_last_order(platform), platform.substitute)


async def post_answer(request: Request, platform: Platform, body: Any) -> Any:
    if platform.substitute != "asked":
        raise Refused(409, "ordering.substitute_is_settled")
    platform.substitute = "replaced" if body["accepts"] else "refunded"
    return an_offer(_last_order(platform), platform.substitute)


def _last_order(platform: Platform) -> dict[str, Any]:
    return next(reversed(platform.orders.values()))
