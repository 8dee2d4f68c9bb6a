"""
A fake platform for tests: the public API's shapes, with a real cart, stock, prices and payments in memory.

It is a stand-in for another process, not for our own code. `/_control` lets a test change stock and prices.
"""

import os
import uuid

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from storefront.fake_accounts import (
    get_addresses,
    get_consents,
    get_kept,
    get_privacy,
    log_in,
    log_out,
    me,
    my_tax_id,
    one_address,
    one_kept,
    post_account,
    post_address,
    post_erasure,
    post_export,
    put_consent,
    send_code,
    verify,
    withdraw_erasure,
)
from storefront.fake_alerts import (
    delete_alert,
    delete_my_alert,
    get_alert,
    get_alerts,
    post_alert,
    post_confirmation,
)
from storefront.fake_catalogue import (
    addresses,
    autocomplete,
    cards,
    categories,
    channel,
    outcomes,
    own_prices,
    product,
    products,
    promises,
    search,
    similar,
    stores,
    suggestions,
    together,
)
from storefront.fake_changes import (
    get_life,
    post_cancelled_lines,
    post_difference,
    post_difference_quote,
    post_edit_quote,
)
from storefront.fake_checkout import (
    cancellation,
    claim,
    delete_code,
    get_cart,
    get_order,
    get_orders,
    get_papers,
    get_parts,
    get_pickups,
    my_cart,
    options,
    patch_line,
    payment_return,
    post_apple_session,
    post_cart,
    post_line,
    post_order,
    post_payment,
    post_wallet_token,
    put_code,
    put_contact,
    put_delivery,
    put_recipients,
    tax_id,
)
from storefront.fake_http import Endpoint, endpoint
from storefront.fake_platform import Platform, money
from storefront.fake_returns import get_return, get_returnable, post_quote, post_return
from storefront.fake_subscriptions import mine, move, needs, one, plans, quote, start
from storefront.fake_substitutes import get_offer, get_offers, post_answer, put_wishes
from storefront.fake_wallet import (
    begin_login,
    begin_passkey,
    challenge,
    get_cards,
    get_passkeys,
    gift_card_balance,
    keep_gift_card,
    my_coupons,
    my_gift_cards,
    my_store_credit,
    one_card,
    one_passkey,
    order,
    passkey_login,
    places,
    post_card,
    post_passkey,
    prepare,
)


def create_fake(platform: Platform | None = None) -> Starlette:
    """Return the fake as an ASGI application; `app.state.platform` is what a test looks into."""
    app = Starlette(routes=[*ROUTES, *CONTROL])
    app.state.platform = platform or Platform(
        os.environ.get("SERAI_STOREFRONT_URL", "http://127.0.0.1:8001")
    )
    return app


async def control(request: Request) -> Response:
    platform: Platform = request.app.state.platform
    said = await request.json()
    if "stock" in said:
        platform.stock[said["sku"]] = said["stock"]
    if "price" in said:
        platform.by_sku[said["sku"]]["price"] = money(said["price"])
    if "down" in said:
        platform.down = said["down"]
    return JSONResponse({"orders": len(platform.orders)})


async def bank(request: Request) -> Response:
    order_id, home = request.path_params["id"], request.app.state.platform.storefront
    back = f"{home}/orders/{order_id}/payment-return"
    if request.query_params.get("result"):
        return RedirectResponse(f"{back}?result={request.query_params['result']}", 303)
    return HTMLResponse(
        '<!doctype html><html lang="en"><title>The bank</title><link rel="icon" href="data:,"><h1>The bank</h1>'
        '<form><button name="result" value="confirmed">Confirm</button>'
        '<button name="result" value="refused">Refuse</button></form>'
    )


async def media(request: Request) -> Response:
    """Return a file of a picture, as the platform keeps them beside its API."""
    platform: Platform = request.app.state.platform
    platform.files.asked.append(request.path_params["name"])
    if platform.down:
        return Response(status_code=503)
    content = platform.files.by_name.get(request.path_params["name"])
    return Response(content, 200 if content else 404)


