"""
The lane of the clickstream: batches of events taken ahead of Django, without a statement to PostgreSQL.

A WSGI application around another one. Whatever is not a plain batch of moderate size goes on to the inner
one, which refuses it in the words of every other address.
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from io import BytesIO
from time import perf_counter
from typing import Any

import structlog

from serai.kernel.clock import now
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import digest
from serai.plumbing.api import metrics
from serai.plumbing.api.client_address import client_address
from serai.plumbing.api.language import negotiate
from serai.plumbing.api.problem import CONTENT_TYPE, problem_of
from serai.plumbing.api.rate_limit import shop_limit
from serai.plumbing.api.request_scope import request_id_from
from serai.plumbing.auth import Caller, NotAllowed, identify
from serai.plumbing.caches import ShortCache
from serai.plumbing.facts.clickstream.take import Sender, Taken, keep_events_once
from serai.plumbing.json import as_json

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

log = structlog.get_logger("serai.http")
PATH = "/api/shop/events"
_ROUTE, _SCOPE, _JSON = PATH[1:], "shop", "application/json"
_MOST_BYTES = 2**20
_callers: ShortCache[tuple[bytes, bytes, str], Caller] = ShortCache(seconds=30)
"""Who a token speaks for, for half a minute: no statement for a shopper's every click."""


class EventsLane:
    """Takes batches of events; `inner` answers everything else."""

    def __init__(self, inner: Application) -> None:
        self.inner = inner

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("PATH_INFO") != PATH or not _is_plain(environ):
            return self.inner(environ, start_response)
        started = perf_counter()
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        if b"\\u0000" in body or b"\x00" in body:
            return self.inner({**environ, "wsgi.input": BytesIO(body)}, start_response)
        try:
            status, headers, said = _answered(environ, body)
        except Exception:
            log.exception("the lane failed, Django answers", operation="keep_events")
            return self.inner({**environ, "wsgi.input": BytesIO(body)}, start_response)
        metrics.record(_ROUTE, "POST", status, perf_counter() - started)
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [said]


def _is_plain(environ: Environ) -> bool:
    if environ.get("REQUEST_METHOD") != "POST" or "%00" in environ.get("QUERY_STRING", ""):
        return False
    length = environ.get("CONTENT_LENGTH") or ""
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip()
    return length.isascii() and length.isdigit() and int(length) <= _MOST_BYTES and kind == _JSON


def _answered(environ: Environ, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    request_id = request_id_from(environ.get("HTTP_X_REQUEST_ID"))
    locale = negotiate(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    more = []
    try:
        status, kind, said = 202, _JSON, as_json(_taken(environ, body, locale))
    except DomainError as refusal:
        (status, said), kind = (
            problem_of(refusal, locale=locale, request_id=request_id),
            CONTENT_TYPE,
        )
        if refusal.kind in (Kind.TOO_MANY, Kind.UNAVAILABLE):
            more = [("Retry-After", str(refusal.facts.get("retry_after", 1)))]
    headers = [
        ("X-Request-Id", request_id),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("Cache-Control", "private, no-store"),
        ("Content-Type", kind),
        ("Content-Length", str(len(said))),
    ]
    return status, headers + more, said


def _taken(environ: Environ, body: bytes, locale: str) -> Taken:
    key, authorization = environ.get("HTTP_SERAI_KEY", ""), environ.get("HTTP_AUTHORIZATION", "")
    caller = _callers.get(
        (digest(key), digest(authorization), locale),
        lambda: identify(key, authorization, locale=locale),
    )
    if _SCOPE not in caller.scopes:
        raise NotAllowed(_SCOPE)
    address = client_address(environ.get("REMOTE_ADDR", ""), environ.get("HTTP_X_FORWARDED_FOR"))
    shop_limit(caller.key_id, address)
    return keep_events_once(
        body, Sender(caller, environ.get("HTTP_USER_AGENT", ""), address), now=now()
    )
