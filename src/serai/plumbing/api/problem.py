"""Refusals as problem documents (RFC 9457)."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.api.language import localised, negotiate, phrase
from serai.plumbing.json import as_builtins, as_json

STATUS = {
    Kind.MALFORMED: 400,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.REJECTED: 422,
    Kind.TOO_MANY: 429,
    Kind.UNAVAILABLE: 503,
}
TITLES = {
    400: "The request cannot be read",
    401: "Not authenticated",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "In conflict with the present state",
    413: "The request is too large",
    415: "The media type is not supported",
    422: "Refused",
    429: "Too many requests",
    500: "A fault on our side",
    503: "Not available now",
}
CONTENT_TYPE = "application/problem+json"
_LONGEST_DETAIL, _LONGEST_FACT = 1000, 500


class Problem(Schema):
    """Why a request was refused and what to do (RFC 9457)."""

    type: Annotated[str, Field(description="A stable address of this kind of problem.")]
    title: Annotated[str, Field(description="The kind of problem, in few words.")]
    status: Annotated[int, Field(description="The HTTP status.")]
    detail: Annotated[str, Field(description="What is wrong and what to do, for people.")]
    code: Annotated[str, Field(description="What is wrong, for programs.")]
    facts: Annotated[dict[str, Any], Field(description="Values that belong to the code.")]
    request_id: Annotated[str, Field(description="Quote it when asking for help.")]


def problem_of(error: DomainError, *, locale: str, request_id: str) -> tuple[int, bytes]:
    """Return the status and the document for a refusal."""
    status = STATUS[error.kind]
    detail = localised(error, locale)
    return status, problem_document(
        status, error.code, detail, error.facts, locale=locale, request_id=request_id
    )


def problem_document(
    status: int, code: str, detail: str, facts: dict[str, Any], *, locale: str, request_id: str
) -> bytes:
    """Return a problem document as JSON; its title is in `locale`, as `detail` is already."""
    return as_json(
        {
            "type": f"urn:serai:problem:{code}",
            "title": phrase(f"title.{status}", locale, otherwise=TITLES.get(status, "Refused")),
            "status": status,
            "detail": _short(detail, _LONGEST_DETAIL),
            "code": code,
            "facts": _json_ready(facts),
            "request_id": request_id,
        }
    )


def problem_response(
    request: HttpRequest, status: int, code: str, detail: str, **facts: Any
) -> HttpResponse:
    """
    Return a problem as a Django response, in the reader's language.

    Args:
        request: the request that is refused.
        status: the HTTP status.
        code: what is wrong, for programs; the catalogues have its sentence under this name.
        detail: the sentence in English.
        facts: values that belong to the code.
    """
    locale = locale_of(request)
    detail = phrase(code, locale, facts, otherwise=detail)
    body = problem_document(
        status, code, detail, facts, locale=locale, request_id=request_id_of(request)
    )
    return HttpResponse(body, status=status, content_type=CONTENT_TYPE)


def too_big(request: HttpRequest) -> HttpResponse:
    """Return the problem of a request that is larger than it may be."""
    return problem_response(request, 413, "request.too_large", "Send less in one request.")


def fault(request: HttpRequest) -> HttpResponse:
    """Return the problem of a request that met a mistake of ours."""
    return problem_response(
        request, 500, "request.fault", "Something went wrong on our side; it has been noted."
    )


def domain_problem(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Return a refusal as a Django response, in the reader's language."""
    status, body = problem_of(error, locale=locale_of(request), request_id=request_id_of(request))
    response = HttpResponse(body, status=status, content_type=CONTENT_TYPE)
    if error.kind in (Kind.TOO_MANY, Kind.UNAVAILABLE):
        response["Retry-After"] = str(error.facts.get("retry_after", 1))
    return response


def locale_of(request: HttpRequest) -> str:
    """Return the language that the reader asks for."""
    return negotiate(request.headers.get("Accept-Language", ""))


def request_id_of(request: HttpRequest) -> str:
    """Return the id that the request scope gave to this request."""
    return getattr(request, "request_id", "")


def _json_ready(facts: dict[str, Any]) -> dict[str, Any]:
    ready = {}
    for name, value in facts.items():
        try:
            made = as_builtins(value)
        except (NotImplementedError, TypeError, ValueError):
            made = str(value)
        ready[name] = _short(made, _LONGEST_FACT) if isinstance(made, str) else made
    return ready


def _short(text: str, longest: int) -> str:
    """Cut what a caller sent: nobody is told their own megabyte."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
