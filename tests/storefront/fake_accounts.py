"""The fake's accounts."""

import uuid
from typing import Any

from starlette.requests import Request
from storefront.fake_http import bearer, shopper
from storefront.fake_platform import Platform, Refused, public


async def post_account(_: Request, platform: Platform, body: Any) -> Any:
    return 201, platform.log_in(
        platform.register(body["email"].lower(), body["password"], body["name"], body["locale"])
    )


async def log_in(_: Request, platform: Platform, body: Any) -> Any:
    customer = platform.by_email(body["email"])
    if customer is None or customer["_password"] != body["password"]:
        raise Refused(401, "customers.wrong_credentials")
    return platform.log_in(customer)


async def send_code(_: Request, platform: Platform, body: Any) -> Any:
    platform.codes[body["email"].lower()] = "246810"
    return 202, {}


async def verify(_: Request, platform: Platform, body: Any) -> Any:
    customer = platform.by_email(body["email"])
    if customer is None or platform.codes.get(body["email"].lower()) != body["code"]:
        raise Refused(422, "customers.code_refused")
    return platform.log_in(customer)


async def log_out(request: Request, platform: Platform, _: Any) -> Any:
    platform.tokens.pop(bearer(request), None)


async def me(request: Request, platform: Platform, body: Any) -> Any:
    customer = shopper(request, platform)
    customer.update(body)
    return public(customer)


async def get_kept(request: Request, platform: Platform, _: Any) -> Any:
    return {"items": shopper(request, platform).setdefault("kept", [])}


async def one_kept(request: Request, platform: Platform, _: Any) -> Any:
    """Put an article on the list, or take it off."""
    held, sku = shopper(request, platform).setdefault("kept", []), request.path_params["sku"]
    there = next((each for each in held if each["sku"] == sku), None)
    if request.method == "PUT" and there is None:
        held.insert(0, {"sku": sku, "kept_at": "2026-11-22T10:00:00Z"})
    elif request.method == "DELETE" and there:
        held.remove(there)
    return 204, None


async def get_addresses(request: Request, platform: Platform, _: Any) -> Any:
    return {"items": shopper(request, platform)["addresses"]}


async def post_address(request: Request, platform: Platform, body: Any) -> Any:
    address = {"id": f"a{uuid.uuid4().hex[:8]}", **body}
    shopper(request, platform)["addresses"].append(address)
    return 201, address


async def one_address(request: Request, platform: Platform, body: Any) -> Any:
    customer = shopper(request, platform)
    kept = [each for each in customer["addresses"] if each["id"] != request.path_params["id"]]
    if request.method == "PUT":
        kept.append({"id": request.path_params["id"], **body})
    customer["addresses"] = kept
    return None if request.method == "DELETE" else kept[-1]


def checked_tax_id(number: str) -> dict[str, str]:
    """Return a tax id that begins with two letters and holds no zeros only; ours are the fake's rules."""
    if not number[:2].isalpha():
        raise Refused(422, "pricing.bad_tax_id")
    if number.endswith("000"):
        raise Refused(422, "pricing.tax_id_not_registered")
    return {"number": number, "country": number[:2], "outcome": "valid", "name": ""}


async def my_tax_id(request: Request, platform: Platform, body: Any) -> Any:
    customer = shopper(request, platform)
    if request.method == "PUT":
        customer["_tax_id"] = checked_tax_id(body["number"])
        return customer["_tax_id"]
    if request.method == "DELETE":
        customer["_tax_id"] = None
        return None
    return {"tax_id": customer.get("_tax_id")}


async def get_privacy(request: Request, platform: Platform, _: Any) -> Any:
    return {"items": shopper(request, platform).setdefault("_privacy", [])}


async def post_export(request: Request, platform: Platform, _: Any) -> Any:
    return _asked(request, platform, "export", "ready") | {"url": "http://testserver/data.zip"}


async def post_erasure(request: Request, platform: Platform, body: Any) -> Any:
    if body["password"] != shopper(request, platform)["_password"]:
        raise Refused(401, "customers.wrong_credentials")
    return _asked(request, platform, "erasure", "asked")


async def withdraw_erasure(request: Request, platform: Platform, _: Any) -> Any:
    for each in shopper(request, platform)["_privacy"]:
        if each["id"] == request.path_params["id"]:
            each["state"] = "withdrawn"
            return each
    raise Refused(404, "customers.privacy_request_not_found")


def _asked(request: Request, platform: Platform, kind: str, state: str) -> dict[str, Any]:
    made = {
        "id": f"r{uuid.uuid4().hex[:8]}",
        "kind": kind,
        "state": state,
        "asked_at": "2026-11-22T12:00:00Z",
        "begins_at": "2026-11-25T12:00:00Z",
        "expires_at": "2026-11-29T12:00:00Z" if kind == "export" else None,
        "waits_for": {},
        "parts": [],
        "url": "http://testserver/data.zip" if kind == "export" else None,
    }
    shopper(request, platform).setdefault("_privacy", []).insert(0, made)
    return made


async def get_consents(request: Request, platform: Platform, _: Any) -> Any:
    decided = shopper(request, platform)["consents"]
    return {
        "items": [{"purpose": purpose, "granted": granted} for purpose, granted in decided.items()]
    }


async def put_consent(request: Request, platform: Platform, body: Any) -> Any:
    shopper(request, platform)["consents"][request.path_params["purpose"]] = body["granted"]
    return {"purpose": request.path_params["purpose"], "granted": body["granted"]}
