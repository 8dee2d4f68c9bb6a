"""Passkeys: what browsers are told, and what they answer."""

from typing import Any

import msgspec

from serai_storefront.shop_api.accounts import LoggedIn
from serai_storefront.shop_api.connection import Connection, segment

Json = dict[str, Any]


class Passkey(msgspec.Struct, frozen=True):
    """A passkey as its owner sees it."""

    id: str
    name: str
    is_synced: bool = False
    created_at: str = ""
    last_used_at: str | None = None


class Options(msgspec.Struct):
    """What a page hands to the browser; nothing when no passkey is asked for."""

    public_key: Json | None = None


class _Passkeys(msgspec.Struct):
    items: list[Passkey] = []


async def begin_login(shop: Connection) -> Options:
    """Ask what a browser needs to offer the reader's passkeys."""
    return await shop.send("POST", "/accounts/passkey-challenge", Options, {})


async def log_in(shop: Connection, credential: Json) -> LoggedIn:
    """Log in with a passkey's signature."""
    return await shop.send("POST", "/accounts/passkey-login", LoggedIn, {"credential": credential})


async def passkeys(shop: Connection) -> list[Passkey]:
    """Return the shopper's passkeys."""
    return (await shop.get("/me/passkeys", _Passkeys)).items


async def begin(shop: Connection) -> Options:
    """Ask what a browser needs to make a passkey."""
    return await shop.send("POST", "/me/passkeys/challenge", Options, {})


async def add(shop: Connection, credential: Json, name: str, *, key: str) -> None:
    """Keep a passkey that a browser has made."""
    await shop.tell("POST", "/me/passkeys", {"credential": credential, "name": name}, key=key)


async def rename(shop: Connection, passkey_id: str, name: str) -> None:
    """Call a passkey something else."""
    await shop.tell("PATCH", f"/me/passkeys/{segment(passkey_id)}", {"name": name})


async def remove(shop: Connection, passkey_id: str) -> None:
    """Remove a passkey."""
    await shop.tell("DELETE", f"/me/passkeys/{segment(passkey_id)}")
