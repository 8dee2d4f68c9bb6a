"""Every way in which an endpoint can fail, as problem documents."""

from collections.abc import Callable
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from serai.kernel.errors import DomainError
from serai.plumbing.api.operations import UNREADABLE
from serai.plumbing.api.problem import domain_problem, fault, problem_response, too_big

log = structlog.get_logger("serai.http")


Answerer = Callable[[HttpRequest, Any], HttpResponse]


def install_faults(api: NinjaAPI) -> None:
    """Let `api` answer every failure with a problem document and log the ones that are our fault."""
    answers: dict[type[Exception], Answerer] = {
        DomainError: domain_problem,
        ValidationError: _invalid,
        HttpError: _http_error,
        Http404: _not_found,
        RequestDataTooBig: _too_big,
        DataError: _unstorable,
        OperationalError: _unavailable,
        UnicodeError: _not_text,
        Exception: _fault,
    }
    for error, answerer in answers.items():
        api.add_exception_handler(error, answerer)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors: list[dict[str, Any]] = [
        {
            "field": ".".join(str(part) for part in item["loc"] if part not in ("body", "payload")),
            "reason": item["msg"],
        }
        for item in error.errors
    ]
    detail = "; ".join(f"{item['field'] or 'The body'}: {item['reason']}" for item in errors[:5])
    return problem_response(request, 422, "request.invalid", detail[:1000], errors=errors[:50])


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    detail = str(error) if error.status_code < 500 else "Try again later."
    if detail == UNREADABLE:
        detail = "Send one JSON object in UTF-8."
    return problem_response(request, error.status_code, "request.unreadable", detail)


def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem_response(request, 404, "request.not_found", "Nothing is at this address.")


def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return too_big(request)


def _unstorable(request: HttpRequest, error: DataError) -> HttpResponse:
    log.warning("unstorable", error=type(error.__cause__).__name__)
    return problem_response(
        request, 422, "request.unstorable", "A value is outside what can be stored."
    )


def _not_text(request: HttpRequest, error: UnicodeError) -> HttpResponse:
    return problem_response(request, 400, "request.not_utf8", "Send text as UTF-8.")


def _unavailable(request: HttpRequest, error: OperationalError) -> HttpResponse:
    log.error("database unavailable", exc_info=error)
    response = problem_response(
        request, 503, "request.unavailable", "The shop is busy; try again in a moment."
    )
    response["Retry-After"] = "1"
    return response


def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("fault", exc_info=error)
    return fault(request)
