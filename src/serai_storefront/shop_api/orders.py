"""Placing, reading and cancelling orders."""

from collections.abc import Mapping
from typing import Any

import msgspec

from serai_storefront.shop_api import carts
from serai_storefront.shop_api.carts import Totals
from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.promotions import Discount
from serai_storefront.shop_api.shapes import Ahead, Money, Picture, SetPart
from serai_storefront.shop_api.tenders import Tender, Transfer


class OrderLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an order, as it was sold."""

    name: str
    sku: str
    quantity: int
    unit_price: Money
    line_total: Money
    items: Money | None = None
    discount: Money | None = None
    gift: bool = False
    exact_unit_price: str | None = None
    slug: str = ""
    package_size: str | None = None
    picture: Picture = Picture()
    by_wire: bool = False
    wraps: str | None = None
    """Of gift wrap: the SKU of what is wrapped, empty for all of the order."""
    parts: list[SetPart] = []
    """What a set consisted of when it was ordered."""


class Action(msgspec.Struct, frozen=True):
    """What the shopper must do next."""

    kind: str
    url: str


class Payment(msgspec.Struct, frozen=True):
    """How an order is paid."""

    state: str = ""
    method: str = ""
    label: str | None = None


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """An order."""

    id: str
    number: str
    state: str
    placed_at: str
    currency: str
    totals: Totals
    email: str | None = None
    contact: dict[str, Any] | None = None
    discounts: list[Discount] = []
    lines: list[OrderLine] = []
    delivery: dict[str, Any] | None = None
    address: dict[str, Any] | None = None
    payment: Payment | None = None
    action: Action | None = None
    can_cancel: bool = False
    tenders: list[Tender] = []
    due: Money | None = None
    transfer: Transfer | None = None
    total_now: Money | None = None
    change_count: int = 0
    minimum_age: int = 0
    """How old whoever takes it must be; 0: nobody asks."""
    needs_prescription: bool = False
    ahead: list[Ahead] = []
    """What was sold before it was there, with the days as last told."""

    @property
    def costs_otherwise(self) -> bool:
        """Whether documents have changed what it costs."""
        return self.total_now is not None and self.total_now.minor != self.totals.total.minor


class Live(msgspec.Struct, frozen=True):
    """Where to listen."""

    url: str = ""


class OrderSummary(msgspec.Struct, frozen=True, kw_only=True):
    """An order in the history."""

    id: str
    number: str
    state: str
    placed_at: str
    total: Money | None = None
    totals: Totals | None = None
    lines: list[OrderLine] = []
    item_count: int | None = None

    @property
    def amount(self) -> Money | None:
        """What it cost."""
        return self.total or (self.totals.total if self.totals else None)


class OrderPage(msgspec.Struct, frozen=True):
    """One page of the history."""

    items: list[OrderSummary]
    next_cursor: str | None = None


async def place(  # noqa: PLR0913 - each says something of its own
    shop: Connection,
    cart_id: str,
    *,
    expected_total_minor: int,
    paying: Mapping[str, Any],
    return_url: str,
    key: str,
    method: str = "card",
    expected_due_minor: int | None = None,
    expected_by: str | None = None,
    accepts_waiting: bool = False,
) -> Order:
    """
    Open the payment and place the order; both under one key, so that a repeat changes nothing.

    Args:
        shop: speaks for the cart's owner.
        cart_id: which cart.
        expected_total_minor: the total that the shopper saw.
        paying: a `token` of the processor, or a `card` that is passed on and kept nowhere.
        return_url: where the bank sends the browser back to; `{order_id}` is filled in by the platform.
        key: the form's own.
        method: how what gift cards and credit leave is paid.
        expected_due_minor: what they were shown to leave; `None` where none pay.
        expected_by: the day by which it was promised; `None` where nothing was.
        accepts_waiting: whether the shopper saw, and agreed, that some of it comes later.
    """
    await carts.open_payment(shop, cart_id, key=key, method=method)
    due = {} if expected_due_minor is None else {"expected_due_minor": expected_due_minor}
    by = {} if expected_by is None else {"expected_by": expected_by}
    body = {
        "expected_total_minor": expected_total_minor,
        **due,
        **by,
        "accepts_waiting": accepts_waiting,
        **paying,
        "return_url": return_url,
    }
    return await shop.send("POST", f"/carts/{cart_id}/order", Order, body, key=f"{key}-order")


async def return_from_payment(
    shop: Connection, order_id: str, said: Mapping[str, str], *, key: str
) -> Order:
    """Tell the platform that the browser came back from the bank."""
    return await shop.send(
        "POST", f"/orders/{segment(order_id)}/payment-return", Order, said, key=key
    )


async def order(shop: Connection, order_id: str) -> Order:
    """Return one order."""
    return await shop.get(f"/orders/{segment(order_id)}", Order)


async def live_address(shop: Connection, order_id: str) -> str:
    """Return where the browser hears what happens to an order; empty: there are no live pages."""
    try:
        live = await shop.get(f"/orders/{segment(order_id)}/live", Live)
    except Problem:
        return ""  # a page that does not follow is better than none
    return live.url


async def orders(shop: Connection, cursor: str | None) -> OrderPage:
    """Return one page of the shopper's orders, newest first."""
    return await shop.get("/orders", OrderPage, [("cursor", cursor)] if cursor else [])


async def cancel(shop: Connection, order_id: str, reason: str, *, key: str) -> Order:
    """Cancel an order that has not left."""
    return await shop.send(
        "POST", f"/orders/{segment(order_id)}/cancellation", Order, {"reason": reason}, key=key
    )
