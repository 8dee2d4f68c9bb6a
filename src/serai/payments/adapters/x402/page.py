"""
The address at which one payment is made by a signed transfer.

A program asks, is told 402 with what is taken, and asks again with the transfer in a header. A browser gets a
page on which a wallet signs it. The address itself is what entitles: whoever knows it may pay.
"""

from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.payments.adapters.local.views import PAGE_HEADERS
from serai.payments.adapters.local.words import amount_in
from serai.payments.adapters.x402.words import wallet_words_in
from serai.payments.domain.x402 import (
    REQUIRED_HEADER,
    RESPONSE_HEADER,
    SIGNATURE_HEADER,
    BadPaymentSignature,
    PaymentRequired,
    Settled,
    header_of,
)
from serai.payments.queries.payment_view import payment
from serai.payments.usecases.pay_by_x402 import TransferRefused, pay_by_x402, payment_required
from serai.plumbing.api.problem import domain_problem, locale_of

_HERE = Path(__file__).parent
_PAGES = Engine(
    dirs=[str(_HERE / "templates"), str(_HERE.parent / "local" / "templates")], autoescape=True
)
_SCRIPT = (_HERE / "pay.js").read_bytes()
_BY_SCRIPT = PAGE_HEADERS | {
    "Content-Security-Policy": PAGE_HEADERS["Content-Security-Policy"].replace(
        "default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'"
    )
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Tell what pays a payment, or take a transfer that does."""
    try:
        signed = request.headers.get(SIGNATURE_HEADER)
        if signed is None:
            return _asked(request, payment_id)
        try:
            return _paid(pay_by_x402(payment_id, signed, now=clock.now()))
        except BadPaymentSignature as refusal:
            return _json(400, {"x402Version": 2, "error": refusal.reason}, {})
        except TransferRefused as refusal:
            return _refused(request, payment_id, refusal.reason)
    except DomainError as refusal:
        problem = domain_problem(request, refusal)
        return _read_by_people(request, problem) if _is_browser(request) else problem


@require_http_methods(["GET", "HEAD"])
def script(request: HttpRequest) -> HttpResponse:
    """Return the page's script."""
    return HttpResponse(
        _SCRIPT, content_type="text/javascript", headers={"Cache-Control": "max-age=3600"}
    )


def _asked(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    required = payment_required(payment_id, request.build_absolute_uri())
    asked = payment(payment_id)
    if not _is_browser(request):
        return _json(402, required, {REQUIRED_HEADER: header_of(required)})
    locale = locale_of(request)
    values = {
        "words": wallet_words_in(locale),
        "amount": amount_in(locale, asked.amount),
        "paid": asked.captured == asked.amount,
        "required": msgspec.json.encode(required).decode(),
    }
    html = _PAGES.get_template("pay.html").render(Context(values))
    return HttpResponse(html, headers=_BY_SCRIPT)


def _is_browser(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "")


def _read_by_people(request: HttpRequest, problem: HttpResponse) -> HttpResponse:
    values = {
        "words": wallet_words_in(locale_of(request)),
        "why": msgspec.json.decode(problem.content)["detail"],
    }
    html = _PAGES.get_template("refused.html").render(Context(values))
    return HttpResponse(html, status=problem.status_code, headers=PAGE_HEADERS)


def _refused(request: HttpRequest, payment_id: UUID, reason: str) -> HttpResponse:
    required = payment_required(payment_id, request.build_absolute_uri(), error=reason)
    network = required.accepts[0].network
    said = Settled(success=False, network=network, error_reason=reason)
    headers = {REQUIRED_HEADER: header_of(required), RESPONSE_HEADER: header_of(said)}
    return _json(402, required, headers)


def _paid(settled: Settled) -> HttpResponse:
    return _json(200, settled, {RESPONSE_HEADER: header_of(settled)})


def _json(
    status: int, body: PaymentRequired | Settled | dict[str, Any], headers: dict[str, str]
) -> HttpResponse:
    return HttpResponse(
        msgspec.json.encode(body),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store", **headers},
    )
