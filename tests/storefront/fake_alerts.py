"""The fake platform's alerts."""

from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from starlette.requests import Request
from storefront.fake_http import shopper
from storefront.fake_platform import Platform, Refused, money

LINK = "WyIwMTk5ZTdhMiJd.signed"


def an_alert(kind: str = "price", state: str = "unconfirmed", **more: Any) -> dict[str, Any]:
    return {
        "id": "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7a1",
        "kind": kind,
        "state": state,
        "sku": "100000",
        "name": "Whole Milk",
        "slug": "whole-milk-100000",
        "target": money(250) if kind == "price" else None,
        "price_when_asked": money(349) if kind == "price" else None,
        "price": money(349),
        "availability": "in" if kind == "price" else "out",
        "asked_at": "2026-11-22T10:00:00Z",
        "ends_at": "2027-05-21T10:00:00Z",
        **more,
    }


@dataclass
class Alerts:
    """What was asked, what was ended, and the alert of the link."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    ended: list[dict[str, str]] = field(default_factory=list)
    of_link: dict[str, Any] = field(default_factory=an_alert)


_alerts: WeakKeyDictionary[Platform, Alerts] = WeakKeyDictionary()


def alerts_of(platform: Platform) -> Alerts:
    return _alerts.setdefault(platform, Alerts())


async def post_alert(request: Request, platform: Platform, body: Any) -> Any:
    if body.get("target_minor", 0) >= 349:
        raise Refused(409, "marketing.price_is_there")
    alerts_of(platform).asked.append(body)
    if body.get("email"):
        return {"state": "unconfirmed"}
    shopper(request, platform).setdefault("alerts", []).insert(0, an_alert(state="waiting"))
    return {"state": "waiting"}


async def get_alert(request: Request, platform: Platform, _: Any) -> Any:
    return _of_link(request, platform)


async def post_confirmation(request: Request, platform: Platform, _: Any) -> Any:
    alert = _of_link(request, platform)
    if alert["state"] == "unconfirmed":
        alert["state"] = "waiting"
    return alert


async def delete_alert(request: Request, platform: Platform, _: Any) -> Any:
    alert = _of_link(request, platform)
    alert["state"] = "ended"
    alerts_of(platform).ended.append(dict(request.query_params))
    return alert


async def get_alerts(request: Request, platform: Platform, _: Any) -> Any:
    return {"items": shopper(request, platform).get("alerts", [])}


async def delete_my_alert(request: Request, platform: Platform, _: Any) -> Any:
    held = shopper(request, platform)["alerts"]
    held[:] = [each for each in held if each["id"] != request.path_params["id"]]
    return 204, None


def _of_link(request: Request, platform: Platform) -> dict[str, Any]:
    if request.path_params["link"] != LINK:
        raise Refused(404, "marketing.alert_not_found")
    return alerts_of(platform).of_link