async def processor_tokens(request: Request) -> Response:
    """Turn a card into a token, for pages of any origin: what a processor does, not the platform."""
    allowed = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
    }
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=allowed)
    platform: Platform = request.app.state.platform
    if platform.down:
        return JSONResponse({}, 503)  # without leave to read it: a browser takes it for silence
    card = await request.json()
    number = card["number"].replace(" ", "")
    if request.headers["Authorization"] != "Bearer pk" or number == "4000000000000069":
        said = {"detail": "The card has expired.", "facts": {"field": "expiry"}}
        return JSONResponse(said, 422, headers=allowed)
    token = f"tok_{uuid.uuid4().hex}"
    platform.tokens_of_cards[token] = number
    return JSONResponse({"token": token, "brand": "Visa", "last4": number[-4:]}, 201, allowed)


async def take_clicks(request: Request) -> Response:
    """Take a batch of events; unlike every other POST it needs no Idempotency-Key."""
    platform: Platform = request.app.state.platform
    if platform.down:
        return JSONResponse({"code": "server"}, 503)
    batch = await request.json()
    platform.clicks.append(batch)
    return JSONResponse({"accepted": len(batch["events"]), "refused": [], "kept": "events"}, 202)


def _route(path: str, act: Endpoint, method: str = "GET") -> Route:
    return Route(f"/api/shop{path}", endpoint(act), methods=[method])


