"""Views to HTTP answers."""

from typing import Any

from django.http import HttpResponse

from serai.plumbing.json import as_json


def answer(view: Any, status: int = 200) -> HttpResponse:
    """
    Return a frozen view (dataclasses, lists, dictionaries, ids, instants, Money) as a JSON response.

    Endpoints return this and still declare a schema, which describes the answer and is checked by tests.
    """
    return HttpResponse(as_json(view), status=status, content_type="application/json")


def empty() -> HttpResponse:
    """Return 204: done, nothing to say."""
    return HttpResponse(status=204)
