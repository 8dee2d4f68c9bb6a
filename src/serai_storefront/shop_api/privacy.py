"""What the shop holds of a shopper: see it, and be forgotten."""

import msgspec

from serai_storefront.shop_api.connection import Connection, segment


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one part of what was held."""

    what: str = ""
    kept: int = 0
    reason: str = ""
    until: str | None = None


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A request about personal data."""

    id: str
    kind: str
    state: str
    asked_at: str
    begins_at: str
    expires_at: str | None = None
    waits_for: dict[str, int] = {}
    parts: list[Part] = []
    url: str | None = None

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be done."""
        return self.state in {"asked", "waiting", "working"}


class _Requests(msgspec.Struct):
    items: list[Request] = []


async def requests(shop: Connection) -> list[Request]:
    """Return the shopper's requests, the newest first."""
    return (await shop.get("/me/privacy", _Requests)).items


async def ask_for_export(shop: Connection, *, key: str) -> None:
    """Have everything that is held put together."""
    await shop.tell("POST", "/me/privacy/export", {}, key=key)


async def ask_for_erasure(shop: Connection, *, password: str, code: str, key: str) -> None:
    """Ask to be forgotten."""
    said = {"password": password, "code": code}
    await shop.tell("POST", "/me/privacy/erasure", said, key=key)


async def withdraw(shop: Connection, request_id: str, *, key: str) -> None:
    """Take it back."""
    await shop.tell("POST", f"/me/privacy/{segment(request_id)}/withdrawal", {}, key=key)
