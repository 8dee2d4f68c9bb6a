"""The page of what an article will sell: past, bands, locations, and how it did when it was checked."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString

from serai.config.back_office.start_page import Card
from serai.config.back_office.trial_plots import TrialPage, trial_page
from serai.inventory.public import DemandForecast, LocationForeseen, WeekTried, demand_forecast
from serai.inventory.queries.known_names import variant_of_sku
from serai.inventory.queries.reason_words import forecast_words
from serai.kernel.errors import DomainError
from serai.plumbing.back_office.plots.line_plot import DrawnLine, line_plot
from serai.plumbing.back_office.worded import day_of_month, worded

PERMISSION = "inventory.view_balance"


class DayCell(NamedTuple):
    """A day of the weeks ahead: units expected, and its band where the version in use has bands of days."""

    mean: float
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """What the page shows; without a forecast only what was asked, and of nothing asked how all forecasts did."""

    asked: str = ""
    unknown: bool = False
    told: DemandForecast | None = None
    cards: tuple[Card, ...] = ()
    plot: SafeString | None = None
    reasons: tuple[str, ...] = ()
    locations: tuple[LocationForeseen, ...] = ()
    tried: tuple[WeekTried, ...] = ()
    days: tuple[tuple[str, tuple[DayCell, ...]], ...] = ()
    all: TrialPage | None = None


def forecast_page(sku: str) -> ForecastPage:
    """Return the page of an article, three statements; of none, how all forecasts did, one statement."""
    if not sku:
        return ForecastPage(all=trial_page())
    try:
        told = demand_forecast(variant_of_sku(sku))
    except DomainError:
        return ForecastPage(sku, unknown=True)
    if told is None:
        return ForecastPage(sku)
    return ForecastPage(
        asked=sku,
        told=told,
        cards=_cards(told),
        plot=_plot(told),
        reasons=tuple(forecast_words(each) for each in told.reasons),
        locations=told.locations,
        tried=told.tried,
        days=_by_weekday(told),
    )


def show_forecast(request: HttpRequest, context: dict[str, Any]) -> TemplateResponse:
    """Answer the page's address; who may see stock may see this."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    page = forecast_page(request.GET.get("sku", "").strip()[:64])
    return TemplateResponse(
        request,
        "back_office/forecast.html",
        {**context, "title": worded("What will be sold"), "page": page},
    )


def _cards(told: DemandForecast) -> tuple[Card, ...]:
    first = told.weeks[0]
    total = sum(week.mean for week in told.weeks)
    held = sum(week.low <= week.sold <= week.high for week in told.tried)
    return (
        Card(
            worded("Next week"),
            f"{first.mean:,.0f}",
            worded(
                "from {low:,.0f} to {high:,.0f} in eight weeks of ten",
                low=first.low,
                high=first.high,
            ),
            "#weeks",
            "",
        ),
        Card(
            worded("Four weeks"),
            f"{total:,.0f}",
            worded("from {starts_on:%Y-%m-%d}", starts_on=first.starts_on),
            "#weeks",
            "",
        ),
        Card(
            worded("Class"),
            told.value_class,
            worded("new: as earlier new ones") if told.is_new else worded("by what it earns"),
            "#why",
            "",
        ),
        Card(
            worded("Checked"),
            worded("{held} of {tried}", held=held, tried=len(told.tried)),
            worded("weeks lay in their bands"),
            "#checked",
            "",
        ),
    )


def _by_weekday(told: DemandForecast) -> tuple[tuple[str, tuple[DayCell, ...]], ...]:
    """Return each weekday's name with the units of that day in every week ahead."""
    cells = tuple(DayCell(day.mean, day.low, day.high) for day in told.day_bands) or tuple(
        DayCell(units) for _, units in told.days
    )
    return tuple((f"{told.days[at][0]:%A}", cells[at::7]) for at in range(min(7, len(told.days))))


def _plot(told: DemandForecast) -> SafeString:
    past = [units for _, units in told.past]
    gap = [None] * (len(past) - 1)
    days = [day for day, _ in told.past] + [week.starts_on for week in told.weeks]
    join = past[-1]
    return line_plot(
        [
            DrawnLine(worded("sold"), [*past, *[None] * len(told.weeks)]),
            DrawnLine(worded("expected"), [*gap, join, *[week.mean for week in told.weeks]]),
            DrawnLine(worded("1 in 10 below"), [*gap, join, *[week.low for week in told.weeks]]),
            DrawnLine(worded("1 in 10 above"), [*gap, join, *[week.high for week in told.weeks]]),
        ],
        [day_of_month(day) for day in days],
        key="demand",
        title="Units sold and expected, week by week",
        written="{:,.0f}".format,
    )
