"""A visit: one request, together with what the reader brought along."""

import asyncio
import dataclasses
import hmac
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from serai_storefront.i18n.catalogues import translations_of
from serai_storefront.i18n.languages import Language, asked_language
from serai_storefront.shop_api import carts
from serai_storefront.shop_api.carts import Cart
from serai_storefront.shop_api.catalogue import Category, Channel
from serai_storefront.shop_api.connection import Connection
from serai_storefront.shop_api.problems import Problem, ShopUnavailable
from serai_storefront.web.choices import Choices
from serai_storefront.web.cookies import CartPass, Cookies, Name, token_in
from serai_storefront.web.csrf import form_token, new_visit_id
from serai_storefront.web.forms import Form
from serai_storefront.web.front import Front
from serai_storefront.web.hops import hops_of
from serai_storefront.web.notes import NOTES, REFUSED
from serai_storefront.web.own_store import store_in
from serai_storefront.web.searched import searches_in, with_search
from serai_storefront.web.seen import seen_in, with_seen


@dataclasses.dataclass(slots=True)
class Visit:
    """The request, its reader, and the answers the page needs from the platform."""

    request: Request
    front: Front
    cookies: Cookies
    language: Language
    form: Form = dataclasses.field(default_factory=Form)
    shown: tuple[str, Mapping[str, Any]] | None = None
    _cart: "asyncio.Task[Cart | None] | None" = None

    @property
    def shop(self) -> Connection:
        """The platform, as this reader sees it."""
        return Connection(
            self.front.http, self.language.code, self.shopper_token, hops=hops_of(self.request)
        )

    @property
    def anonymous_shop(self) -> Connection:
        """The platform, as anybody sees it."""
        return self.shop.with_bearer("")

    @property
    def visitor(self) -> str:
        """
        A name under which this reader may be told apart, from the visit's cookie; nothing without their yes.

        It is not the cookie itself: whoever learns it can send no form.
        """
        visit_id = token_in(self.cookies.get("visit"))
        if not visit_id or self.choices.personalisation is not True:
            return ""
        return hmac.new(self.front.secret, f"visitor|{visit_id}".encode(), "sha256").hexdigest()[
            :32
        ]

    @property
    def seen(self) -> list[str]:
        """What the reader looked at in this visit, the latest first; nothing without their yes."""
        return seen_in(self.cookies.get("seen")) if self.choices.personalisation is True else []

    def look_at(self, slug: str) -> None:
        """Remember a product that the reader looks at, if they agreed."""
        if self.choices.personalisation is True:
            self.cookies.put("seen", with_seen(self.cookies.get("seen"), slug))

    @property
    def searches(self) -> list[str]:
        """What the reader looked for in this visit, the latest first; nothing without their yes."""
        kept = self.choices.personalisation is True
        return searches_in(self.cookies.get("searches")) if kept else []

    def searched_for(self, text: str) -> None:
        """Remember a search that found something, if they agreed."""
        if self.choices.personalisation is True:
            self.cookies.put("searches", with_search(self.cookies.get("searches"), text))

    @property
    def store(self) -> str:
        """The code of the store that the reader made theirs, or nothing."""
        return store_in(self.cookies.get("store"))

    @property
    def suggesting_shop(self) -> Connection:
        """The platform, as it may suggest: knowing the shopper with their yes, a visitor otherwise."""
        personal = bool(self.shopper_token) and self.choices.personalisation is True
        return self.shop if personal else self.visitors_shop

    @property
    def visitors_shop(self) -> Connection:
        """The platform, as a visitor sees it who may be told apart but is not logged in."""
        return self.anonymous_shop.as_visitor(self.visitor)

    @property
    def shopper_token(self) -> str:
        """The token of a logged-in shopper, or nothing."""
        return token_in(self.cookies.get("shopper"))

    @property
    def cart_pass(self) -> CartPass | None:
        """Which cart is the reader's."""
        return CartPass.read(self.cookies.get("cart"))

    @property
    def cart_shop(self) -> Connection:
        """The platform, with the bearer that opens the reader's cart."""
        held = self.cart_pass
        return self.shop.with_bearer(held.token) if held and held.token else self.shop

    @property
    def choices(self) -> Choices:
        """What the reader decided about their data."""
        return Choices.read(self.cookies.get("choices"))

    @property
    def asked_language(self) -> str:
        """The language that the address itself asks for, or nothing."""
        return asked_language(self.request)

    @property
    def wants_json(self) -> bool:
        """Whether one of our scripts asks, rather than a browser for a page."""
        return self.request.headers.get("Accept", "").startswith("application/json")

    def say(self, sentence: str, **values: Any) -> str:
        """Translate a marked sentence."""
        text = translations_of(self.language.code).gettext(sentence)
        return text % values if values else text

    def look_for_cart(self) -> None:
        """Start reading the cart while the page reads what it needs itself."""
        if self._cart is None:
            self._cart = asyncio.create_task(self._read_cart())

    async def cart(self) -> Cart | None:
        """Return the reader's open cart, or None. A platform out of reach counts as none on every page."""
        self.look_for_cart()
        return await self._cart if self._cart else None

    def stop(self) -> None:
        """Forget a cart that nobody waits for."""
        if self._cart and not self._cart.done():
            self._cart.cancel()

    def keep_cart(self, cart: Cart) -> None:
        """Remember a cart that has just been read or changed."""
        held = self.cart_pass
        if cart.token:
            self.cookies.put("cart", str(CartPass(cart.id, cart.token)))
        elif held is None or held.cart_id != cart.id:
            self.cookies.put("cart", str(CartPass(cart.id)))
        self._cart = asyncio.create_task(_ready(cart))

    def forget_cart(self) -> None:
        """Let go of a cart that has become an order, or is gone."""
        self.cookies.drop("cart")
        self._cart = asyncio.create_task(_ready(None))

    def open_order_to_guest(self, order_id: str) -> None:
        """Let a guest see the order made from their cart: the cart's token, at the order's address only."""
        held = self.cart_pass
        if held and held.token:
            self.cookies.put("order", held.token, path=f"/orders/{order_id}")

    async def channel(self) -> Channel:
        """Return the shop itself."""
        return await self.front.channel(self.shop)

    async def tree(self) -> list[Category]:
        """Return all categories."""
        return await self.front.tree(self.shop)

    async def render(
        self, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
    ) -> Response:
        """Return a page with its frame."""
        self.shown = (template, context or {})
        frame = await self._frame()
        text = self.front.templates.render(
            self.language.code,
            template,
            {**frame, **(context or {})},
            time_zone=frame["channel"].time_zone if frame["channel"] else "UTC",
        )
        self.cookies.drop("note")
        return HTMLResponse(
            text,
            status,
            {
                "Cache-Control": "private, no-cache",
                "Content-Language": self.language.code,
                "Vary": "Cookie, Accept-Language, Accept-Encoding",
            },
        )

    def redirect(self, path: str, note: str = "") -> Response:
        """Send the reader on with GET, with a note to be shown there."""
        if note:
            self.put_cookie("note", note)
        return RedirectResponse(path, 303, {"Cache-Control": "no-store"})

    def put_cookie(self, name: Name, value: str, *, path: str = "/") -> None:
        """Set a cookie on the answer."""
        self.cookies.put(name, value, path=path)

    def form_token(self) -> str:
        """Return what the forms on this page must carry; starts the visit's cookie."""
        visit_id = token_in(self.cookies.get("visit"))
        if not visit_id:
            visit_id = new_visit_id()
            self.cookies.put("visit", visit_id)
        return form_token(visit_id, self.front.secret)

    async def _frame(self) -> dict[str, Any]:
        channel, tree, cart = await asyncio.gather(
            self.channel(), self.tree(), self.cart(), return_exceptions=True
        )
        note = self.cookies.get("note")
        url = self.request.url
        return {
            "channel": channel if isinstance(channel, Channel) else None,
            "departments": [each for each in tree if each.depth == 0]
            if isinstance(tree, list)
            else [],
            "cart_count": cart.count if isinstance(cart, Cart) else 0,
            "in_cart": cart.quantities if isinstance(cart, Cart) else {},
            "logged_in": bool(self.shopper_token),
            "form_token": self.form_token(),
            "note": NOTES.get(note, ""),
            "note_refuses": note in REFUSED,
            "ask_choice": self.choices.personalisation is None,
            "counted": self.choices.analytics is True,
            "here": url.path
            + (f"?{url.query}" if url.query and self.request.method == "GET" else ""),
            "origin": self.front.origin,
            "typed": "",
            "searches": self.searches,
            "canonical": "",
            "structured": None,
            "asked_language": self.asked_language,
        }

    async def _read_cart(self) -> Cart | None:
        held = self.cart_pass
        if held is None:
            return None
        try:
            cart = await carts.cart(self.cart_shop, held.cart_id)
        except ShopUnavailable:
            return None
        except Problem as problem:
            if problem.status in {401, 403, 404}:
                self.cookies.drop("cart")
            return None
        return cart if cart.state == "open" else None


async def _ready(cart: Cart | None) -> Cart | None:
    return cart
