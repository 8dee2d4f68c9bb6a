"""What the store offers for what it does not have."""

from collections.abc import Mapping

import msgspec

from serai_storefront.shop_api.carts import Cart
from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.shapes import Money, Picture


class Substitute(msgspec.Struct, frozen=True, kw_only=True):
    """One offer: `quantity` of `offered` for `units` of `name`."""

    order_id: str
    order_number: str
    units: int
    name: str
    wish: str
    sku: str
    offered: str
    package_size: str = ""
    picture: Picture = Picture()
    quantity: int
    agreed: Money
    price: Money
    dearer: Money
    state: str
    answer: str = ""
    answer_by: str
    change_id: str | None = None
    link: str = ""


class _Offers(msgspec.Struct, frozen=True):
    items: list[Substitute]


async def put_wishes(shop: Connection, cart_id: str, wishes: Mapping[str, str]) -> Cart:
    """Say what is done about articles that the store does not have."""
    body = {"lines": [{"sku": sku, "wish": wish} for sku, wish in wishes.items()]}
    return await shop.send("PUT", f"/carts/{segment(cart_id)}/substitutions", Cart, body)


async def substitutes(shop: Connection, order_id: str) -> list[Substitute]:
    """Return what was offered for an order."""
    return (await shop.get(f"/orders/{segment(order_id)}/substitutions", _Offers)).items


async def substitute(shop: Connection, link: str) -> Substitute:
    """Return the offer that a link is for."""
    return await shop.get(f"/substitutions/{segment(link)}", Substitute)


async def answer(shop: Connection, link: str, *, accepts: bool, key: str) -> Substitute:
    """Say yes or no."""
    body = {"accepts": accepts}
    return await shop.send(
        "POST", f"/substitutions/{segment(link)}/answer", Substitute, body, key=key
    )
