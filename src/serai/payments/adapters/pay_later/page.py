"""The provider's page, on which a shopper sees what is due when, and approves or refuses; no script."""

from pathlib import Path
from typing import Any

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Engine
from django.views.decorators.http import require_http_methods

from serai.kernel import clock
from serai.payments.adapters.local.views import PAGE_HEADERS
from serai.payments.adapters.local.words import amount_in, words_in
from serai.payments.adapters.pay_later.plan import due
from serai.payments.adapters.pay_later.provider import PayLater
from serai.payments.ports import ChargeStatus, ProcessorUnavailable
from serai.plumbing.api.problem import domain_problem, locale_of
from serai.plumbing.wiring import bound

_HERE = Path(__file__).parent
_PAGES = Engine(
    dirs=[str(_HERE / "templates"), str(_HERE.parent / "local" / "templates")], autoescape=True
)


@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, challenge_id: str) -> HttpResponse:
    """
    Show the plan and ask, then send the shopper back.

    The address itself, random bits known to the shopper alone, is what entitles to answer.
    """
    try:
        return _answered(request, bound(PayLater), challenge_id)
    except ProcessorUnavailable as refusal:
        return domain_problem(request, refusal)


def _answered(request: HttpRequest, provider: PayLater, challenge_id: str) -> HttpResponse:
    found = provider.challenge(challenge_id)
    if found is None:
        return _page(request, "unknown.html", {}, status=404)
    result, return_url = found
    if request.method == "POST":
        approved = request.POST.get("answer") == "approve"
        provider.answer_challenge(challenge_id, approved=approved, now=clock.now())
    elif result.status is ChargeStatus.REQUIRES_ACTION:
        locale = locale_of(request)
        parts = [
            (format_date(day, "long", locale=locale), amount_in(locale, part))
            for day, part in due(result.amount, clock.now().date())
        ]
        return _page(
            request, "plan.html", {"amount": amount_in(locale, result.amount), "plan": parts}
        )
    return HttpResponseRedirect(return_url, headers=PAGE_HEADERS)


def _page(
    request: HttpRequest, template: str, values: dict[str, Any], status: int = 200
) -> HttpResponse:
    words = words_in(locale_of(request))
    html = _PAGES.get_template(template).render(Context({"words": words, **values}))
    return HttpResponse(html, status=status, headers=PAGE_HEADERS)
