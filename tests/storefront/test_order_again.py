"""A past order goes into the cart again with one press."""

from collections.abc import Callable
from typing import Any

import msgspec
from storefront.fake_platform import Platform, money
from storefront.reader import Reader

from serai_storefront.pages.cart.order_again import articles_of
from serai_storefront.shop_api.orders import Order


def test_an_order_is_in_the_cart_again_with_one_press(
    pay: Callable[..., Reader], platform: Platform
) -> None:
    guest = pay()
    order_path = guest.page.path

    page = guest.send(f"{order_path}/again")

    assert page.path == "/cart"
    assert "All of that order is in your cart." in page.text
    assert _units(platform) == {"100000": 2}


def test_pressing_twice_adds_once(pay: Callable[..., Reader], platform: Platform) -> None:
    guest = pay()
    form = guest.page.form(f"{guest.page.path}/again")

    guest.post(form.action, form.fields)
    guest.post(form.action, form.fields)

    assert _units(platform) == {"100000": 2}


def test_what_cannot_be_had_any_more_is_named(
    pay: Callable[..., Reader], platform: Platform
) -> None:
    guest = pay()
    order_path = guest.page.path
    platform.by_sku.pop("100000")

    page = guest.send(f"{order_path}/again")

    assert page.status == 200
    assert "These cannot be had any more: Whole Milk" in page.text


def test_an_order_that_cannot_be_seen_cannot_be_ordered_again(
    pay: Callable[..., Reader], platform: Platform
) -> None:
    stranger = pay()
    path = stranger.page.path
    stranger.client.cookies.clear()
    stranger.open("/")

    page = stranger.post(f"{path}/again", {**stranger.page.form("/language").fields, "key": "k"})

    assert page.path.startswith("/account/login")
    assert _units(platform) == {}


def test_a_shopper_orders_again_from_the_list_of_orders(
    shopper: Reader, platform: Platform
) -> None:
    page = shopper.open("/account/orders")
    again = next(form for form in page.forms if form.action.endswith("/again"))
    ordered = platform.orders[again.action.split("/")[2]]["lines"]

    cart = shopper.post(again.action, again.fields)

    assert cart.path == "/cart"
    assert all(line["name"] in cart.text for line in ordered)


def _units(platform: Platform) -> dict[str, int]:
    """Return what is in guests' carts that are still open."""
    return {
        sku: units
        for cart in platform.carts.values()
        if cart["state"] == "open" and cart["owner"] is None
        for sku, units in cart["lines"].items()
    }


def _line(sku: str, quantity: int, **more: Any) -> dict[str, Any]:
    amounts = {"unit_price": money(100), "line_total": money(100 * quantity)}
    return {"sku": sku, "name": sku, "quantity": quantity, **amounts, **more}


def test_gifts_and_wraps_come_by_themselves() -> None:
    order = msgspec.convert(
        {
            "id": "1",
            "number": "1",
            "state": "paid",
            "placed_at": "2026-11-22T10:00:00Z",
            "currency": "USD",
            "totals": {"items": money(500), "total": money(500)},
            "lines": [
                _line("MILK", 2),
                _line("MILK", 1),
                _line("TOY", 1, gift=True),
                _line("PAPER", 1, wraps="MILK"),
            ],
        },
        Order,
        strict=False,
    )

    assert [(wanted.sku, wanted.quantity) for wanted, _ in articles_of(order)] == [("MILK", 3)]
