"""The fake platform's memory: goods, stock, carts, orders, people."""

import dataclasses
import datetime as dt
import re
import uuid
from typing import Any

from storefront.fake_goods import DEPARTMENTS, ROWS

KEY = "pk_demo_web"
NOW = dt.datetime(2026, 11, 21, 15, 30, tzinfo=dt.UTC)


class Refused(Exception):
    """A problem document on its way out."""

    def __init__(self, status: int, code: str, detail: str = "", **facts: Any) -> None:
        self.status, self.code, self.detail, self.facts = status, code, detail, facts


def money(minor: int) -> dict[str, Any]:
    return {"amount": f"{minor / 100:.2f}", "minor": minor, "currency": "USD"}


def slugged(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


@dataclasses.dataclass
class Files:
    """Files of pictures by name, and which were asked for."""

    by_name: dict[str, bytes] = dataclasses.field(default_factory=dict)
    asked: list[str] = dataclasses.field(default_factory=list)


GIFT_CARD = "100010"
"""The article that is sold as a gift card."""


class Platform:
    """Everything the fake knows."""

    difference = 0
    """What an edit made the order dearer and waits to be paid, in minor units."""
    difference_paid_with: Any = None
    areas = False
    """Whether goods are brought only to some places."""
    outcomes: list[dict[str, Any]]
    packages: dict[str, list[dict[str, Any]]]
    """Further packages by the SKU of a good's first."""
    first_of: dict[str, dict[str, Any]]
    """What a good's first package says otherwise, by its SKU."""

    def __init__(self, storefront: str = "http://127.0.0.1:8001") -> None:
        self.storefront = storefront
        self.carts: dict[str, dict[str, Any]] = {}
        self.orders: dict[str, dict[str, Any]] = {}
        self.substitute = "asked"
        self.returned: dict[str, Any] = {}
        self.called_off: dict[str, dict[int, int]] = {}
        """Units by position that were called off, by order."""
        self.price_rise = 0
        """By how much more goes back than a moment ago, in minor units."""
        """Where the offer stands that a store made for what it does not have."""
        self.customers: dict[str, dict[str, Any]] = {}
        self.tokens: dict[str, str] = {}
        self.tokens_of_cards: dict[str, str] = {}
        self.wallets: list[dict[str, Any]] = []
        self.told_by_wallets: list[dict[str, str]] = []
        self.codes: dict[str, str] = {}
        self.answers: dict[str, tuple[int, Any]] = {}
        self.clicks: list[dict[str, Any]] = []
        self.search_token = ""
        self.outcomes, self.packages, self.first_of = [], {}, {}
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.files, self.down = Files(), False
        self.silent_at = ""
        self.categories = list(self._tree())
        self.goods = [self._good(at, row) for at, row in enumerate(ROWS)]
        self.by_sku = {good["sku"]: good for good in self.goods}
        self.stock = {good["sku"]: 100 for good in self.goods}
        self.stock["100003"] = 0
        self.stock["100005"] = 3
        self._household()

    def _tree(self) -> Any:
        for slug, (name, children) in DEPARTMENTS.items():
            yield {
                "id": f"c-{slug}",
                "parent_id": None,
                "slug": slug,
                "name": name,
                "path": [slug],
                "depth": 0,
                "count": 5,
            }
            for child, title in children.items():
                count = sum(row[0] == child for row in ROWS)
                yield {
                    "id": f"c-{child}",
                    "parent_id": f"c-{slug}",
                    "slug": child,
                    "name": title,
                    "path": [slug, child],
                    "depth": 1,
                    "count": count,
                }

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
            "unit_price": {"per": {"piece": "ct"}.get(per, per), "price": money(unit)}
            if per
            else None,
            "picture": {"src": f"/pictures/{category}/{kind}/{slug}.svg", "alt": f"{name}, drawn"},
            "promotions": [{"id": str(uuid.UUID(int=7)), "name": "Cheese weeks"}]
            if category == "cheese"
            else [],
        }

    def _household(self) -> None:
        customer = self.register("household-1@demo.example", "demo-shopper", "Household 1", "en")
        for number in range(45):
            cart = self.open([(self.goods[number % 20]["sku"], 1 + number % 3)], customer["id"])
            self.cart_contact(
                cart,
                {"email": "household-1@demo.example", "name": "Household 1", "address": ADDRESS},
            )
            cart["delivery"] = {
                "code": "standard",
                "label": "Standard delivery",
                "price": money(499),
            }
            order = self.make_order(cart, "paid", NOW - dt.timedelta(days=3 + 8 * number))
            order["can_cancel"] = number == 0
        self.customers[customer["id"]]["addresses"] = [
            {"id": "a1", "name": "Household 1", **ADDRESS}
        ]

    def card(self, good: dict[str, Any]) -> dict[str, Any]:
        free = self.stock[good["sku"]]
        return {**good, "availability": "out" if free <= 0 else "low" if free < 5 else "in"}

    def listing(self, goods: list[dict[str, Any]], query: Any) -> dict[str, Any]:
        brands = query.getlist("brand")
        facets = [self._facet(goods, brands)]
        if brands:
            goods = [good for good in goods if good["brand_slug"] in brands]
        if query.get("price_min"):
            goods = [
                good for good in goods if good["price"]["minor"] >= float(query["price_min"]) * 100
            ]
        if query.get("price_max"):
            goods = [
                good for good in goods if good["price"]["minor"] <= float(query["price_max"]) * 100
            ]
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
                {
                    "id": good["variant_id"],
                    "sku": good["sku"],
                    "gtin": "04011200296908",
                    "name": good["name"],
                    "package_size": good["package_size"],
                    "price": good["price"],
                    "compare_at": good["compare_at"],
                    "availability": card["availability"],
                    "promotions": good["promotions"],
                    **({"parts": good["parts"]} if "parts" in good else {}),
                    **self.first_of.get(good["sku"], {}),
                },
                *self.packages.get(good["sku"], []),
            ],
            "source": "complete-journey",
        }

    # carts -------------------------------------------------------------------------------------------------------

    def open(self, lines: list[tuple[str, int]], owner: str | None) -> dict[str, Any]:
        cart: dict[str, Any] = {
            "id": str(uuid.uuid4()),
            "state": "open",
            "version": 1,
            "lines": {},
            "contact": None,
            "delivery": None,
            "owner": owner,
        }
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
            raise Refused(
                422,
                "ordering.bad_contact",
                field="address.postcode",
                reason="is no postcode of US.",
            )
        cart["contact"] = contact

    def cart_view(self, cart: dict[str, Any]) -> dict[str, Any]:
        lines = []
        for sku, quantity in cart["lines"].items():
            good = self.card(self.by_sku[sku])
            total = money(good["price"]["minor"] * quantity)
            kept = ("variant_id", "name", "package_size", "picture", "slug", "availability")
            lines.append(
                {
                    "sku": sku,
                    **{name: good[name] for name in kept},
                    "quantity": quantity,
                    "unit_price": good["price"],
                    "line_total": total,
                    "recipients": cart.get("recipients", {}).get(sku, [])
                    if sku == GIFT_CARD
                    else None,
                    "substitution": cart.get("wishes", {}).get(sku, ""),
                    "parts": good.get("parts", []),
                }
            )
        items = sum(line["line_total"]["minor"] for line in lines)
        delivery = cart["delivery"]["price"]["minor"] if cart["delivery"] else 0
        business = cart.get("tax_id")
        tax = 0 if business else round(items * 0.04)
        codes = cart.get("codes", [])
        off = min(50 * len(codes), items)
        return {
            "codes": [
                {"code": code, "name": "Fifty off", "state": "applied", "missing": None}
                for code in codes
            ],
            "discounts": [
                {"name": "Fifty off", "amount": money(50), "coupon": code} for code in codes
            ],
            "ahead": cart.get("ahead", []),
            "offers": [{"name": "Free delivery", "missing": money(1250), "missing_units": None}],
            "tax_id": business,
            **{name: cart[name] for name in ("id", "state", "version", "contact", "delivery")},
            "currency": "USD",
            "lines": lines,
            "totals": {
                "items": money(items),
                "delivery": money(delivery),
                "discount": money(off),
                "tax": money(tax),
                "total": money(items + delivery + tax - off),
                "taxes": [{"name": "Ohio sales tax", "rate": "0.04", "tax": money(tax)}],
                "tax_treatment": "reverse_charge" if business else "charged",
                "prices_include_tax": False,
            },
            "explanation": ["List prices of the channel web.", "Sales tax of 4 % on products."],
        }

    # orders ------------------------------------------------------------------------------------------------------

    def make_order(self, cart: dict[str, Any], state: str, at: dt.datetime) -> dict[str, Any]:
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
            "contact": cart["contact"],
            "address": cart["contact"]["address"],
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
        customer = {
            "id": str(uuid.uuid4()),
            "email": email,
            "name": name,
            "locale": locale,
            "_password": password,
            "addresses": [],
            "consents": {},
        }
        self.customers[customer["id"]] = customer
        return customer

    def by_email(self, email: str) -> dict[str, Any] | None:
        return next(
            (each for each in self.customers.values() if each["email"] == email.lower()), None
        )

    def log_in(self, customer: dict[str, Any]) -> dict[str, Any]:
        token = f"srs_{uuid.uuid4().hex}"
        self.tokens[token] = customer["id"]
        return {"customer": public(customer), "token": token}


ADDRESS = {
    "line1": "12 Orchard Lane",
    "city": "Springfield",
    "region": "OH",
    "postcode": "45501",
    "country": "US",
}
OPTIONS = [
    {
        "code": "standard",
        "kind": "delivery",
        "label": "Standard delivery",
        "price": money(499),
        "eta": {"earliest": "2026-11-23T09:00:00+00:00", "latest": "2026-11-25T18:00:00+00:00"},
    },
    {
        "code": "express",
        "kind": "delivery",
        "label": "Express delivery",
        "price": money(999),
        "eta": {"earliest": "2026-11-22T09:00:00+00:00", "latest": "2026-11-22T18:00:00+00:00"},
    },
    {
        "code": "pickup",
        "kind": "pickup",
        "label": "Collect at Store 31",
        "price": money(0),
        "eta": {"earliest": "2026-11-22T09:00:00+00:00", "latest": "2026-11-22T18:00:00+00:00"},
        "location": {"code": "s31", "name": "Store 31, Main Street", "city": "Springfield"},
    },
]


def public(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in row.items()
        if not name.startswith("_") and name not in {"addresses", "consents", "owner"}
    }
