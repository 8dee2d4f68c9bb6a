"""
Pages of other origins call the shop's API: the rules of the web for it (CORS), around everything else.

A browser asks first which origin, methods and headers are welcome, without a key; that is answered here,
ahead of Django. Every answer to an origin that the key's channel allows, refusals too, then says that the
page may read it. Nobody else is told anything, and browsers keep the answer from such a page.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import structlog

from serai.catalog.public import ChannelNotFound, channel, every_origin
from serai.kernel.errors import DomainError
from serai.plumbing.auth import identify

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

log = structlog.get_logger("serai.http")
_SHOP = "/api/shop/"
_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
_MAY_SEND = (
    "Serai-Key, Serai-Visitor, Authorization, Idempotency-Key, Content-Type, Accept-Language, If-None-Match,"
    " X-Request-Id"
)
_MAY_READ = "X-Request-Id, ETag, Content-Language, Retry-After"
_SECONDS = 7200
_ORIGIN = re.compile(r"https?://[^\s,]{1,260}")


class CrossOrigin:
    """Lets the pages of allowed origins read what `inner` answers under /api/shop/."""

    def __init__(self, inner: Application) -> None:
        self.inner = inner

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        origin = environ.get("HTTP_ORIGIN", "")
        if not origin or not environ.get("PATH_INFO", "").startswith(_SHOP):
            return self.inner(environ, start_response)
        if not _ORIGIN.fullmatch(origin) or not _allowed(origin, environ.get("HTTP_SERAI_KEY", "")):
            return self.inner(environ, start_response)
        if environ["REQUEST_METHOD"] == "OPTIONS":
            start_response("204 No Content", _welcome(origin))
            return []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, _readable(headers, origin), *rest)

        return self.inner(environ, start)


def _allowed(origin: str, key: str) -> bool:
    """Return whether the key's channel allows an origin; without a valid key, whether any channel does."""
    try:
        origins: Iterable[str] = every_origin()
        if origin in origins and key:
            origins = _origins_of(key)
    except Exception:
        log.exception("allowed origins are not known now")
        return False
    return origin in origins


def _origins_of(key: str) -> Iterable[str]:
    try:
        return channel(identify(key, None).channel_code).origins
    except ChannelNotFound:
        return ()
    except DomainError:  # the key is not valid: the page may read that
        return every_origin()


def _welcome(origin: str) -> list[tuple[str, str]]:
    return [
        ("Access-Control-Allow-Origin", origin),
        ("Access-Control-Allow-Methods", _METHODS),
        ("Access-Control-Allow-Headers", _MAY_SEND),
        ("Access-Control-Max-Age", str(_SECONDS)),
        ("Vary", "Origin"),
    ]


def _readable(headers: list[tuple[str, str]], origin: str) -> list[tuple[str, str]]:
    vary = ", ".join(value for name, value in headers if name.lower() == "vary")
    if "origin" not in {name.strip().lower() for name in vary.split(",")}:
        vary = f"{vary}, Origin" if vary else "Origin"
    return [
        *((name, value) for name, value in headers if name.lower() != "vary"),
        ("Vary", vary),
        ("Access-Control-Allow-Origin", origin),
        ("Access-Control-Expose-Headers", _MAY_READ),
    ]
