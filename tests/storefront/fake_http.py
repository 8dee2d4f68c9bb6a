"""What every endpoint of the fake shares: keys, kept answers, problem documents, who calls."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from storefront.fake_platform import KEY, Platform, Refused

KEYLESS = (
    "/quote",
    "/outcomes",
    "balance",
    "challenge",
    "passkey-login",
    "wallet-tokens",
    "apple-pay-sessions",
)
Endpoint = Callable[[Request, Platform, dict[str, Any]], Awaitable[Any]]


def endpoint(act: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def call(request: Request) -> Response:
        platform: Platform = request.app.state.platform
        platform.seen.append((request.method, request.url.path, dict(request.headers)))
        if platform.down:
            return JSONResponse({"code": "server"}, 503)
        if platform.silent_at and request.url.path.endswith(platform.silent_at):
            platform.silent_at = ""
            raise httpx.ReadTimeout("Nobody answers.")
        try:
            return await _answered(act, request, platform)
        except Refused as refused:
            return _problem(refused)

    return call


async def _answered(act: Endpoint, request: Request, platform: Platform) -> Response:
    key = request.headers.get("Idempotency-Key")
    scope = f"{request.url.path}|{key}"
    if request.headers.get("Serai-Key") != KEY:
        raise Refused(401, "auth.unauthenticated")
    if request.method == "POST" and not key and not request.url.path.endswith(KEYLESS):
        raise Refused(400, "idempotency.key_missing")
    if key and scope in platform.answers:
        status, answer = platform.answers[scope]
        return JSONResponse(answer, status)
    raw = await request.body()
    answer = await act(request, platform, json.loads(raw) if raw else {})
    status, answer = answer if isinstance(answer, tuple) else (200, answer)
    if key:
        platform.answers[scope] = (status, answer)
    return Response(status_code=204) if answer is None else JSONResponse(answer, status)


def _problem(refused: Refused) -> Response:
    document = {
        "type": "about:blank",
        "title": refused.code,
        "status": refused.status,
        "detail": refused.detail,
        "code": refused.code,
        "facts": refused.facts,
        "request_id": "r1",
    }
    return JSONResponse(document, refused.status, media_type="application/problem+json")


def bearer(request: Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


def shopper(request: Request, platform: Platform) -> dict[str, Any]:
    token = bearer(request)
    if token not in platform.tokens:
        raise Refused(401, "auth.unauthenticated")
    return platform.customers[platform.tokens[token]]


def somebody(request: Request, platform: Platform) -> str | None:
    token = bearer(request)
    if token.startswith("srs_") and token not in platform.tokens:
        raise Refused(401, "auth.unauthenticated")
    return platform.tokens.get(token)


def cart_of(request: Request, platform: Platform) -> dict[str, Any]:
    cart = platform.carts.get(request.path_params["id"])
    if cart is None or not (
        cart.get("token") == bearer(request)
        or (cart["owner"] and cart["owner"] == platform.tokens.get(bearer(request)))
    ):
        raise Refused(404, "ordering.cart_not_found")
    return cart


def open_cart_of(request: Request, platform: Platform) -> dict[str, Any]:
    cart = cart_of(request, platform)
    if cart["state"] != "open":
        raise Refused(409, "ordering.cart_closed")
    return cart


def order_of(request: Request, platform: Platform) -> dict[str, Any]:
    order = platform.orders.get(request.path_params["id"])
    token = bearer(request)
    if (
        order is None
        or not token
        or (token != order["_token"] and platform.tokens.get(token) != order["_owner"])
    ):
        raise Refused(404, "ordering.order_not_found")
    return order
