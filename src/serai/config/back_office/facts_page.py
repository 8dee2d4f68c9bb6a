"""The page of facts: which tables there are, how many rows come each day, and how far behind the writer is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from serai.config.back_office.start_page import Card
from serai.kernel.clock import now
from serai.plumbing.back_office.worded import day_of_month, worded
from serai.plumbing.facts.standing import (
    TableStanding,
    WriterStanding,
    rows_by_day,
    standing,
    writer_standing,
)

PERMISSION = "plumbing.view_eventrecord"
_DAYS, _LATE = 30, 60
_WIDTH, _HEIGHT, _LABELS = 720, 140, 22


@dataclass(frozen=True, slots=True)
class FactsPage:
    """What the page shows."""

    cards: list[Card]
    plot: SafeString
    tables: list[TableStanding]
    quiet: int
    """Tables without rows."""


def facts_page(instant: datetime) -> FactsPage:
    """Return the page; only manifests and the ends of spools are read."""
    tables = standing()
    filled = [table for table in tables if table.rows]
    days = rows_by_day(until=instant.date(), days=_DAYS)
    return FactsPage(
        cards=_cards(filled, days, writer_standing(), instant),
        plot=days_plot(days),
        tables=filled,
        quiet=len(tables) - len(filled),
    )


def show_facts(request: HttpRequest, context: dict[str, Any]) -> TemplateResponse:
    """Answer the page's address; who may see events may see this."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    page = facts_page(now())
    return TemplateResponse(
        request, "back_office/facts.html", {**context, "title": worded("Facts"), "page": page}
    )


def days_plot(days: dict[date, int]) -> SafeString:
    """Return an SVG with one bar for each day, the last one being today."""
    top, step = max(*days.values(), 1), _WIDTH / len(days)
    summary = worded(
        "{rows:,} rows in {days} days, at most {top:,} in one.",
        rows=sum(days.values()),
        days=len(days),
        top=top,
    )
    bars = format_html_join(
        "",
        '<rect class="bo-plot-bar{}" x="{}" y="{}" width="{}" height="{}" rx="2">'
        "<title>{}</title></rect>",
        (
            (
                " bo-plot-now" if index == len(days) - 1 else "",
                f"{index * step + 3:.1f}",
                f"{_HEIGHT - _tall(count, top):.1f}",
                f"{step - 6:.1f}",
                f"{_tall(count, top):.1f}",
                worded("{day}: {count:,} rows", day=day_of_month(day), count=count),
            )
            for index, (day, count) in enumerate(days.items())
        ),
    )
    labels = format_html_join(
        "",
        '<text class="bo-plot-text" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (f"{(index + 0.5) * step:.1f}", _HEIGHT + 16, day_of_month(day))
            for index, day in enumerate(days)
            if index % 5 == 2
        ),
    )
    return format_html(
        '<svg class="bo-plot" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<line class="bo-plot-ground" x1="0" y1="{}" x2="{}" y2="{}"/>'
        '<text class="bo-plot-text" x="{}" y="12" text-anchor="end">{}</text>{}{}</svg>',
        _WIDTH,
        _HEIGHT + _LABELS,
        summary,
        _HEIGHT,
        _WIDTH,
        _HEIGHT,
        _WIDTH,
        worded("most in a day: {top:,}", top=top),
        bars,
        labels,
    )


def _cards(
    tables: list[TableStanding], days: dict[date, int], writer: WriterStanding, instant: datetime
) -> list[Card]:
    lag = round(writer.lag(instant).total_seconds())
    waiting = worded(
        "{size:,.0f} KiB wait in {spools} spools",
        size=writer.waiting_bytes / 1024,
        spools=writer.spools,
    )
    size = sum(table.size for table in tables) / 2**20
    files = sum(table.files for table in tables)
    return [
        Card(
            worded("Rows"),
            f"{sum(table.rows for table in tables):,}",
            worded("in {tables} tables", tables=len(tables)),
            "#tables",
        ),
        Card(
            worded("Rows today"),
            f"{days[instant.date()]:,}",
            worded("by the day of what happened, in UTC"),
            "#days",
        ),
        Card(
            worded("Writer"),
            worded("{lag} s behind", lag=lag) if writer.waiting_bytes else worded("up to date"),
            waiting if writer.waiting_bytes else worded("nothing waits"),
            "#tables",
            tone="bad" if lag > _LATE else "good",
        ),
        Card("Parquet", f"{size:,.1f} MiB", worded("{files:,} files", files=files), "#tables"),
    ]


def _tall(count: int, top: int) -> float:
    return count / top * (_HEIGHT - 20)
