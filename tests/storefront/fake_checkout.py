"""The fake's carts, payments and orders."""

import uuid
from typing import Any

from starlette.requests import Request
from storefront.fake_accounts import checked_tax_id
from storefront.fake_http import cart_of, open_cart_of, order_of, shopper, somebody
from storefront.fake_platform import NOW, OPTIONS, Platform, Refused, public


async def post_cart(request: Request, platform: Platform, body: Any) -> Any:
    cart = platform.open(
        [(line["sku"], line["quantity"]) for line in body["lines"]], somebody(request, platform)
    )
    token = {"token": cart["token"]} if cart.get("token") else {}
    return 201, {**platform.cart_view(cart), **token}


async def get_cart(request: Request, platform: Platform, _: Any) -> Any:
    return platform.cart_view(cart_of(request, platform))


async def my_cart(request: Request, platform: Platform, _: Any) -> Any:
    owner = shopper(request, platform)["id"]
    cart = next(
        (
            each
            for each in platform.carts.values()
            if each["owner"] == owner and each["state"] == "open" and each["contact"] is None
        ),
        None,
    )
    if cart is None:
        raise Refused(404, "ordering.cart_not_found")
    return platform.cart_view(cart)


async def post_line(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    platform.add(cart, body["sku"], body["quantity"])
    return platform.cart_view(cart)


async def patch_line(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    platform.set(cart, request.path_params["sku"], body["quantity"])
    return platform.cart_view(cart)


async def put_recipients(request: Request, platform: Platform, body: Any) -> Any:
    cart, sku = open_cart_of(request, platform), request.path_params["sku"]
    for number, each in enumerate(body["recipients"], 1):
        if "@" not in each["email"]:
            raise Refused(422, "ordering.bad_recipient", number=number, field="email")
    cart.setdefault("recipients", {})[sku] = body["recipients"]
    return platform.cart_view(cart)


async def put_contact(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    platform.cart_contact(cart, body)
    return platform.cart_view(cart)


async def put_code(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    code = body["code"].upper().replace("-", "")
    if code not in {"SPRING24", "OWNCODE24"}:
        raise Refused(422, "ordering.coupon_refused")
    cart["codes"] = [code]
    return platform.cart_view(cart)


async def delete_code(request: Request, platform: Platform, _: Any) -> Any:
    cart = open_cart_of(request, platform)
    cart["codes"] = []
    return platform.cart_view(cart)


async def tax_id(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    cart["tax_id"] = None if request.method == "DELETE" else checked_tax_id(body["number"])
    return platform.cart_view(cart)


async def options(request: Request, platform: Platform, _: Any) -> Any:
    open_cart_of(request, platform)
    return {"items": OPTIONS}


async def put_delivery(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    option = next((each for each in OPTIONS if each["code"] == body["code"]), None)
    if option is None:
        raise Refused(422, "ordering.delivery_not_offered")
    cart["delivery"] = {
        name: option.get(name) for name in ("code", "kind", "label", "price", "location")
    }
    return platform.cart_view(cart)


async def post_payment(request: Request, platform: Platform, _: Any) -> Any:
    view = platform.cart_view(open_cart_of(request, platform))
    return 201, {
        "payment_id": str(uuid.uuid4()),
        "method": "card",
        "amount": view["totals"]["total"],
        "processor": {
            "name": "local",
            "public_key": "pk",
            "tokenise_url": f"{request.base_url}_processor/tokens",
        },
        "wallets": platform.wallets,
    }


async def post_wallet_token(_: Request, platform: Platform, body: Any) -> Any:
    if not body["payload"].startswith("test_"):
        raise Refused(422, "payments.wallet_refused", reason="not_readable")
    platform.told_by_wallets.append(body)
    silent = body["payload"] == "test_silent"
    token = f"tok_{uuid.uuid4().hex}"
    platform.tokens_of_cards[token] = "4000000000000119" if silent else "4242424242424242"
    return 201, {"token": token, "brand": "Visa", "last4": "4242"}


async def post_apple_session(_: Request, __: Platform, ___: Any) -> Any:
    return 201, {"session": {"merchantSessionIdentifier": "pretended"}}


async def post_order(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    view = platform.cart_view(cart)
    for line in view["lines"]:
        if platform.stock[line["sku"]] < line["quantity"]:
            raise Refused(
                409,
                "inventory.out_of_stock",
                sku=line["sku"],
                asked=line["quantity"],
                free=platform.stock[line["sku"]],
            )
    if body["expected_total_minor"] != view["totals"]["total"]["minor"]:
        raise Refused(409, "ordering.price_changed", total=view["totals"]["total"])
    number = number_in(platform, body)
    if number == "4000000000000002":
        raise Refused(422, "payments.payment_declined", failure_code="card_declined")
    if number == "4000000000000119":
        raise Refused(503, "payments.processor_unavailable")
    order = platform.make_order(cart, "placing", NOW)
    if number == "4000000000003220":
        order["action"] = {"kind": "redirect", "url": f"{request.base_url}_bank/{order['id']}"}
        return 202, public(order)
    platform.pay(order)
    return 201, public(order)


def number_in(platform: Platform, body: Any) -> str:
    """Return the number of the card that an order is paid with."""
    if token := body.get("token"):
        if token not in platform.tokens_of_cards:
            raise Refused(422, "payments.charge_refused", reason="unknown_token")
        return platform.tokens_of_cards[token]
    return str(body["card"]["number"])


async def payment_return(request: Request, platform: Platform, body: Any) -> Any:
    order = order_of(request, platform)
    if body.get("result") == "confirmed":
        platform.pay(order)
    elif order["state"] == "placing":
        order["state"], order["action"] = "cancelled", None
        raise Refused(422, "payments.payment_declined", failure_code="authentication_failed")
    return public(order)


async def claim(request: Request, platform: Platform, body: Any) -> Any:
    owner = shopper(request, platform)["id"]
    cart = platform.carts[request.path_params["id"]]
    if cart.get("token") != body["cart_token"]:
        raise Refused(404, "ordering.cart_not_found")
    cart["owner"] = owner
    cart.pop("token")
    return platform.cart_view(cart)


async def get_pickups(request: Request, platform: Platform, _: Any) -> Any:
    order = order_of(request, platform)
    place = {"name": "Main Street", "address": ["1 Main Street"], "hours": ["09:00-18:00"] * 7}
    pickup = {
        "number": 1,
        "state": "ready",
        "place": place,
        "code": "123456",
        "ready_by": None,
        "ready_at": order["placed_at"],
        "collect_by": order["placed_at"],
        "collected_at": None,
    }
    return {"pickups": [pickup]}


async def get_papers(request: Request, platform: Platform, _: Any) -> Any:
    order = order_of(request, platform)
    paper = {
        "id": str(uuid.uuid4()),
        "kind": "invoice",
        "number": "2026-000001",
        "issued_at": order["placed_at"],
        "total": order["totals"]["total"],
        "sha256": "0" * 64,
        "url": f"{request.base_url}papers/ticket.pdf",
    }
    return {"papers": [paper], "receipt_url": f"{request.base_url}papers/receipt.pdf"}


async def get_parts(request: Request, platform: Platform, _: Any) -> Any:
    order = order_of(request, platform)
    lines = [{"name": line["name"], "quantity": line["quantity"]} for line in order["lines"]]
    parcel = {"kind": "ship", "place": "", "lines": lines, "first_on": "2026-12-01"}
    return {
        "items": [
            {
                **parcel,
                "number": 1,
                "state": "shipped",
                "last_on": "2026-12-03",
                "carrier": "UPS",
                "tracking_number": "1Z9",
                "tracking_url": "https://carrier.example/1Z9",
            },
            {**parcel, "number": 2, "state": "open", "last_on": "2026-12-01"},
        ]
    }


async def get_orders(request: Request, platform: Platform, _: Any) -> Any:
    owner = shopper(request, platform)["id"]
    own = sorted(
        (each for each in platform.orders.values() if each["_owner"] == owner),
        key=lambda order: order["placed_at"],
        reverse=True,
    )
    start = int(request.query_params.get("cursor", "0"))
    items = [
        {
            **{name: each[name] for name in ("id", "number", "state", "placed_at")},
            "total": each["totals"]["total"],
        }
        for each in own[start : start + 20]
    ]
    return {"items": items, "next_cursor": str(start + 20) if start + 20 < len(own) else None}


async def get_order(request: Request, platform: Platform, _: Any) -> Any:
    return public(order_of(request, platform))


async def cancellation(request: Request, platform: Platform, _: Any) -> Any:
    order = order_of(request, platform)
    if not order["can_cancel"]:
        raise Refused(409, "state.illegal_transition")
    order["state"], order["can_cancel"] = "cancelled", False
    return public(order)
