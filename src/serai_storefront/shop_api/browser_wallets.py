"""Wallets of the reader's browser: Apple Pay and Google Pay."""

from typing import Any

import msgspec

from serai_storefront.shop_api.connection import Connection

METHODS = ("apple_pay", "google_pay")


class BrowserWallet(msgspec.Struct, frozen=True, kw_only=True):
    """What a browser must know to ask for a wallet."""

    method: str
    merchant_id: str = ""
    merchant_name: str = ""
    networks: list[str] = []
    country: str = ""
    gateway: str = ""
    gateway_merchant_id: str = ""
    is_test: bool = False


class _Token(msgspec.Struct):
    token: str


class _Session(msgspec.Struct):
    session: dict[str, Any]


async def token_of(shop: Connection, method: str, payload: str) -> str:
    """Turn what the wallet gave into a token that pays once; the payload is passed on and kept nowhere."""
    body = {"method": method, "payload": payload}
    return (await shop.send("POST", "/wallet-tokens", _Token, body)).token


async def apple_session(shop: Connection, validation_url: str) -> dict[str, Any]:
    """Ask for what Apple's sheet needs before it opens."""
    body = {"validation_url": validation_url}
    return (await shop.send("POST", "/apple-pay-sessions", _Session, body)).session
