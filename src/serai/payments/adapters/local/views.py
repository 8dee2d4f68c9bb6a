"""The processor's own pages: tokens for browsers, and the page on which a shopper confirms."""

from pathlib import Path

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Engine
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.words import amount_in, words_in
from serai.payments.ports import Card, ChargeStatus, ProcessorUnavailable
from serai.plumbing.api import answer, problem_response
from serai.plumbing.api.problem import domain_problem, locale_of
from serai.plumbing.wiring import bound

_PAGES = Engine(dirs=[str(Path(__file__).parent / "templates")], autoescape=True)
_CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}
PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_LARGEST_CARD = 1000


class CardIn(msgspec.Struct, frozen=True):
    """A card as a browser sends it."""

    number: str
    expiry: str
    cvc: str


@sensitive_variables()
@require_http_methods(["POST", "OPTIONS"])
def tokens(request: HttpRequest) -> HttpResponse:
    """Turn a card into a token: JSON in, JSON out; the public key is the bearer token."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=_CROSS_ORIGIN)
    response = _tokenised(request)
    for name, value in _CROSS_ORIGIN.items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    return response


@sensitive_variables()
def _tokenised(request: HttpRequest) -> HttpResponse:
    processor = bound(LocalProcessor)
    if request.headers.get("Authorization") != f"Bearer {processor.public_key}":
        detail = "Send the processor's public key as the bearer token."
        return problem_response(request, 401, "payments.public_key_wrong", detail)
    if len(request.body) > _LARGEST_CARD:
        return problem_response(request, 413, "request.too_large", "A card is shorter than that.")
    try:
        typed = msgspec.json.decode(request.body, type=CardIn)
        card = Card(typed.number, typed.expiry, typed.cvc)
        return answer(processor.tokenise(card, now=clock.now()), status=201)
    except msgspec.DecodeError:
        detail = "Send a JSON object with number, expiry and cvc, each as text."
        errors = [{"field": "card", "reason": detail}]
        return problem_response(request, 422, "request.invalid", detail, errors=errors)
    except DomainError as refusal:
        return domain_problem(request, refusal)


@require_http_methods(["GET", "HEAD", "POST"])
def challenge(request: HttpRequest, challenge_id: str) -> HttpResponse:
    """
    Ask the shopper to approve or refuse, then send them back; plain HTML, no script.

    The address itself, 256 random bits known to the shopper alone, is what entitles to answer.
    """
    try:
        return _answered(request, bound(LocalProcessor), challenge_id)
    except ProcessorUnavailable as refusal:
        return domain_problem(request, refusal)


def _answered(request: HttpRequest, processor: LocalProcessor, challenge_id: str) -> HttpResponse:
    found = processor.challenge(challenge_id)
    if found is None:
        return _page(request, "unknown.html", {}, status=404)
    result, return_url = found
    if request.method == "POST":
        approved = request.POST.get("answer") == "approve"
        processor.answer_challenge(challenge_id, approved=approved, now=clock.now())
    elif result.status is ChargeStatus.REQUIRES_ACTION:
        amount = amount_in(locale_of(request), result.amount)
        return _page(request, "challenge.html", {"amount": amount, "label": result.label})
    return HttpResponseRedirect(return_url, headers=PAGE_HEADERS)


def _page(
    request: HttpRequest, template: str, values: dict[str, str], status: int = 200
) -> HttpResponse:
    words = words_in(locale_of(request))
    html = _PAGES.get_template(template).render(Context({"words": words, **values}))
    return HttpResponse(html, status=status, headers=PAGE_HEADERS)
