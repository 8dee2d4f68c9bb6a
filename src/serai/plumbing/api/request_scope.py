"""Around every request that Django answers: an id, a log line, a measurement, and no naked fault."""

import re
from collections.abc import Callable
from time import perf_counter

import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_only_middleware

from serai.kernel.ids import uuid7_text
from serai.plumbing.api import metrics
from serai.plumbing.api.problem import CONTENT_TYPE, fault, problem_response, too_big

log = structlog.get_logger("serai.http")
_SANE = re.compile(r"^[A-Za-z0-9._-]{8,100}$")
_OF_ALL = {
    "x-content-type-options": ("X-Content-Type-Options", "nosniff"),
    "referrer-policy": ("Referrer-Policy", "same-origin"),
    "x-frame-options": ("X-Frame-Options", "DENY"),
}
_OF_API = {**_OF_ALL, "cache-control": ("Cache-Control", "private, no-store")}
_API, _SHOP = "/api/", "/api/shop/"
MOST_SHOP_BYTES = 2**20
"""No storefront has that much to say at once; staff load whole files."""


def request_id_from(header: str | None) -> str:
    """Return the caller's own request id when it is sane, a new one otherwise."""
    return header if header and _SANE.match(header) else uuid7_text()


@sync_only_middleware
def request_scope(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the middleware."""

    def scoped(request: HttpRequest) -> HttpResponseBase:
        started = perf_counter()
        request.request_id = request_id_from(request.headers.get("X-Request-Id"))  # type: ignore[attr-defined]
        # structlog's own context manager looks through all that the thread knows, for each call.
        bound = structlog.contextvars.bind_contextvars(request_id=request.request_id)  # type: ignore[attr-defined]
        try:
            response = _refused(request) or _answered(request, get_response)
            elapsed = perf_counter() - started
            route = request.resolver_match.route if request.resolver_match else "unknown"
            method = request.method or ""
            metrics.record(route, method, response.status_code, elapsed)
            log.info(
                "request",
                method=method,
                route=route,
                status=response.status_code,
                ms=round(elapsed * 1000, 2),
            )
        finally:
            structlog.contextvars.reset_contextvars(**bound)
        _complete(response, request)
        return response

    return scoped


def _complete(response: HttpResponseBase, request: HttpRequest) -> None:
    """
    Add the headers of every answer, those that are there staying as they are.

    Written where Django keeps them: it checks and copies each, which costs as much as a statement, and these
    are our own words.
    """
    request_id: str = request.request_id  # type: ignore[attr-defined]
    kept: dict[str, tuple[str, str]] = response.headers._store  # noqa: SLF001
    of_all = _OF_API if request.path_info.startswith(_API) else _OF_ALL
    kept.update({**of_all, **kept, "x-request-id": ("X-Request-Id", request_id)})
    if not response.streaming:
        if "content-length" not in kept:
            length = str(len(response.content))  # type: ignore[attr-defined]
            kept["content-length"] = ("Content-Length", length)
        if request.method == "HEAD":
            response.content = b""  # type: ignore[attr-defined]


def headers_of(response: HttpResponseBase) -> list[tuple[str, str]]:
    """Return the headers of an answer as WSGI takes them."""
    kept: dict[str, tuple[str, str]] = response.headers._store  # noqa: SLF001
    return list(kept.values())


def _refused(request: HttpRequest) -> HttpResponseBase | None:
    """Return what a request is told that nobody further in should see; `None`: let it in."""
    if request.path_info.startswith(_SHOP) and _length(request) > MOST_SHOP_BYTES:
        return too_big(request)
    try:
        holds_a_null = _holds_a_null(request)
    except RequestDataTooBig:
        return too_big(request)
    if holds_a_null:
        detail = "Remove the null character from the text."
        return problem_response(request, 400, "request.null_character", detail)
    return None


def _answered(
    request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponseBase]
) -> HttpResponseBase:
    """Return the answer; in the API, HEAD is GET without a body, and every refusal is a problem."""
    if not request.path_info.startswith(_API):
        return get_response(request)
    method = request.method
    if method == "HEAD":
        request.method = "GET"
    response = get_response(request)
    request.method = method
    if response.status_code >= 400 and response.get("Content-Type") != CONTENT_TYPE:
        response = _as_problem(request, response)
    return response


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return what Django or ninja refused in words of their own, before or after an endpoint, as a problem."""
    if response.status_code == 405:
        allowed = response.get("Allow", "")
        detail = f"This address takes {allowed}."
        code = "request.method_not_allowed"
        refusal = problem_response(request, 405, code, detail, allowed=allowed)
        refusal["Allow"] = allowed
        return refusal
    if response.status_code < 500:
        detail = "The request cannot be read."
        return problem_response(request, response.status_code, "request.unreadable", detail)
    return fault(request)


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


def _holds_a_null(request: HttpRequest) -> bool:
    if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        return True
    is_json = request.content_type == "application/json"
    return is_json and (b"\\u0000" in request.body or b"\x00" in request.body)
