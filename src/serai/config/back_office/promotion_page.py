"""What a promotion would have given last month, with a picture of the days."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString

from serai.catalog.public import channels
from serai.config.back_office.start_page import Card
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.ordering.queries.promotion_simulation import SimulationView, promotion_simulation
from serai.plumbing.back_office.plots.line_plot import DrawnLine, line_plot
from serai.plumbing.back_office.worded import day_of_month, why_not, worded
from serai.pricing.public import PromotionNotFound, promotion

PERMISSION = "pricing.view_promotionrow"
_DAYS, _MARGIN = 30, Decimal("0.30")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked for."""

    channel_code: str
    since: date
    until: date
    margin: Decimal


def show_simulation(
    request: HttpRequest, context: dict[str, Any], promotion_id: UUID
) -> TemplateResponse:
    """Answer the page's address; who may see promotions may see this."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    try:
        view = promotion(promotion_id)
    except PromotionNotFound as unknown:
        raise Http404(str(unknown)) from None
    asked, found, refusal = _asked(request, list(view.rule["channels"])), None, ""
    try:
        found = promotion_simulation(
            promotion_id,
            asked.channel_code,
            since=asked.since,
            until=asked.until,
            margin=asked.margin,
        )
    except DomainError as error:
        refusal = why_not(error)
    page = {
        "promotion": view,
        "asked": asked,
        "channels": [channel.code for channel in channels()],
        "cards": _cards(found) if found else [],
        "plot": _plot(found, view.name) if found else "",
        "days": found.days if found else [],
        "refusal": refusal,
    }
    title = worded("What “{name}” would have given", name=view.name)
    return TemplateResponse(
        request, "back_office/promotion.html", {**context, "title": title, "page": page}
    )


def _asked(request: HttpRequest, wanted: list[str]) -> Asked:
    """Return what was asked for; what is missing or no date is the last thirty days."""
    today = now().date()
    known = [channel.code for channel in channels()]
    code = request.GET.get("channel", "")
    fallback = next((each for each in wanted if each in known), known[0] if known else "")
    return Asked(
        code if code in known else fallback,
        _day(request.GET.get("since", ""), today - timedelta(days=_DAYS)),
        _day(request.GET.get("until", ""), today + timedelta(days=1)),
        _margin(request.GET.get("margin", "")),
    )


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def _margin(text: str) -> Decimal:
    try:
        margin = Decimal(text)
    except InvalidOperation:
        return _MARGIN
    return margin if margin.is_finite() and 0 <= margin <= 1 else _MARGIN


def _cards(found: SimulationView) -> list[Card]:
    share = worded("of {orders:,} orders", orders=found.orders)
    uplift = worded("no growth is enough") if found.uplift is None else f"{found.uplift} %"
    return [
        Card(worded("Orders reached"), f"{found.reached:,}", share, "#days"),
        Card(worded("It would have given"), str(found.taken), worded("to shoppers"), "#days"),
        Card(
            worded("It would have cost"),
            str(found.cost),
            worded("others give {displaced} less", displaced=found.displaced),
            "#days",
        ),
        Card(
            worded("Reached orders must grow by"),
            uplift,
            worded("so that nothing is lost"),
            "#days",
        ),
    ]


def _plot(found: SimulationView, name: str) -> SafeString:
    return line_plot(
        [DrawnLine(worded("cost"), [float(day.cost.as_decimal()) for day in found.days])],
        [day_of_month(day.day) for day in found.days],
        key="simulation",
        title=worded("{name}: cost by day", name=name),
    )
