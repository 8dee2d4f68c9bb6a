"""
The lane: reads of shoppers answered ahead of Django.

A WSGI application around another one. It answers GET and HEAD of the operations in `reads` with the same
checks, limits, headers, problem documents and measurements as Django, and passes everything else on,
also whatever it did not expect.
"""

import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from time import perf_counter
from typing import Any

import structlog

from serai.discovery.api.headers import PERSONAL, headers_of, is_known
from serai.discovery.api.reads import answer_read
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.api import metrics
from serai.plumbing.api.client_address import client_address
from serai.plumbing.api.language import negotiate
from serai.plumbing.api.problem import CONTENT_TYPE, problem_of
from serai.plumbing.api.rate_limit import shop_limit
from serai.plumbing.api.request_scope import request_id_from
from serai.plumbing.auth import Caller, NotAllowed, identify

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

log = structlog.get_logger("serai.http")
_BASE, _SCOPE = "/api/shop/", "shop"
_ROUTES = {name: name for name in ("products", "search", "autocomplete", "suggestions", "cards")}
_PRODUCT = re.compile(r"products/([^/]+)(?:/(similar|bought-together))?")
_BESIDE = {"": "product", "similar": "similar_products", "bought-together": "bought_together"}
_TEMPLATES = {
    **{name: f"api/shop/{name}" for name in _ROUTES},
    **{
        operation: "/".join(part for part in ("api/shop/products/<key>", beside) if part)
        for beside, operation in _BESIDE.items()
    },
}
"""Routes as Django names them, so that a measurement is the same whoever answers."""


class ReadLane:
    """Answers the reads it knows; `inner` answers everything else."""

    def __init__(self, inner: Application) -> None:
        self.inner = inner

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        route = _route(environ)
        if route is None:
            return self.inner(environ, start_response)
        operation, key = route
        started = perf_counter()
        try:
            status, headers, body = _answered(environ, operation, key)
        except Exception:
            log.exception("the lane failed, Django answers", operation=operation)
            return self.inner(environ, start_response)
        method = environ["REQUEST_METHOD"]
        metrics.record(_TEMPLATES[operation], method, status, perf_counter() - started)
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [] if method == "HEAD" else [body]


def _route(environ: Environ) -> tuple[str, str] | None:
    """Return the operation and the variable part of a path that the lane answers; bodies are Django's."""
    path: str = environ.get("PATH_INFO", "")
    if not path.startswith(_BASE) or environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
        return None
    if "\x00" in path or "%00" in environ.get("QUERY_STRING", ""):
        return None
    if environ.get("CONTENT_LENGTH") not in (None, "", "0"):
        return None
    rest = path[len(_BASE) :]
    if operation := _ROUTES.get(rest):
        return operation, ""
    product = _PRODUCT.fullmatch(rest)
    if product is None:
        return None
    return _BESIDE[product[2] or ""], _text(product[1])


def _answered(environ: Environ, operation: str, key: str) -> tuple[int, Headers, bytes]:
    request_id = request_id_from(environ.get("HTTP_X_REQUEST_ID"))
    accept_language = environ.get("HTTP_ACCEPT_LANGUAGE", "")
    locale = negotiate(accept_language)
    try:
        caller = _caller(environ, locale)
        query_string = environ.get("QUERY_STRING", "")
        answer = answer_read(
            operation,
            caller,
            key=key,
            query_string=query_string,
            accept_language=accept_language,
            visitor=environ.get("HTTP_SERAI_VISITOR"),
        )
    except DomainError as refusal:
        return _refused(refusal, locale, request_id)
    headers = _headers(request_id) + headers_of(answer)
    if is_known(answer, environ.get("HTTP_IF_NONE_MATCH", "")):
        return 304, headers, b""
    headers += [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(answer.body))),
    ]
    return 200, headers, answer.body


def _caller(environ: Environ, locale: str) -> Caller:
    caller = identify(
        environ.get("HTTP_SERAI_KEY", ""), environ.get("HTTP_AUTHORIZATION"), locale=locale
    )
    if _SCOPE not in caller.scopes:
        raise NotAllowed(_SCOPE)
    peer, forwarded_for = environ.get("REMOTE_ADDR", ""), environ.get("HTTP_X_FORWARDED_FOR")
    shop_limit(caller.key_id, client_address(peer, forwarded_for))
    return caller


def _refused(refusal: DomainError, locale: str, request_id: str) -> tuple[int, Headers, bytes]:
    status, body = problem_of(refusal, locale=locale, request_id=request_id)
    headers = _headers(request_id)
    headers += [
        ("Cache-Control", PERSONAL),
        ("Content-Type", CONTENT_TYPE),
        ("Content-Length", str(len(body))),
    ]
    if refusal.kind in (Kind.TOO_MANY, Kind.UNAVAILABLE):
        headers.append(("Retry-After", str(refusal.facts.get("retry_after", 1))))
    return status, headers, body


def _headers(request_id: str) -> Headers:
    return [
        ("X-Request-Id", request_id),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ]


def _text(wsgi: str) -> str:
    """Return what a path says: WSGI hands its bytes over as if each were a character."""
    try:
        return wsgi.encode("latin-1").decode()
    except UnicodeError:
        return wsgi
