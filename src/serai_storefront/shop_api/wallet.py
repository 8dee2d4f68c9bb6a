"""Kept cards, and buying in one press with one."""

from typing import Any

import msgspec

from serai_storefront.shop_api.carts import Cart
from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.orders import Order
from serai_storefront.shop_api.passkeys import Options

Json = dict[str, Any]


class KeptCard(msgspec.Struct, frozen=True):
    """A card that the processor keeps for the shopper."""

    id: str
    label: str
    is_default: bool = False
    expires_on: str | None = None


class Prepared(msgspec.Struct, frozen=True):
    """A cart that one press is left of."""

    cart: Cart
    instrument: KeptCard


class Press(msgspec.Struct, frozen=True, kw_only=True):
    """What one press buys with, and the passkey's signature where there is one."""

    expected_total_minor: int
    instrument_id: str
    confirmation: Json | None
    return_url: str
    accepts_waiting: bool = False


class _Cards(msgspec.Struct):
    items: list[KeptCard] = []


async def cards(shop: Connection) -> list[KeptCard]:
    """Return the shopper's kept cards, the default first."""
    return (await shop.get("/me/instruments", _Cards)).items


async def keep(shop: Connection, token: str, *, text_version: str, key: str) -> None:
    """Have a card kept that the shopper agreed to keep."""
    body = {"token": token, "consent_text_version": text_version}
    await shop.tell("POST", "/me/instruments", body, key=key)


async def keep_typed(shop: Connection, card: Json, *, text_version: str, key: str) -> KeptCard:
    """Have a card kept that was just typed: by its `token`, or as it is; a repeat keeps it once."""
    body = {**card, "consent_text_version": text_version}
    return await shop.send("POST", "/me/instruments", KeptCard, body, key=key)


async def choose_default(shop: Connection, card_id: str) -> None:
    """Make a card the default."""
    await shop.tell("PATCH", f"/me/instruments/{segment(card_id)}", {"is_default": True})


async def remove(shop: Connection, card_id: str) -> None:
    """Have a card forgotten."""
    await shop.tell("DELETE", f"/me/instruments/{segment(card_id)}")


async def prepare(shop: Connection, cart_id: str, *, key: str) -> Prepared:
    """Fill a cart with the shopper's address, a way of delivery and a kept card."""
    return await shop.send("POST", f"/carts/{cart_id}/one-click", Prepared, {}, key=key)


async def begin_confirmation(shop: Connection, cart_id: str, total: int, card_id: str) -> Options:
    """Ask what a browser needs to have just this purchase confirmed."""
    body = {"expected_total_minor": total, "instrument_id": card_id}
    return await shop.send("POST", f"/carts/{cart_id}/one-click-challenge", Options, body)


async def order(shop: Connection, cart_id: str, press: Press, *, key: str) -> Order:
    """Place the order of a prepared cart with a kept card."""
    body = msgspec.to_builtins(press)
    return await shop.send("POST", f"/carts/{cart_id}/one-click-order", Order, body, key=key)
