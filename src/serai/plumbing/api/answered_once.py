"""Answer a request that changes something, once for its Idempotency-Key."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from serai.plumbing.api.answer import answer
from serai.plumbing.api.idempotency_header import idempotency_key
from serai.plumbing.idempotency import answer_once


def answered_once(request: HttpRequest, operation: str, act: Callable[[], object]) -> HttpResponse:
    """Return what `act` returns, or what it returned when the request came first."""
    return answer(answer_once(idempotency_key(request, operation), act))
