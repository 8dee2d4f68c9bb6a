"""
What is told about a visit, by the reader's yes only.

Pages are told by the server once they are answered, so that they count without scripts, too; the script
adds what only the browser knows: which product of a list was chosen.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from serai_storefront.shop_api import clicks
from serai_storefront.shop_api.clicks import Event
from serai_storefront.web.cookies import token_in
from serai_storefront.web.hops import hops_of
from serai_storefront.web.visit import Visit

_MOST_ITEMS = 100


def tell_page(visit: Visit) -> None:
    """Tell what was shown or done, after a page was answered."""
    if visit.choices.analytics is not True or _is_ahead(visit):
        return
    events = list(_done(visit))
    if visit.shown is not None:
        template, context = visit.shown
        make = _PAGES.get(template)
        events += make(context) if make else []
        events.append({"name": "page_view", "params": {}})
    tell(visit, [_with_place(event, visit) for event in events])


def tell(visit: Visit, events: list[Any]) -> None:
    """Send events of a reader who has said yes; the reader's number is kept in a cookie of its own."""
    if visit.choices.analytics is not True or not events:
        return
    client_id = token_in(visit.cookies.get("visitor"))
    if not client_id:
        client_id = secrets.token_hex(16)
        visit.cookies.put("visitor", client_id)
    visit_id = token_in(visit.cookies.get("visit"))
    request = visit.request
    sender = clicks.Sender(
        client_id=client_id,
        session_id=hashlib.sha256(f"session|{visit_id or client_id}".encode()).hexdigest()[:32],
        locale=visit.language.code,
        bearer=visit.shopper_token,
        user_agent=request.headers.get("User-Agent", ""),
        address=hops_of(request),
    )
    clicks.tell(visit.front.http, sender, events)


def _done(visit: Visit) -> list[Event]:
    """Return what a form has done."""
    if visit.request.method != "POST" or visit.request.url.path != "/cart/lines":
        return []
    item: dict[str, Any] = {"item_id": visit.form["sku"], "quantity": visit.form.quantity()}
    if visit.form["from"]:
        item["decision_token"] = visit.form["from"]
    return [{"name": "add_to_cart", "params": {"items": [item]}}]


def _is_ahead(visit: Visit) -> bool:
    """Return whether a browser only fetches ahead what nobody may ever see."""
    return "prefetch" in visit.request.headers.get("Sec-Purpose", "")


def _with_place(event: Event, visit: Visit) -> Event:
    return {**event, "params": {**event["params"], "page_location": visit.request.url.path[:500]}}


def _item(card: Any, index: int | None = None) -> dict[str, Any]:
    found = {"item_id": card.sku, "item_name": card.name[:500], "index": index}
    if card.price:
        found["price_minor"] = card.price.minor
    if token := getattr(card, "decision_token", ""):
        found["decision_token"] = token
    return {name: value for name, value in found.items() if value is not None}


def _items(cards: Any) -> list[dict[str, Any]]:
    return [_item(card, index) for index, card in enumerate(list(cards)[:_MOST_ITEMS])]


def _product(context: Mapping[str, Any]) -> list[Event]:
    product = context["product"]
    params: dict[str, Any] = {"items": [_item(product)]}
    if product.price:
        params |= {"currency": product.price.currency, "value_minor": product.price.minor}
    return [{"name": "view_item", "params": params}]


def _category(context: Mapping[str, Any]) -> list[Event]:
    category = context["category"]
    params = {
        "item_list_id": f"category.{category.slug}"[:500],
        "item_list_name": category.name[:500],
        "items": _items(context["listing"].items),
    }
    return [{"name": "view_item_list", "params": params}]


def _search(context: Mapping[str, Any]) -> list[Event]:
    typed, listing = context["typed"], context["listing"]
    if not typed:
        return []
    found = listing.total if listing.total is not None else len(listing.items)
    return [
        {"name": "search", "params": {"search_term": typed, "results": found}},
        {
            "name": "view_search_results",
            "params": {"search_term": typed, "items": _items(listing.items)},
        },
    ]


def _of_cart(name: str) -> Callable[[Mapping[str, Any]], list[Event]]:
    def told(context: Mapping[str, Any]) -> list[Event]:
        cart = context.get("cart")
        if cart is None:
            return [{"name": name, "params": {}}]
        items = [
            {"item_id": line.sku, "quantity": line.quantity, "price_minor": line.unit_price.minor}
            for line in cart.lines[:_MOST_ITEMS]
        ]
        value = cart.totals.items
        params = {"currency": value.currency, "value_minor": value.minor, "items": items}
        return [{"name": name, "params": params}]

    return told


_PAGES: dict[str, Callable[[Mapping[str, Any]], list[Event]]] = {
    "product.html": _product,
    "category.html": _category,
    "search.html": _search,
    "cart.html": _of_cart("view_cart"),
    "checkout/contact.html": _of_cart("begin_checkout"),
    "checkout/delivery.html": _of_cart("add_shipping_info"),
    "checkout/payment.html": _of_cart("add_payment_info"),
}
