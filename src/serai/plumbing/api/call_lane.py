"""
The lane of calls: what shoppers change, answered by the same endpoints without Django's handler around them.

A WSGI application around another one. It takes calls of the API whose address is a template with nothing but
ids in it, finds the endpoint in a dictionary, and calls the view that Django would call: checks, schemas,
refusals, limits, headers, log and measurements are the same code. Whatever is unusual goes on to Django.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, cast

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLResolver

from serai.plumbing.api.plain_request import PlainRequest
from serai.plumbing.api.request_scope import MOST_SHOP_BYTES, headers_of, request_scope
from serai.plumbing.db import mend_connection

Environ = dict[str, Any]
_View = Callable[[HttpRequest], HttpResponseBase]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

_ID = re.compile(r"(?<=/)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?=/|$)")
_VARIABLE = re.compile(r"<(\w+)>")
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
_KINDS = frozenset({"", "application/json"})


class Endpoint:
    """A view under the template of its address; measurements name it as Django would."""

    __slots__ = ("names", "route", "view")

    def __init__(self, route: str, view: Callable[..., Any]) -> None:
        self.route, self.view = route, view
        self.names = _VARIABLE.findall(route)


class CallLane:
    """Answers calls of the endpoints under `base`; `inner` answers everything else."""

    def __init__(self, inner: Application, api: URLResolver, *, base: str) -> None:
        self.inner, self.base = inner, base
        self.endpoints = _by_address(api, base)
        whatever_happens = cast("_View", convert_exception_to_response(_called))
        self._answer = request_scope(whatever_happens)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        path: str = environ.get("PATH_INFO", "")
        if not path.startswith(self.base) or not _is_plain(environ):
            return self.inner(environ, start_response)
        endpoint = self.endpoints.get(_ID.sub("<>", path))
        if endpoint is None:
            return self.inner(environ, start_response)
        mend_connection()
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        response = self._answer(PlainRequest(environ, body, endpoint))
        status = f"{response.status_code} {response.reason_phrase}"
        start_response(status, headers_of(response))
        return response.streaming_content if response.streaming else [response.content]  # type: ignore[attr-defined]


def _by_address(api: URLResolver, base: str) -> dict[str, Endpoint]:
    """Return the endpoints whose address holds nothing but ids, by that address with `<>` for each id."""
    found: dict[str, Endpoint] = {}
    for pattern in api.url_patterns:
        template = f"/{api.pattern}{pattern.pattern}"
        names = _VARIABLE.findall(template)
        if not template.startswith(base) or not all(name.endswith("_id") for name in names):
            continue
        address = _VARIABLE.sub("<>", template)
        if pattern.callback is not None and "<" not in address.replace("<>", ""):
            found.setdefault(address, Endpoint(template[1:], pattern.callback))
    return found


def _called(request: HttpRequest) -> HttpResponseBase:
    """Return what the endpoint answers."""
    endpoint: Any = request.resolver_match
    ids = _ID.findall(request.path_info)
    answer: HttpResponseBase = endpoint.view(request, **dict(zip(endpoint.names, ids, strict=True)))
    return answer


def _is_plain(environ: Environ) -> bool:
    """Return whether a request is what programs send: JSON or nothing, and no more than an address and headers."""
    length = environ.get("CONTENT_LENGTH") or "0"
    return (
        environ.get("REQUEST_METHOD") in _METHODS
        and not environ.get("QUERY_STRING")
        and not environ.get("SCRIPT_NAME")
        and not environ.get("HTTP_COOKIE")
        and not environ.get("HTTP_TRANSFER_ENCODING")
        and environ.get("CONTENT_TYPE", "") in _KINDS
        and length.isascii()
        and length.isdigit()
        and int(length) <= MOST_SHOP_BYTES
    )
