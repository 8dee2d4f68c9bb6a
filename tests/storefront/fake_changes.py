"""The fake platform's answers about an order that changes: units are called off, and a promotion goes with them."""

from typing import Any

from starlette.requests import Request
from storefront.fake_http import order_of
from storefront.fake_platform import Platform, Refused, money

LOST = "Three for less"
WAITING = "0199e7a26a4e7c1f8d641f4be0a1c7d7"


async def get_life(request: Request, platform: Platform, _: Any) -> Any:
    order = order_of(request, platform)
    gone = platform.called_off.get(order["id"], {})
    return {
        "order_id": order["id"],
        "total": order["totals"]["total"],
        "delivery": money(0),
        "lines": [
            {
                "position": position,
                "sku": line["sku"],
                "name": line["name"],
                "quantity": line["quantity"] - gone.get(position, 0),
                "can_cancel": line["quantity"] - gone.get(position, 0),
                "total": line["line_total"],
                "fees": money(0),
            }
            for position, line in enumerate(order["lines"], 1)
        ],
        "changes": [_change(order)]
        if gone
        else [_waiting(platform)]
        if platform.difference
        else [],
        "waits_for": WAITING if platform.difference else None,
        "returns": [],
        "can_edit": True,
    }


async def post_edit_quote(request: Request, platform: Platform, body: Any) -> Any:
    order_of(request, platform)
    if platform.called_off:
        raise Refused(409, "ordering.too_few_units")
    return {
        "difference": money(-300 - platform.price_rise),
        "refund": money(300 + platform.price_rise),
        "ways_back": [
            {"method": "card", "label": "Visa •••• 4242", "amount": money(200), "was_taken": True},
            {"method": "gift_card", "label": "•••• ZB5C", "amount": money(100), "was_taken": False},
        ],
        "due": money(0),
        "promotions": _PROMOTIONS,
        "lines": [],
    }


async def post_difference_quote(request: Request, platform: Platform, body: Any) -> Any:
    order_of(request, platform)
    tenders, left = [], platform.difference
    for each in body["tenders"]:
        if each.get("code") == "EMPTY":
            raise Refused(404, "payments.gift_card_not_found")
        minor = min(left, 200 if each["method"] == "gift_card" else 150)
        left -= minor
        tenders.append(
            {"method": each["method"], "source": "", "label": "•••• ZB5C", "amount": money(minor)}
        )
    return {"difference": money(platform.difference), "tenders": tenders, "due": money(left)}


async def post_difference(request: Request, platform: Platform, body: Any) -> Any:
    order_of(request, platform)
    platform.difference_paid_with = body
    paid = _waiting(platform) | {"state": "in_force", "due": money(0)}
    platform.difference = 0
    return {"change": paid, "payment_state": "captured", "action_url": ""}


async def post_cancelled_lines(request: Request, platform: Platform, body: Any) -> Any:
    order = order_of(request, platform)
    units = {line["position"]: line["units"] for line in body["lines"]}
    platform.called_off.setdefault(order["id"], units)
    return {"order": order, "change": _change(order)}


_PROMOTIONS = {"lost": [LOST], "earned": [], "difference": money(49)}


def _waiting(platform: Platform) -> dict[str, Any]:
    due = money(platform.difference)
    return {
        "id": WAITING,
        "number": 1,
        "kind": "edit",
        "state": "awaiting_payment",
        "made_at": "2026-11-22T12:00:00Z",
        "expires_at": "2026-11-24T12:00:00Z",
        "difference": due,
        "refund": money(0),
        "due": due,
        "promotions": None,
        "lines": [{"kind": "goods", "name": "Bread", "quantity": 2, "total": due}],
    }


def _change(order: dict[str, Any]) -> dict[str, Any]:
    name = order["lines"][0]["name"]
    return {
        "id": "0199e7a26a4e7c1f8d641f4be0a1c7d6",
        "number": 1,
        "kind": "cancel_lines",
        "state": "in_force",
        "made_at": "2026-11-22T12:00:00Z",
        "difference": money(-300),
        "refund": money(300),
        "due": money(0),
        "promotions": _PROMOTIONS,
        "lines": [
            {"kind": "goods", "name": name, "quantity": -1, "total": money(-349)},
            {"kind": "promotion", "name": name, "quantity": 0, "total": money(49)},
        ],
    }
