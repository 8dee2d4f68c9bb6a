"""Is it alive, is it ready, what does it measure."""

import os

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from serai.plumbing.api.problem import domain_problem
from serai.plumbing.auth import NotAllowed, Unauthenticated, identify
from serai.plumbing.db import rows

_SCOPE = "metrics:read"
_LOOPBACK = ("127.0.0.1", "::1", "unix", "")


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer: the process lives."""
    return HttpResponse(b"ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer whether requests can be served: the database answers."""
    try:
        rows("SELECT 1")
    except OperationalError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})


def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with Prometheus' text format, to this machine or to a key with the scope metrics:read."""
    if request.META.get("REMOTE_ADDR", "") not in _LOOPBACK and not _may_read(request):
        return domain_problem(request, NotAllowed(_SCOPE))
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    try:
        return _SCOPE in identify(request.headers.get("Serai-Key"), None).scopes
    except Unauthenticated:
        return False
