"""The fake platform's answers about goods on their way back."""

from typing import Any

from starlette.requests import Request
from storefront.fake_http import order_of
from storefront.fake_platform import Platform, Refused, money

RETURN = "0199e7a26a4e7c1f8d641f4be0a1c7d5"


async def get_returnable(request: Request, platform: Platform, _: Any) -> Any:
    order = order_of(request, platform)
    lines = [
        {
            "position": position,
            "sku": line["sku"],
            "name": line["name"],
            "units": line["quantity"],
            "worth": line["line_total"],
            "until": "2026-12-22T12:00:00Z",
        }
        for position, line in enumerate(order["lines"], 1)
    ]
    return {"lines": lines, "reasons": ["changed_mind", "damaged", "other"]}


async def post_quote(request: Request, platform: Platform, body: Any) -> Any:
    order = order_of(request, platform)
    if platform.returned:
        raise Refused(409, "ordering.cannot_come_back")
    worth = sum(
        order["lines"][line["position"] - 1]["line_total"]["minor"]
        * line["units"]
        // order["lines"][line["position"] - 1]["quantity"]
        for line in body["lines"]
    )
    wanted = [
        {
            "name": platform.by_sku[each["sku"]]["name"],
            "quantity": each["quantity"],
            "total": money(platform.by_sku[each["sku"]]["price"]["minor"] * each["quantity"]),
        }
        for each in body["wanted"]
    ]
    costs = sum(each["total"]["minor"] for each in wanted)
    return {
        "worth": money(worth),
        "fees": money(0),
        "wanted": wanted,
        "refund": money(max(0, worth - costs)),
        "due": money(max(0, costs - worth)),
    }


async def post_return(request: Request, platform: Platform, body: Any) -> Any:
    order = order_of(request, platform)
    if not platform.returned:
        quote = await post_quote(request, platform, body)
        lines = [
            {
                **line,
                "name": order["lines"][line["position"] - 1]["name"],
                "quantity": line["units"],
            }
            for line in body["lines"]
        ]
        platform.returned = {
            "id": RETURN,
            "order_id": order["id"],
            "order_number": order["number"],
            "number": 1,
            "state": "approved",
            "way": body["way"],
            "label": f"{order['number']}-R1",
            "asked_at": "2026-11-22T12:00:00Z",
            "lines": lines,
            "wanted": quote["wanted"],
            "refund": money(0),
            "due": money(0),
            "can_cancel": True,
        }
    return platform.returned


async def get_return(request: Request, platform: Platform, _: Any) -> Any:
    if not platform.returned:
        raise Refused(404, "ordering.return_not_found")
    return platform.returned
