"""The verifier, as a file to take away."""

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from serai.attest.domain import verifier


@require_safe
def verifier_file(request: HttpRequest) -> HttpResponse:
    """Return the program that checks the log without trusting us; read it before you run it."""
    return HttpResponse(_text(), content_type="text/x-python; charset=utf-8")


@cache
def _text() -> str:
    return Path(verifier.__file__).read_text(encoding="utf-8")
