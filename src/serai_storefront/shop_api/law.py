"""What is not for everybody, prescriptions, and gift wrap."""

from base64 import b64encode

import msgspec

from serai_storefront.shop_api.carts import Cart
from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.shapes import Money


class GiftWrap(msgspec.Struct, frozen=True, kw_only=True):
    """One way of wrapping."""

    sku: str
    name: str
    per: str
    price: Money
    excluded_skus: list[str] = []


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A prescription that was handed in."""

    id: str
    name: str
    uploaded_at: str


class Prescribed(msgspec.Struct, frozen=True, kw_only=True):
    """A line that a pharmacist decides about."""

    name: str
    state: str
    reason: str = ""


class OrderPrescriptions(msgspec.Struct, frozen=True):
    """What of an order is prescribed, and what was handed in for it."""

    lines: list[Prescribed]
    files: list[File]


class _Wraps(msgspec.Struct):
    items: list[GiftWrap]


class _Files(msgspec.Struct):
    items: list[File]


async def gift_wraps(shop: Connection) -> list[GiftWrap]:
    """Return in what the shop wraps gifts."""
    return (await shop.get("/gift-wraps", _Wraps)).items


async def wrap(shop: Connection, cart_id: str, sku: str, wrapping: str) -> Cart:
    """Have an article wrapped, or all of the cart, or nothing any more."""
    return await shop.send(
        "PUT", f"/carts/{cart_id}/wrapping", Cart, {"sku": sku, "wrap": wrapping}
    )


async def declare_age(shop: Connection, cart_id: str, born_on: str | None) -> Cart:
    """Declare that the shopper is old enough."""
    return await shop.send("PUT", f"/carts/{cart_id}/age", Cart, {"born_on": born_on})


async def files_of_cart(shop: Connection, cart_id: str) -> list[File]:
    """Return what was handed in with a cart."""
    return (await shop.get(f"/carts/{cart_id}/prescriptions", _Files)).items


async def hand_in(shop: Connection, cart_id: str, name: str, content: bytes, *, key: str) -> None:
    """Hand a prescription in with a cart."""
    body = {"name": name, "content": b64encode(content).decode()}
    await shop.send("POST", f"/carts/{cart_id}/prescriptions", _Files, body, key=key)


async def of_order(shop: Connection, order_id: str) -> OrderPrescriptions:
    """Return what of an order is prescribed."""
    return await shop.get(f"/orders/{segment(order_id)}/prescriptions", OrderPrescriptions)


async def hand_in_later(
    shop: Connection, order_id: str, name: str, content: bytes, *, key: str
) -> None:
    """Hand a prescription in for an order."""
    body = {"name": name, "content": b64encode(content).decode()}
    await shop.send("POST", f"/orders/{segment(order_id)}/prescriptions", _Files, body, key=key)
