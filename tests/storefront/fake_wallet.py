"""The fake's passkeys, kept cards, places, and buying in one press."""

import uuid
from typing import Any

from starlette.requests import Request
from storefront.fake_http import open_cart_of, shopper
from storefront.fake_platform import NOW, OPTIONS, Platform, Refused, public

PUBLIC_KEY = {"challenge": "AAAA", "rpId": "localhost", "rp": {"id": "localhost", "name": "shop"}}
PLACES = [
    {"country": "PT", "postcode": "4400-444", "city": "Vila Nova de Gaia", "region": ""},
    {"country": "US", "postcode": "45501", "city": "Springfield", "region": "OH"},
]


def _kept(request: Request, platform: Platform, what: str) -> list[dict[str, Any]]:
    things: list[dict[str, Any]] = shopper(request, platform).setdefault(what, [])
    return things


async def begin_login(_: Request, platform: Platform, body: Any) -> Any:
    return {"public_key": PUBLIC_KEY}


async def begin_passkey(request: Request, platform: Platform, _: Any) -> Any:
    shopper(request, platform)
    return {"public_key": PUBLIC_KEY}


async def passkey_login(_: Request, platform: Platform, body: Any) -> Any:
    for customer in platform.customers.values():
        if any(each["_id"] == body["credential"]["id"] for each in customer.get("passkeys", [])):
            return platform.log_in(customer)
    raise Refused(401, "customers.passkey_refused")


async def get_passkeys(request: Request, platform: Platform, _: Any) -> Any:
    return {"items": [public(each) for each in _kept(request, platform, "passkeys")]}


async def post_passkey(request: Request, platform: Platform, body: Any) -> Any:
    if body["credential"]["id"] == "forged":
        raise Refused(401, "customers.passkey_refused")
    made = {
        "id": f"k{uuid.uuid4().hex[:8]}",
        "name": body["name"],
        "is_synced": True,
        "created_at": NOW.isoformat(),
        "last_used_at": None,
        "_id": body["credential"]["id"],
    }
    _kept(request, platform, "passkeys").append(made)
    return 201, public(made)


async def one_passkey(request: Request, platform: Platform, body: Any) -> Any:
    kept = _kept(request, platform, "passkeys")
    found = _one(kept, request, "customers.passkey_not_found")
    if request.method == "DELETE":
        kept.remove(found)
        return None
    found["name"] = body["name"]
    return public(found)


async def get_cards(request: Request, platform: Platform, _: Any) -> Any:
    kept = _kept(request, platform, "cards")
    return {"items": sorted(map(public, kept), key=lambda each: not each["is_default"])}


async def post_card(request: Request, platform: Platform, body: Any) -> Any:
    token = body.get("token")
    number = platform.tokens_of_cards[token] if token else body["card"]["number"]
    kept = _kept(request, platform, "cards")
    made = {
        "id": f"c{uuid.uuid4().hex[:8]}",
        "label": f"Visa •••• {number[-4:]}",
        "is_default": not kept,
        "expires_on": "2030-12-31",
        "_number": number,
        "_agreed_to": body["consent_text_version"],
    }
    kept.append(made)
    return 201, public(made)


async def one_card(request: Request, platform: Platform, body: Any) -> Any:
    kept = _kept(request, platform, "cards")
    found = _one(kept, request, "payments.instrument_not_found")
    if request.method == "DELETE":
        kept.remove(found)
        return None
    for each in kept:
        each["is_default"] = each is found
    return public(found)


async def prepare(request: Request, platform: Platform, _: Any) -> Any:
    cart, customer = open_cart_of(request, platform), shopper(request, platform)
    if not customer.get("cards"):
        raise Refused(404, "payments.instrument_not_found")
    if not customer["addresses"]:
        raise Refused(409, "ordering.address_needed")
    home = customer["addresses"][0]
    address = {name: home.get(name, "") for name in ("line1", "city", "postcode", "country")}
    said = {"email": customer["email"], "name": home["name"], "address": address}
    platform.cart_contact(cart, said)
    names = ("code", "kind", "label", "price", "location")
    cart["delivery"] = {name: OPTIONS[0].get(name) for name in names}
    return {"cart": platform.cart_view(cart), "instrument": public(customer["cards"][0])}


async def challenge(request: Request, platform: Platform, _: Any) -> Any:
    open_cart_of(request, platform)
    has_passkey = bool(shopper(request, platform).get("passkeys"))
    return {"public_key": PUBLIC_KEY if has_passkey else None}


async def order(request: Request, platform: Platform, body: Any) -> Any:
    cart, customer = open_cart_of(request, platform), shopper(request, platform)
    if customer.get("passkeys") and not body["confirmation"]:
        raise Refused(403, "ordering.confirmation_needed")
    if all(each["id"] != body["instrument_id"] for each in customer.get("cards", [])):
        raise Refused(404, "payments.instrument_not_found")
    total = platform.cart_view(cart)["totals"]["total"]
    if body["expected_total_minor"] != total["minor"]:
        raise Refused(409, "ordering.price_changed", total=total)
    if cart.get("ahead") and not body["accepts_waiting"]:
        raise Refused(409, "ordering.must_wait")
    made = platform.make_order(cart, "placing", NOW)
    platform.pay(made)
    return 201, public(made)


async def places(request: Request, platform: Platform, _: Any) -> Any:
    asked = request.query_params
    text = asked["q"].lower()
    found = [
        place
        for place in PLACES
        if place["country"] == asked["country"]
        and (place["postcode"].startswith(text) or place["city"].lower().startswith(text))
    ]
    return {"items": found, "attribution": "Places: a free gazetteer"}


def _one(kept: list[dict[str, Any]], request: Request, code: str) -> dict[str, Any]:
    for each in kept:
        if each["id"] == request.path_params["id"]:
            return each
    raise Refused(404, code)


def _usd(minor: int) -> dict[str, Any]:
    return {"amount": f"{minor / 100:.2f}", "minor": minor, "currency": "USD"}


GIFT_CARD = {
    "id": "g1",
    "last4": "7XQ2",
    "state": "active",
    "balance": _usd(2500),
    "available": _usd(2500),
    "expires_at": "2027-03-14T00:00:00+00:00",
}
MOVES = [
    ("balance_spent", -200, 300),
    ("store_credit_granted", 500, 500),
]


async def gift_card_balance(_: Request, platform: Platform, body: Any) -> Any:
    if body["code"] == "TOO-OFTEN":
        raise Refused(429, "rate.too_many_requests")
    if body["code"] != "GIFT-7XQ2":
        raise Refused(404, "payments.gift_card_not_found")
    return GIFT_CARD


async def my_gift_cards(request: Request, platform: Platform, _: Any) -> Any:
    return {"items": _kept(request, platform, "gift_cards")}


async def keep_gift_card(request: Request, platform: Platform, body: Any) -> Any:
    if body["code"] == "SOMEBODYS":
        raise Refused(409, "payments.gift_card_unusable")
    card = await gift_card_balance(request, platform, body)
    _kept(request, platform, "gift_cards").append(card)
    return card


async def my_store_credit(request: Request, platform: Platform, _: Any) -> Any:
    shopper(request, platform)
    return {
        "balance": _usd(300),
        "available": _usd(300),
        "moves": [
            {
                "happened_at": NOW.isoformat(),
                "kind": kind,
                "amount": _usd(minor),
                "balance": _usd(left),
                "note": "",
            }
            for kind, minor, left in MOVES
        ],
        "next_cursor": None,
    }


async def my_coupons(request: Request, platform: Platform, _: Any) -> Any:
    return {"items": _kept(request, platform, "coupons")}
