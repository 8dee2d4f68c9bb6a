"""Accounts: register, log in, addresses, consents."""

from collections.abc import Mapping
from typing import Any

import msgspec

from serai_storefront.shop_api.carts import TaxId
from serai_storefront.shop_api.connection import Connection, segment


class Customer(msgspec.Struct, frozen=True, kw_only=True):
    """The shopper."""

    id: str
    email: str | None = None
    name: str | None = None
    locale: str | None = None
    has_password: bool = False


class LoggedIn(msgspec.Struct, frozen=True):
    """A shopper and the token that speaks for them."""

    customer: Customer
    token: str


class Consent(msgspec.Struct, frozen=True):
    """What a shopper decided about one purpose."""

    purpose: str
    granted: bool = False
    text_version: str | None = None


class _TaxIdOfAccount(msgspec.Struct):
    tax_id: TaxId | None = None


class _Addresses(msgspec.Struct):
    items: list[dict[str, Any]] = []


class _Consents(msgspec.Struct):
    items: list[Consent] = []


async def register(shop: Connection, said: Mapping[str, str], *, key: str) -> LoggedIn:
    """Open an account."""
    return await shop.send("POST", "/accounts", LoggedIn, said, key=key)


async def log_in(shop: Connection, email: str, password: str, *, key: str) -> LoggedIn:
    """Log in with a password."""
    return await shop.send(
        "POST", "/accounts/login", LoggedIn, {"email": email, "password": password}, key=key
    )


async def send_code(shop: Connection, email: str, *, key: str) -> None:
    """Have a log-in code mailed."""
    await shop.tell("POST", "/accounts/login-code", {"email": email}, key=key)


async def verify_code(shop: Connection, email: str, code: str, *, key: str) -> LoggedIn:
    """Log in with the mailed code."""
    return await shop.send(
        "POST", "/accounts/login-code/verify", LoggedIn, {"email": email, "code": code}, key=key
    )


async def log_out(shop: Connection, *, key: str) -> None:
    """Make the token worthless."""
    await shop.tell("POST", "/accounts/logout", {}, key=key)


async def me(shop: Connection) -> Customer:
    """Return the shopper."""
    return await shop.get("/me", Customer)


async def change_me(shop: Connection, said: Mapping[str, str]) -> Customer:
    """Change name or language."""
    return await shop.send("PATCH", "/me", Customer, said)


async def tax_id(shop: Connection) -> str:
    """Return the number of the tax id that the shopper keeps; empty: none."""
    kept = (await shop.get("/me/tax-id", _TaxIdOfAccount)).tax_id
    return kept.number if kept else ""


async def keep_tax_id(shop: Connection, number: str) -> None:
    """Keep a tax id for later orders."""
    await shop.tell("PUT", "/me/tax-id", {"number": number})


async def forget_tax_id(shop: Connection) -> None:
    """Keep none any more."""
    await shop.tell("DELETE", "/me/tax-id")


async def addresses(shop: Connection) -> list[dict[str, Any]]:
    """Return the shopper's addresses."""
    return (await shop.get("/me/addresses", _Addresses)).items


async def add_address(shop: Connection, address: Mapping[str, Any], *, key: str) -> None:
    """Keep a new address."""
    await shop.tell("POST", "/me/addresses", address, key=key)


async def change_address(shop: Connection, address_id: str, address: Mapping[str, Any]) -> None:
    """Replace an address."""
    await shop.tell("PUT", f"/me/addresses/{segment(address_id)}", address)


async def remove_address(shop: Connection, address_id: str) -> None:
    """Forget an address."""
    await shop.tell("DELETE", f"/me/addresses/{segment(address_id)}")


async def consents(shop: Connection) -> list[Consent]:
    """Return what the shopper decided."""
    return (await shop.get("/me/consents", _Consents)).items


async def put_consent(shop: Connection, purpose: str, *, granted: bool, text_version: str) -> None:
    """Record a decision."""
    await shop.tell(
        "PUT",
        f"/me/consents/{segment(purpose)}",
        {"granted": granted, "text_version": text_version},
    )
