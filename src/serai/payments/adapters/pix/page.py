"""The page that shows a code, and what a payer's bank reads behind it; no script."""

from datetime import UTC
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Engine
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from serai.kernel import clock
from serai.payments.adapters.local.views import PAGE_HEADERS
from serai.payments.adapters.local.words import amount_in, words_in
from serai.payments.adapters.pix.provider import Pix
from serai.payments.ports import ChargeStatus, ProcessorUnavailable
from serai.plumbing.api.problem import domain_problem, locale_of
from serai.plumbing.wiring import bound

_HERE = Path(__file__).parent
_PAGES = Engine(
    dirs=[str(_HERE / "templates"), str(_HERE.parent / "local" / "templates")], autoescape=True
)
_ENGLISH = MappingProxyType(
    {
        "pix_title": "Pay with Pix",
        "pix_scan": "Scan the code with the app of your bank, or copy it into the app.",
        "pix_code": "The code as text",
        "pix_wait": "The code is good for 30 minutes. This page goes on by itself once it is paid.",
        "pix_pretend": "Pretend to pay",
        "refuse": "Refuse",
        "no_real_money": "A test bank of the local payment processor. No real money moves.",
        "unknown": "No such payment",
        "go_back": "There is nothing to confirm at this address. Go back to the shop and look at your order.",
    }
)
_STATUS = MappingProxyType(
    {ChargeStatus.REQUIRES_ACTION: "ATIVA", ChargeStatus.CAPTURED: "CONCLUIDA"}
)


@require_http_methods(["GET", "HEAD", "POST"])
def code_page(request: HttpRequest, challenge_id: str) -> HttpResponse:
    """
    Show the code until it is paid, then send the shopper back.

    The address itself, random bits known to the shopper alone, is what entitles to answer.
    """
    try:
        return _answered(request, bound(Pix), challenge_id)
    except ProcessorUnavailable as refusal:
        return domain_problem(request, refusal)


@require_safe
def charge_of_code(request: HttpRequest, name: str) -> HttpResponse:
    """Return the charge that a code names, in the words of the scheme."""
    provider = bound(Pix)
    charge = provider.charge_of_code(name)
    if charge is None:
        return HttpResponse(status=404)
    told = {
        "txid": name,
        "status": _STATUS.get(charge.status, "REMOVIDA_PELO_PSP"),
        "valor": {"original": f"{charge.amount.as_decimal():f}"},
        "calendario": {"apresentacao": clock.now().astimezone(UTC).isoformat(), "expiracao": 1800},
        "recebedor": {"nome": provider.receiver.name, "cidade": provider.receiver.city},
    }
    return HttpResponse(msgspec.json.encode(told), content_type="application/json")


def _answered(request: HttpRequest, provider: Pix, challenge_id: str) -> HttpResponse:
    found = provider.challenge(challenge_id)
    if found is None:
        return _page(request, "unknown.html", {}, status=404)
    charge, return_url = found
    if request.method == "POST":
        paid = request.POST.get("answer") == "approve"
        provider.answer_challenge(challenge_id, approved=paid, now=clock.now())
    elif charge.status is ChargeStatus.REQUIRES_ACTION:
        code = provider.code(charge)
        drawing = segno.make(code, micro=False, error="m").svg_inline(
            scale=6, border=2, dark="#000", light="#fff", title="Pix"
        )
        amount = amount_in(locale_of(request), charge.amount)
        values = {"amount": amount, "code": code, "drawing": mark_safe(drawing)}  # noqa: S308 - our own lines
        return _page(request, "code.html", values)
    return HttpResponseRedirect(return_url, headers=PAGE_HEADERS)


def _page(
    request: HttpRequest, template: str, values: dict[str, Any], status: int = 200
) -> HttpResponse:
    words = words_in(locale_of(request), _ENGLISH)
    html = _PAGES.get_template(template).render(Context({"words": words, **values}))
    headers = PAGE_HEADERS | ({"Refresh": "5"} if template == "code.html" else {})
    return HttpResponse(html, status=status, headers=headers)
