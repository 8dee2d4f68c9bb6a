"""The page of promises: which were kept, location by location, and why others were not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop

from serai.config.back_office.start_page import Card
from serai.fulfilment.public import (
    KeptPromises,
    LocationPromises,
    WhyLate,
    kept_by_day,
    kept_promises,
)
from serai.kernel.clock import now
from serai.plumbing.back_office.plots.line_plot import DrawnLine, line_plot
from serai.plumbing.back_office.worded import day_of_month, worded

PERMISSION = "fulfilment.view_siterow"
AIM = 0.95
"""The share of promises that a shop should keep."""
_DAYS, _MOST = 60, 50
_WHY = {
    WhyLate.HELD: gettext_noop("held"),
    WhyLate.SHORT: gettext_noop("not on the shelf"),
    WhyLate.PACKED_LATE: gettext_noop("packed late"),
    WhyLate.CARRIER: gettext_noop("brought late"),
}


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One location in the table."""

    location: str
    name: str
    known: int
    share: str
    early: int
    late: int
    waiting: int
    why: str
    below: bool
    """Fewer were kept than a shop should keep."""


@dataclass(frozen=True, slots=True)
class KeptPromisesPage:
    """What the page shows."""

    cards: list[Card]
    plot: SafeString
    rows: list[PromiseRow]
    more: int
    """Locations that are not listed."""


def kept_promises_page(instant: datetime) -> KeptPromisesPage:
    """Return the page of the last sixty days, and of what is promised for the days ahead; two statements."""
    since, until = instant - timedelta(days=_DAYS), instant + timedelta(days=_DAYS)
    all_together, *places = kept_promises(since, until, now=instant)
    days = kept_by_day(since, instant, time_zone="UTC", now=instant)
    return KeptPromisesPage(
        cards=_cards(all_together.promises),
        plot=line_plot(
            [
                DrawnLine(worded("kept"), [_percent(each) for _, each in days]),
                DrawnLine(worded("aim"), [100 * AIM for _ in days]),
            ],
            [day_of_month(day) for day, _ in days],
            key="kept",
            title="Promises kept, day by day, in percent",
            written="{:,.0f} %".format,
        ),
        rows=[_row(each) for each in places[:_MOST]],
        more=max(len(places) - _MOST, 0),
    )


def show_kept_promises(request: HttpRequest, context: dict[str, Any]) -> TemplateResponse:
    """Answer the page's address; who may see sites may see this."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    page = kept_promises_page(now())
    return TemplateResponse(
        request,
        "back_office/kept_promises.html",
        {**context, "title": worded("Promises kept"), "page": page},
    )


def _cards(all_together: KeptPromises) -> list[Card]:
    why = all_together.why or {}
    first = max(why, key=lambda each: why[each]) if any(why.values()) else None
    link = "#locations"
    below = all_together.share is not None and all_together.share < AIM
    return [
        Card(
            worded("Kept"),
            _share(all_together),
            worded(
                "of {known:,} in sixty days; the aim is {aim:.0%}",
                known=all_together.known,
                aim=AIM,
            ),
            link,
            "bad" if below else "",
        ),
        Card(
            worded("Late"),
            f"{all_together.late:,}",
            worded("most often {why}", why=worded(_WHY[first])) if first else worded("none"),
            link,
            "bad" if below else "",
        ),
        Card(
            worded("Under way"),
            f"{all_together.waiting:,}",
            worded("neither there nor late"),
            link,
            "",
        ),
    ]


def _row(each: LocationPromises) -> PromiseRow:
    told = each.promises
    return PromiseRow(
        location=each.location,
        name=each.name,
        known=told.known,
        share=_share(told),
        early=told.early,
        late=told.late,
        waiting=told.waiting,
        why=", ".join(
            f"{count:,} {worded(_WHY[why])}" for why, count in (told.why or {}).items() if count
        ),
        below=told.share is not None and told.share < AIM,
    )


def _share(told: KeptPromises) -> str:
    return "–" if told.share is None else f"{told.share:.1%}"


def _percent(told: KeptPromises) -> float | None:
    return None if told.share is None else 100 * told.share
