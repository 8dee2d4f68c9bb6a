"""Views to HTTP answers."""

from typing import Any

from django.http import HttpResponse
from django.http.cookie import SimpleCookie
from django.http.response import ResponseHeaders

from serai.plumbing.json import as_json


class JsonAnswer(HttpResponse):
    """
    A response with JSON in it, made of what is known to be right.

    Django's own looks at each header and at what its body is made of, which costs as much as a statement. A
    test compares the two.
    """

    def __init__(self, body: bytes, status: int) -> None:
        self.headers = _Json()
        self.cookies: SimpleCookie = SimpleCookie()
        self.status_code = status
        self.closed = False
        self._charset = self._reason_phrase = self._handler_class = None
        self._resource_closers: list[object] = []
        self._container = [body]


class _Json(ResponseHeaders):
    def __init__(self) -> None:
        self._store = {"content-type": ("Content-Type", "application/json")}


def answer(view: Any, status: int = 200) -> HttpResponse:
    """
    Return a frozen view (dataclasses, lists, dictionaries, ids, instants, Money) as a JSON response.

    Endpoints return this and still declare a schema, which describes the answer and is checked by tests.
    """
    return JsonAnswer(as_json(view), status)


def empty() -> HttpResponse:
    """Return 204: done, nothing to say."""
    return HttpResponse(status=204)
