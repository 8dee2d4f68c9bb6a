"""
A fake platform for tests: it keeps to the public API's shapes, with a real cart, stock, prices and payments in memory.

It is a stand-in for another process, not for our own code. `/_control` lets a test change stock and prices.
"""

import datetime
import json
import os
import re
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from fake_goods import DEPARTMENTS, ROWS
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

KEY = "pk_demo_web"
NOW = datetime.datetime(2026, 11, 21, 15, 30, tzinfo=datetime.UTC)


class Refused(Exception):
    """A problem document on its way out."""

    def __init__(self, status: int, code: str, detail: str = "", **facts: Any) -> None:
        self.status, self.code, self.detail, self.facts = status, code, detail, facts


def money(minor: int) -> dict[str, Any]:
    return {"amount": f"{minor / 100:.2f}", "minor": minor, "currency": "USD"}


def slugged(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


class Platform:
    """Everything the fake knows."""

    def __init__(self, storefront: str = "http://127.0.0.1:8001") -> None:
        self.storefront = storefront
        self.carts: dict[str, dict[str, Any]] = {}
        self.orders: dict[str, dict[str, Any]] = {}
        self.customers: dict[str, dict[str, Any]] = {}
        self.tokens: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.answers: dict[str, tuple[int, Any]] = {}
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.down = False
        self.categories = list(self._tree())
        self.goods = [self._good(at, row) for at, row in enumerate(ROWS)]
        self.by_sku = {good["sku"]: good for good in self.goods}
        self.stock = {good["sku"]: 100 for good in self.goods}
        self.stock["100003"] = 0
        self.stock["100005"] = 3
        self._household()

    def _tree(self) -> Any:
        for slug, (name, children) in DEPARTMENTS.items():
            yield {"id": f"c-{slug}", "parent_id": None, "slug": slug, "name": name, "path": [slug], "depth": 0, "count": 5}
            for child, title in children.items():
                count = sum(row[0] == child for row in ROWS)
                yield {"id": f"c-{child}", "parent_id": f"c-{slug}", "slug": child, "name": title, "path": [slug, child], "depth": 1, "count": count}  # fmt: skip

    def _good(self, at: int, row: tuple[Any, ...]) -> dict[str, Any]:
        category, name, brand, size, price, before, per, unit = row
        slug = f"{slugged(name)}-{100000 + at}"
        node = next(each for each in self.categories if each["slug"] == category)
        kind = "private" if brand == "Own Label" else "national"
        return {
            "id": str(uuid.UUID(int=at + 1)),
            "slug": slug,
            "sku": str(100000 + at),
            "variant_id": str(uuid.UUID(int=1000 + at)),
            "name": name,
            "brand": brand,
            "brand_slug": slugged(brand) if brand else None,
            "category": {"slug": category, "name": node["name"]},
            "package_size": size,
            "price": money(price),
            "compare_at": money(before) if before else None,
            "unit_price": {"per": {"piece": "ct"}.get(per, per), "price": money(unit)} if per else None,
            "picture": {"src": f"/pictures/{category}/{kind}/{slug}.svg", "alt": f"{name}, drawn"},
        }

    def _household(self) -> None:
        customer = self.register("household-1@demo.example", "demo-shopper", "Household 1", "en")
        for number in range(45):
            cart = self.open([(self.goods[number % 20]["sku"], 1 + number % 3)], customer["id"])
            self.cart_contact(cart, {"email": "household-1@demo.example", "name": "Household 1", "address": ADDRESS})
            cart["delivery"] = {"code": "standard", "label": "Standard delivery", "price": money(499)}
            order = self.make_order(cart, "paid", NOW - datetime.timedelta(days=3 + 8 * number))
            order["can_cancel"] = number == 0
        self.customers[customer["id"]]["addresses"] = [{"id": "a1", "name": "Household 1", **ADDRESS}]

    def card(self, good: dict[str, Any]) -> dict[str, Any]:
        free = self.stock[good["sku"]]
        return {**good, "availability": "out" if free <= 0 else "low" if free < 5 else "in"}

    def listing(self, goods: list[dict[str, Any]], query: Any) -> dict[str, Any]:
        brands = query.getlist("brand")
        facets = [self._facet(goods, brands)]
        if brands:
            goods = [good for good in goods if good["brand_slug"] in brands]
        if query.get("price_min"):
            goods = [good for good in goods if good["price"]["minor"] >= float(query["price_min"]) * 100]
        if query.get("price_max"):
            goods = [good for good in goods if good["price"]["minor"] <= float(query["price_max"]) * 100]
        if query.get("in_stock"):
            goods = [good for good in goods if self.stock[good["sku"]] > 0]
        sort = query.get("sort", "popular")
        if sort in {"price", "-price"}:
            goods = sorted(goods, key=lambda good: good["price"]["minor"], reverse=sort == "-price")
        elif sort == "name":
            goods = sorted(goods, key=lambda good: good["name"])
        start, limit = int(query.get("cursor", "0")), int(query.get("limit", "24"))
        return {
            "items": [self.card(good) for good in goods[start : start + limit]],
            "total": len(goods),
            "facets": facets,
            "next_cursor": str(start + limit) if start + limit < len(goods) else None,
            "sort": sort,
            "sorts": ["popular", "price", "-price", "name", "newest"],
        }

    def _facet(self, goods: list[dict[str, Any]], chosen: list[str]) -> dict[str, Any]:
        names = {good["brand_slug"]: good["brand"] for good in goods if good["brand"]}
        values = [
            {
                "value": slug,
                "label": name,
                "count": sum(good["brand_slug"] == slug for good in goods),
                "selected": slug in chosen,
            }
            for slug, name in sorted(names.items())
        ]
        return {"field": "brand", "label": "Brand", "values": values}

    def inside(self, slug: str) -> list[dict[str, Any]]:
        slugs = {each["slug"] for each in self.categories if slug in each["path"]}
        return [good for good in self.goods if good["category"]["slug"] in slugs]

    def found(self, text: str) -> tuple[list[dict[str, Any]], str | None]:
        words = text.lower().split()
        corrected = " ".join({"mlik": "milk", "chese": "cheese"}.get(word, word) for word in words)
        hits = [
            good
            for good in self.goods
            if all(
                word in f"{good['name']} {good['brand']} {good['category']['name']}".lower()
                for word in corrected.split()
            )
        ]
        return hits, corrected if corrected != " ".join(words) else None

    def product(self, good: dict[str, Any]) -> dict[str, Any]:
        node = next(each for each in self.categories if each["slug"] == good["category"]["slug"])
        names = {each["slug"]: each["name"] for each in self.categories}
        card = self.card(good)
        return {
            **card,
            "description": f"{good['name']} for every day of the week. Kept fresh from the maker to your kitchen.",
            "category_path": [{"slug": slug, "name": names[slug]} for slug in node["path"]],
            "attributes": [
                {"name": "storage", "label": "Storage", "value": "Keep cool and dry"},
                {"name": "origin", "label": "Origin", "value": "USA"},
            ],
            "variants": [
                {"id": good["variant_id"], "sku": good["sku"], "gtin": "04011200296908", "name": good["name"], "package_size": good["package_size"], "price": good["price"], "compare_at": good["compare_at"], "availability": card["availability"]}
            ],
            "stores": [
                {"code": "s31", "name": "Store 31, Main Street", "band": card["availability"]},
                {"code": "s32", "name": "Store 32, Station", "band": "in"},
            ],
            "source": "complete-journey",
        }  # fmt: skip

    # carts -------------------------------------------------------------------------------------------------------

    def open(self, lines: list[tuple[str, int]], owner: str | None) -> dict[str, Any]:
        cart: dict[str, Any] = {"id": str(uuid.uuid4()), "state": "open", "version": 1, "lines": {}, "contact": None, "delivery": None, "owner": owner}  # fmt: skip
        if owner is None:
            cart["token"] = f"src_{uuid.uuid4().hex}"
        for sku, quantity in lines:
            self.add(cart, sku, quantity)
        self.carts[cart["id"]] = cart
        return cart

    def add(self, cart: dict[str, Any], sku: str, quantity: int) -> None:
        self.set(cart, sku, cart["lines"].get(sku, 0) + quantity)

    def set(self, cart: dict[str, Any], sku: str, quantity: int) -> None:
        if sku not in self.by_sku:
            raise Refused(404, "catalog.product_not_found")
        if not 0 <= quantity <= 99:
            raise Refused(422, "ordering.bad_quantity")
        cart["lines"].pop(sku, None) if quantity == 0 else cart["lines"].__setitem__(sku, quantity)
        cart["version"] += 1

    def cart_contact(self, cart: dict[str, Any], contact: dict[str, Any]) -> None:
        postcode = contact["address"].get("postcode", "")
        if contact["address"].get("country") == "US" and not re.fullmatch(r"\d{5}", postcode):
            raise Refused(422, "ordering.bad_contact", field="address.postcode", reason="is no postcode of US.")
        cart["contact"] = contact

    def cart_view(self, cart: dict[str, Any]) -> dict[str, Any]:
        lines = []
        for sku, quantity in cart["lines"].items():
            good = self.card(self.by_sku[sku])
            total = money(good["price"]["minor"] * quantity)
            kept = ("variant_id", "name", "package_size", "picture", "slug", "availability")
            lines.append({"sku": sku, **{name: good[name] for name in kept}, "quantity": quantity, "unit_price": good["price"], "line_total": total})  # fmt: skip
        items = sum(line["line_total"]["minor"] for line in lines)
        delivery = cart["delivery"]["price"]["minor"] if cart["delivery"] else 0
        tax = round(items * 0.04)
        return {
            **{name: cart[name] for name in ("id", "state", "version", "contact", "delivery")},
            "currency": "USD",
            "lines": lines,
            "totals": {"items": money(items), "delivery": money(delivery), "discount": money(0), "tax": money(tax), "total": money(items + delivery + tax)},
            "explanation": ["List prices of the channel web.", "Sales tax of 4 % on products."],
        }  # fmt: skip

    # orders ------------------------------------------------------------------------------------------------------

    def make_order(self, cart: dict[str, Any], state: str, at: datetime.datetime) -> dict[str, Any]:
        view = self.cart_view(cart)
        order = {
            "id": str(uuid.uuid4()),
            "number": f"W-{10000 + len(self.orders)}",
            "state": state,
            "placed_at": at.isoformat(),
            "currency": "USD",
            "email": cart["contact"]["email"],
            "lines": [{**line, "discount": money(0)} for line in view["lines"]],
            "totals": view["totals"],
            "delivery": cart["delivery"],
            "address": {"name": cart["contact"]["name"], **cart["contact"]["address"]},
            "payment": {"state": "captured", "method": "card", "label": "Visa •••• 4242"},
            "action": None,
            "can_cancel": state == "paid",
            "_owner": cart["owner"],
            "_token": cart.get("token"),
            "_cart": cart["id"],
        }
        self.orders[order["id"]] = order
        return order

    def pay(self, order: dict[str, Any]) -> None:
        order["state"], order["action"], order["can_cancel"] = "paid", None, True
        cart = self.carts[order["_cart"]]
        cart["state"] = "ordered"
        for sku, quantity in cart["lines"].items():
            self.stock[sku] -= quantity

    # people ------------------------------------------------------------------------------------------------------

    def register(self, email: str, password: str, name: str, locale: str) -> dict[str, Any]:
        if any(each["email"] == email for each in self.customers.values()):
            raise Refused(409, "customers.email_taken")
        customer = {"id": str(uuid.uuid4()), "email": email, "name": name, "locale": locale, "_password": password, "addresses": [], "consents": {}}  # fmt: skip
        self.customers[customer["id"]] = customer
        return customer

    def by_email(self, email: str) -> dict[str, Any] | None:
        return next((each for each in self.customers.values() if each["email"] == email.lower()), None)

    def log_in(self, customer: dict[str, Any]) -> dict[str, Any]:
        token = f"srs_{uuid.uuid4().hex}"
        self.tokens[token] = customer["id"]
        return {"customer": public(customer), "token": token}


ADDRESS = {"line1": "12 Orchard Lane", "city": "Springfield", "region": "OH", "postcode": "45501", "country": "US"}
OPTIONS = [
    {"code": "standard", "kind": "delivery", "label": "Standard delivery", "price": money(499), "eta": {"earliest": "2026-11-23T09:00:00+00:00", "latest": "2026-11-25T18:00:00+00:00"}},
    {"code": "express", "kind": "delivery", "label": "Express delivery", "price": money(999), "eta": {"earliest": "2026-11-22T09:00:00+00:00", "latest": "2026-11-22T18:00:00+00:00"}},
    {"code": "pickup", "kind": "pickup", "label": "Collect at Store 31", "price": money(0), "eta": {"earliest": "2026-11-22T09:00:00+00:00", "latest": "2026-11-22T18:00:00+00:00"}, "location": {"code": "s31", "name": "Store 31, Main Street", "city": "Springfield"}},
]  # fmt: skip


def public(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not name.startswith("_") and name not in {"addresses", "consents", "owner"}}


Endpoint = Callable[[Request, Platform, dict[str, Any]], Awaitable[Any]]


def create_fake(platform: Platform | None = None) -> Starlette:
    """Return the fake as an ASGI application; `app.state.platform` is what a test looks into."""
    app = Starlette(routes=[*ROUTES, *CONTROL])
    app.state.platform = platform or Platform(os.environ.get("SERAI_STOREFRONT_URL", "http://127.0.0.1:8001"))
    return app


def endpoint(act: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def call(request: Request) -> Response:
        platform: Platform = request.app.state.platform
        platform.seen.append((request.method, request.url.path, dict(request.headers)))
        if platform.down:
            return JSONResponse({"code": "server"}, 503)
        key = request.headers.get("Idempotency-Key")
        scope = f"{request.url.path}|{key}"
        try:
            if request.headers.get("Serai-Key") != KEY:
                raise Refused(401, "auth.unauthenticated")
            if request.method == "POST" and not key:
                raise Refused(400, "idempotency.key_missing")
            if key and scope in platform.answers:
                status, answer = platform.answers[scope]
                return JSONResponse(answer, status)
            raw = await request.body()
            answer = await act(request, platform, json.loads(raw) if raw else {})
        except Refused as refused:
            return JSONResponse(
                {"type": "about:blank", "title": refused.code, "status": refused.status, "detail": refused.detail, "code": refused.code, "facts": refused.facts, "request_id": "r1"},
                refused.status,
                media_type="application/problem+json",
            )  # fmt: skip
        status = 200
        if isinstance(answer, tuple):
            status, answer = answer
        if key:
            platform.answers[scope] = (status, answer)
        return Response(status_code=204) if answer is None else JSONResponse(answer, status)

    return call


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
    if cart is None or not (cart.get("token") == bearer(request) or (cart["owner"] and cart["owner"] == platform.tokens.get(bearer(request)))):
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
    if order is None or not token or token not in {order["_token"]} and platform.tokens.get(token) != order["_owner"]:
        raise Refused(404, "ordering.order_not_found")
    return order


async def channel(_: Request, __: Platform, ___: Any) -> Any:
    return {"code": "web", "name": "Serai Market", "currency": "USD", "locale": "en", "locales": ["en"], "country": "US"}


async def categories(_: Request, platform: Platform, __: Any) -> Any:
    return {"items": platform.categories}


async def products(request: Request, platform: Platform, _: Any) -> Any:
    slug = request.query_params.get("category", "")
    if slug not in {each["slug"] for each in platform.categories}:
        raise Refused(404, "catalog.category_not_found")
    return platform.listing(platform.inside(slug), request.query_params)


async def search(request: Request, platform: Platform, _: Any) -> Any:
    text = request.query_params["q"]
    hits, corrected = platform.found(text)
    brands = {good["brand"].lower(): good["brand_slug"] for good in platform.goods if good["brand"]}
    understood = [{"kind": "brand", "text": name, "slug": slug} for name, slug in brands.items() if name in text.lower()]
    return {**platform.listing(hits, request.query_params), "query": {"text": text, "corrected": corrected, "understood": understood}}


async def autocomplete(request: Request, platform: Platform, _: Any) -> Any:
    text = request.query_params["q"].lower()
    hits = [platform.card(good) for good in platform.goods if text in good["name"].lower()][:5]
    nodes = [{"slug": each["slug"], "name": each["name"]} for each in platform.categories if text in each["name"].lower()]
    brands = {good["brand_slug"]: good["brand"] for good in platform.goods if good["brand"] and text in good["brand"].lower()}
    return {"queries": sorted({good["name"].lower() for good in hits})[:4], "products": hits, "categories": nodes[:3], "brands": [{"slug": slug, "name": name} for slug, name in brands.items()]}


async def product(request: Request, platform: Platform, _: Any) -> Any:
    wanted = request.path_params["slug"]
    good = next((each for each in platform.goods if wanted in (each["slug"], each["sku"], each["id"])), None)
    if good is None:
        raise Refused(404, "catalog.product_not_found")
    return platform.product(good)


async def similar(request: Request, platform: Platform, _: Any) -> Any:
    good = next(each for each in platform.goods if each["id"] == request.path_params["id"])
    others = [each for each in platform.goods if each["category"] == good["category"] and each is not good]
    return {"items": [platform.card(each) for each in others], "reason": "From the same shelf"}


async def together(request: Request, platform: Platform, _: Any) -> Any:
    return {"items": [platform.card(each) for each in platform.goods[8:14]], "reason": "Often in the same basket"}


async def suggestions(request: Request, platform: Platform, _: Any) -> Any:
    somebody(request, platform)
    shelves = [{"slot": "trending", "title": "Popular this week", "reason": "What everybody buys right now", "items": [platform.card(good) for good in platform.goods[0:36:3]]}]
    if bearer(request) in platform.tokens:
        shelves.insert(0, {"slot": "usuals", "title": "Your usuals", "reason": "Because you buy these often", "items": [platform.card(good) for good in platform.goods[0:8]]})
    shelves.append({"slot": "deals", "title": "Lower price than last week", "reason": None, "items": [platform.card(good) for good in platform.goods if good["compare_at"]]})
    return {"shelves": shelves}


async def post_cart(request: Request, platform: Platform, body: Any) -> Any:
    cart = platform.open([(line["sku"], line["quantity"]) for line in body["lines"]], somebody(request, platform))
    token = {"token": cart["token"]} if cart.get("token") else {}
    return 201, {**platform.cart_view(cart), **token}


async def get_cart(request: Request, platform: Platform, _: Any) -> Any:
    return platform.cart_view(cart_of(request, platform))


async def my_cart(request: Request, platform: Platform, _: Any) -> Any:
    owner = shopper(request, platform)["id"]
    cart = next((each for each in platform.carts.values() if each["owner"] == owner and each["state"] == "open" and each["contact"] is None), None)
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


async def put_contact(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    platform.cart_contact(cart, body)
    return platform.cart_view(cart)


async def options(request: Request, platform: Platform, _: Any) -> Any:
    open_cart_of(request, platform)
    return {"items": OPTIONS}


async def put_delivery(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    option = next((each for each in OPTIONS if each["code"] == body["code"]), None)
    if option is None:
        raise Refused(422, "ordering.delivery_not_offered")
    cart["delivery"] = {name: option.get(name) for name in ("code", "kind", "label", "price", "location")}
    return platform.cart_view(cart)


async def post_payment(request: Request, platform: Platform, _: Any) -> Any:
    view = platform.cart_view(open_cart_of(request, platform))
    return 201, {"payment_id": str(uuid.uuid4()), "method": "card", "amount": view["totals"]["total"], "processor": {"name": "local", "public_key": "pk", "tokenise_url": "/tokens"}}


async def post_order(request: Request, platform: Platform, body: Any) -> Any:
    cart = open_cart_of(request, platform)
    view = platform.cart_view(cart)
    for line in view["lines"]:
        if platform.stock[line["sku"]] < line["quantity"]:
            raise Refused(409, "inventory.out_of_stock", sku=line["sku"], asked=line["quantity"], free=platform.stock[line["sku"]])
    if body["expected_total_minor"] != view["totals"]["total"]["minor"]:
        raise Refused(409, "ordering.price_changed", total=view["totals"]["total"])
    number = body["card"]["number"]
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


async def get_orders(request: Request, platform: Platform, _: Any) -> Any:
    owner = shopper(request, platform)["id"]
    own = sorted((each for each in platform.orders.values() if each["_owner"] == owner), key=lambda order: order["placed_at"], reverse=True)
    start = int(request.query_params.get("cursor", "0"))
    items = [{**{name: each[name] for name in ("id", "number", "state", "placed_at")}, "total": each["totals"]["total"]} for each in own[start : start + 20]]
    return {"items": items, "next_cursor": str(start + 20) if start + 20 < len(own) else None}


async def get_order(request: Request, platform: Platform, _: Any) -> Any:
    return public(order_of(request, platform))


async def cancellation(request: Request, platform: Platform, _: Any) -> Any:
    order = order_of(request, platform)
    if not order["can_cancel"]:
        raise Refused(409, "state.illegal_transition")
    order["state"], order["can_cancel"] = "cancelled", False
    return public(order)


async def post_account(_: Request, platform: Platform, body: Any) -> Any:
    return 201, platform.log_in(platform.register(body["email"].lower(), body["password"], body["name"], body["locale"]))


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


async def get_consents(request: Request, platform: Platform, _: Any) -> Any:
    decided = shopper(request, platform)["consents"]
    return {"items": [{"purpose": purpose, "granted": granted} for purpose, granted in decided.items()]}


async def put_consent(request: Request, platform: Platform, body: Any) -> Any:
    shopper(request, platform)["consents"][request.path_params["purpose"]] = body["granted"]
    return {"purpose": request.path_params["purpose"], "granted": body["granted"]}


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
        '<form><button name="result" value="confirmed">Confirm</button> <button name="result" value="refused">Refuse</button></form>'
    )


def _route(path: str, act: Endpoint, method: str = "GET") -> Route:
    return Route(f"/api/shop{path}", endpoint(act), methods=[method])


ROUTES = [
    _route("/channel", channel),
    _route("/categories", categories),
    _route("/products", products),
    _route("/search", search),
    _route("/autocomplete", autocomplete),
    _route("/products/{id}/similar", similar),
    _route("/products/{id}/bought-together", together),
    _route("/products/{slug}", product),
    _route("/suggestions", suggestions),
    _route("/carts", post_cart, "POST"),
    _route("/carts/mine", my_cart),
    _route("/carts/{id}", get_cart),
    _route("/carts/{id}/lines", post_line, "POST"),
    _route("/carts/{id}/lines/{sku}", patch_line, "PATCH"),
    _route("/carts/{id}/contact", put_contact, "PUT"),
    _route("/carts/{id}/delivery-options", options),
    _route("/carts/{id}/delivery", put_delivery, "PUT"),
    _route("/carts/{id}/payment", post_payment, "POST"),
    _route("/carts/{id}/order", post_order, "POST"),
    _route("/carts/{id}/claim", claim, "POST"),
    _route("/orders", get_orders),
    _route("/orders/{id}", get_order),
    _route("/orders/{id}/payment-return", payment_return, "POST"),
    _route("/orders/{id}/cancellation", cancellation, "POST"),
    _route("/accounts", post_account, "POST"),
    _route("/accounts/login", log_in, "POST"),
    _route("/accounts/login-code", send_code, "POST"),
    _route("/accounts/login-code/verify", verify, "POST"),
    _route("/accounts/logout", log_out, "POST"),
    _route("/me", me),
    _route("/me", me, "PATCH"),
    _route("/me/addresses", get_addresses),
    _route("/me/addresses", post_address, "POST"),
    _route("/me/addresses/{id}", one_address, "PUT"),
    _route("/me/addresses/{id}", one_address, "DELETE"),
    _route("/me/consents", get_consents),
    _route("/me/consents/{purpose}", put_consent, "PUT"),
]
CONTROL = [Route("/_control", control, methods=["POST"]), Route("/_bank/{id}", bank)]

app = create_fake()
