"""The cookies we set: each holds an opaque token or one short choice, none is readable by scripts."""

import dataclasses
import re
from typing import Literal, Self

from starlette.requests import Request
from starlette.responses import Response

DAY = 24 * 60 * 60

Name = Literal[
    "visit",
    "cart",
    "shopper",
    "order",
    "language",
    "choices",
    "visitor",
    "seen",
    "searches",
    "store",
    "kept",
    "destination",
    "compared",
    "note",
]

LIFETIMES: dict[Name, int | None] = {
    "visit": None,
    "cart": 30 * DAY,
    "shopper": 30 * DAY,
    "order": 30 * DAY,
    "language": 365 * DAY,
    "choices": 180 * DAY,
    "visitor": 180 * DAY,
    "seen": None,
    "searches": None,
    "store": 180 * DAY,
    "kept": 180 * DAY,
    "destination": 180 * DAY,
    "compared": None,
    "note": 60,
}

_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
_TOKEN = re.compile(r"[0-9A-Za-z_.~-]{0,256}")


@dataclasses.dataclass(slots=True)
class Cookies:
    """The cookies of one visit: those that came, and those to send back."""

    came: dict[str, str]
    secure: bool
    changes: dict[tuple[Name, str], str] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, request: Request, *, secure: bool) -> Self:
        """Read the cookies of a request."""
        return cls(dict(request.cookies), secure)

    def get(self, name: Name) -> str:
        """Return a cookie's value, empty when it is not there."""
        if (name, "/") in self.changes:
            return self.changes[name, "/"]
        return self.came.get(self._full(name), "")

    def put(self, name: Name, value: str, *, path: str = "/") -> None:
        """Set a cookie; an empty value deletes it."""
        self.changes[name, path] = value

    def drop(self, name: Name) -> None:
        """Delete a cookie, if it came or was just set."""
        if self.get(name):
            self.put(name, "")

    def write(self, response: Response) -> None:
        """Add the changes to a response."""
        for (name, path), value in self.changes.items():
            response.set_cookie(
                self._full(name),
                value,
                max_age=LIFETIMES[name] if value else 0,
                path=path,
                secure=self.secure,
                httponly=True,
                samesite="lax",
            )

    def _full(self, name: Name) -> str:
        return f"__Secure-serai_{name}" if self.secure else f"serai_{name}"


@dataclasses.dataclass(frozen=True, slots=True)
class CartPass:
    """Which cart is ours, and the guest token that opens it; the token of a shopper's cart is empty."""

    cart_id: str
    token: str = ""

    @classmethod
    def read(cls, value: str) -> Self | None:
        """Return the pass in a cookie, or None when it is none."""
        cart_id, _, token = value.partition(".")
        if _ID.fullmatch(cart_id) and _TOKEN.fullmatch(token):
            return cls(cart_id, token)
        return None

    def __str__(self) -> str:
        return f"{self.cart_id}.{self.token}"


def token_in(value: str) -> str:
    """Return a cookie's value if it can be a token, else nothing."""
    return value if _TOKEN.fullmatch(value) else ""