ROUTES = [
    Route("/media/{name}", media),
    Route("/api/shop/events", take_clicks, methods=["POST"]),
    _route("/channel", channel),
    _route("/categories", categories),
    _route("/products", products),
    _route("/search", search),
    _route("/cards", cards),
    _route("/product-addresses", addresses),
    _route("/outcomes", outcomes, "POST"),
    _route("/autocomplete", autocomplete),
    _route("/products/{id}/similar", similar),
    _route("/products/{id}/bought-together", together),
    _route("/products/{id}/stores", stores),
    _route("/products/{id}/promises", promises),
    _route("/products/{slug}", product),
    _route("/prices", own_prices),
    _route("/suggestions", suggestions),
    _route("/carts", post_cart, "POST"),
    _route("/carts/mine", my_cart),
    _route("/carts/{id}", get_cart),
    _route("/carts/{id}/lines", post_line, "POST"),
    _route("/carts/{id}/lines/{sku}", patch_line, "PATCH"),
    _route("/carts/{id}/lines/{sku}/recipients", put_recipients, "PUT"),
    _route("/carts/{id}/contact", put_contact, "PUT"),
    _route("/carts/{id}/codes", put_code, "PUT"),
    _route("/carts/{id}/codes/{code}", delete_code, "DELETE"),
    _route("/carts/{id}/tax-id", tax_id, "PUT"),
    _route("/carts/{id}/tax-id", tax_id, "DELETE"),
    _route("/carts/{id}/delivery-options", options),
    _route("/carts/{id}/delivery", put_delivery, "PUT"),
    _route("/carts/{id}/payment", post_payment, "POST"),
    _route("/carts/{id}/order", post_order, "POST"),
    _route("/wallet-tokens", post_wallet_token, "POST"),
    _route("/apple-pay-sessions", post_apple_session, "POST"),
    _route("/carts/{id}/claim", claim, "POST"),
    _route("/carts/{id}/substitutions", put_wishes, "PUT"),
    _route("/orders/{id}/substitutions", get_offers),
    _route("/substitutions/{link}", get_offer),
    _route("/substitutions/{link}/answer", post_answer, "POST"),
    _route("/orders", get_orders),
    _route("/orders/{id}", get_order),
    _route("/orders/{id}/life", get_life),
    _route("/orders/{id}/edits/quote", post_edit_quote, "POST"),
    _route("/orders/{id}/changes/{change_id}/payment/quote", post_difference_quote, "POST"),
    _route("/orders/{id}/changes/{change_id}/payment", post_difference, "POST"),
    _route("/orders/{id}/cancelled-lines", post_cancelled_lines, "POST"),
    _route("/orders/{id}/returnable", get_returnable),
    _route("/orders/{id}/returns/quote", post_quote, "POST"),
    _route("/orders/{id}/returns", post_return, "POST"),
    _route("/returns/{id}", get_return),
    _route("/orders/{id}/papers", get_papers),
    _route("/orders/{id}/pickups", get_pickups),
    _route("/orders/{id}/parts", get_parts),
    _route("/orders/{id}/payment-return", payment_return, "POST"),
    _route("/orders/{id}/cancellation", cancellation, "POST"),
    _route("/accounts", post_account, "POST"),
    _route("/accounts/login", log_in, "POST"),
    _route("/accounts/login-code", send_code, "POST"),
    _route("/accounts/login-code/verify", verify, "POST"),
    _route("/accounts/logout", log_out, "POST"),
    _route("/accounts/passkey-challenge", begin_login, "POST"),
    _route("/accounts/passkey-login", passkey_login, "POST"),
    _route("/alerts", post_alert, "POST"),
    _route("/alerts/{link}", get_alert),
    _route("/alerts/{link}", delete_alert, "DELETE"),
    _route("/alerts/{link}/confirmation", post_confirmation, "POST"),
    _route("/me/alerts", get_alerts),
    _route("/me/alerts/{id}", delete_my_alert, "DELETE"),
    _route("/me/kept-articles", get_kept),
    _route("/me/kept-articles/{sku}", one_kept, "PUT"),
    _route("/me/kept-articles/{sku}", one_kept, "DELETE"),
    _route("/me/passkeys", get_passkeys),
    _route("/me/passkeys", post_passkey, "POST"),
    _route("/me/passkeys/challenge", begin_passkey, "POST"),
    _route("/me/passkeys/{id}", one_passkey, "PATCH"),
    _route("/me/passkeys/{id}", one_passkey, "DELETE"),
    _route("/gift-cards/balance", gift_card_balance, "POST"),
    _route("/me/coupons", my_coupons),
    _route("/me/gift-cards", my_gift_cards),
    _route("/me/gift-cards", keep_gift_card, "POST"),
    _route("/me/store-credit", my_store_credit),
    _route("/me/instruments", get_cards),
    _route("/me/instruments", post_card, "POST"),
    _route("/me/instruments/{id}", one_card, "PATCH"),
    _route("/me/instruments/{id}", one_card, "DELETE"),
    _route("/subscription-plans", plans),
    _route("/next-needs", needs),
    _route("/subscriptions", mine),
    _route("/subscriptions", start, "POST"),
    _route("/subscriptions/quote", quote, "POST"),
    _route("/subscriptions/{id}", one),
    _route("/subscriptions/{id}", one, "PATCH"),
    _route("/subscriptions/{id}/{move}", move, "POST"),
    _route("/carts/{id}/one-click", prepare, "POST"),
    _route("/carts/{id}/one-click-challenge", challenge, "POST"),
    _route("/carts/{id}/one-click-order", order, "POST"),
    _route("/places", places),
    _route("/me", me),
    _route("/me", me, "PATCH"),
    _route("/me/tax-id", my_tax_id),
    _route("/me/tax-id", my_tax_id, "PUT"),
    _route("/me/tax-id", my_tax_id, "DELETE"),
    _route("/me/addresses", get_addresses),
    _route("/me/addresses", post_address, "POST"),
    _route("/me/addresses/{id}", one_address, "PUT"),
    _route("/me/addresses/{id}", one_address, "DELETE"),
    _route("/me/privacy", get_privacy),
    _route("/me/privacy/export", post_export, "POST"),
    _route("/me/privacy/erasure", post_erasure, "POST"),
    _route("/me/privacy/{id}/withdrawal", withdraw_erasure, "POST"),
    _route("/me/consents", get_consents),
    _route("/me/consents/{purpose}", put_consent, "PUT"),
]
CONTROL = [
    Route("/_control", control, methods=["POST"]),
    Route("/_bank/{id}", bank),
    Route("/_processor/tokens", processor_tokens, methods=["POST", "OPTIONS"]),
]

app = create_fake()
