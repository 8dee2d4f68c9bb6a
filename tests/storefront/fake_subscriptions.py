"""The fake's subscriptions: one plan, orders that are made at once, and moves."""

from datetime import date, timedelta
from typing import Any

from starlette.requests import Request
from storefront.fake_http import shopper
from storefront.fake_platform import Platform, Refused, money

TODAY = date(2027, 3, 14)
SUBSCRIBED = ("100000", "100001")
"""What of a cart the plan has."""
HARBOUR = {"id": "0190", "code": "HARBOUR", "name": "The Harbour"}


async def plans(_: Request, platform: Platform, __: Any) -> Any:
    return {"items": [{"code": "refill", "name": "Refill", "skus": [], "intervals": ["2w", "1m"]}]}


async def quote(request: Request, platform: Platform, body: Any) -> Any:
    shopper(request, platform)
    total = _total(platform, body)
    zero = money(0)
    return {
        "totals": {"items": total, "delivery": zero, "discount": zero, "total": total},
        "delivery": body.get("delivery_code") or "standard",
        "location": body.get("location_code", ""),
        "lines": [
            {**line, "name": platform.by_sku[line["sku"]]["name"], "slug": ""}
            for line in _lines(platform, body)
        ],
        "stays": [sku for sku in _cart_of(platform, body) if sku not in SUBSCRIBED],
        "ways": [
            {"code": "standard", "label": "Standard", "price": zero},
            {"code": "express", "label": "Express", "price": money(990)},
            {"code": "pickup", "label": "Pick-up", "price": zero, "location": HARBOUR},
        ],
    }


async def start(request: Request, platform: Platform, body: Any) -> Any:
    customer = shopper(request, platform)
    if body["expected_total_minor"] != _total(platform, body)["minor"]:
        raise Refused(409, "ordering.total_changed")
    total, lines = _total(platform, body), _lines(platform, body)
    for line in lines:
        _cart_of(platform, body).pop(line["sku"], None)
    address = customer["addresses"][0]
    made = {
        "id": f"s{len(_mine(customer)) + 1}",
        "state": "active",
        "plan_code": "refill",
        "interval": body["interval"],
        "lines": [{**line, "name": platform.by_sku[line["sku"]]["name"]} for line in lines],
        "contact": {"name": address["name"], "address": address},
        "delivery_code": body["delivery_code"],
        "location": HARBOUR if body.get("location_code") else None,
        "tenders": [_tender(each) for each in body.get("tenders", [])],
        "instrument_id": body.get("instrument_id"),
        "next_on": str(TODAY + timedelta(weeks=2)),
        "last_total": total,
        "version": 1,
        "periods": [
            {"number": 2, "due_on": str(TODAY + timedelta(weeks=2)), "state": "open"},
            {"number": 1, "due_on": str(TODAY), "state": "ordered", "order_id": "o1"},
        ],
    }
    _mine(customer).append(made)
    return 201, made


async def mine(request: Request, platform: Platform, _: Any) -> Any:
    return {"items": _mine(shopper(request, platform))}


async def one(request: Request, platform: Platform, body: Any) -> Any:
    found = _found(request, platform)
    if request.method == "PATCH":
        if body.get("next_on") and date.fromisoformat(body["next_on"]) <= TODAY:
            raise Refused(422, "ordering.bad_order_day")
        for line in body.get("lines", []):
            line["name"] = platform.by_sku[line["sku"]]["name"]
        if "location_code" in body:
            body["location"] = HARBOUR if body.pop("location_code") else None
        if "tenders" in body:
            body["tenders"] = [_tender(each) for each in body["tenders"]]
        found.update(body, version=found["version"] + 1)
    return found


async def move(request: Request, platform: Platform, _: Any) -> Any:
    found, how = _found(request, platform), request.path_params["move"]
    if how == "skip":
        found["periods"][0]["state"] = "skipped"
        found["next_on"] = str(TODAY + timedelta(weeks=4))
        found["periods"].insert(0, {"number": 3, "due_on": found["next_on"], "state": "open"})
    states = {"pause": "paused", "resume": "active", "cancellation": "cancelled"}
    found["state"] = states.get(how, found["state"])
    return found


async def needs(request: Request, platform: Platform, _: Any) -> Any:
    shopper(request, platform)
    need = {"sku": "100000", "name": "Whole Milk", "slug": "whole-milk-100000", "every_days": 14}
    soon = {"likely_on": str(TODAY), "plan_code": "refill", "interval": "2w"}
    return {"items": [need | soon]}


def _mine(customer: dict[str, Any]) -> list[dict[str, Any]]:
    return customer.setdefault("_subscriptions", [])


def _found(request: Request, platform: Platform) -> dict[str, Any]:
    for each in _mine(shopper(request, platform)):
        if each["id"] == request.path_params["id"]:
            return each
    raise Refused(404, "ordering.subscription_not_found")


def _cart_of(platform: Platform, body: Any) -> dict[str, int]:
    """Return the lines of the cart that is to be subscribed, by SKU."""
    return platform.carts[body["cart_id"]]["lines"] if body.get("cart_id") else {}


def _lines(platform: Platform, body: Any) -> list[dict[str, Any]]:
    if not body.get("cart_id"):
        return [dict(line) for line in body["lines"]]
    lines = _cart_of(platform, body).items()
    return [{"sku": sku, "quantity": n} for sku, n in lines if sku in SUBSCRIBED]


def _tender(wish: Any) -> dict[str, str]:
    source = wish.get("source") or wish.get("code") or "mine"
    return {"method": wish["method"], "source": source, "label": f"•••• {source[-4:]}"}


def _total(platform: Platform, body: Any) -> dict[str, Any]:
    lines = _lines(platform, body)
    prices = (platform.by_sku[line["sku"]]["price"]["minor"] * line["quantity"] for line in lines)
    return money(sum(prices))
