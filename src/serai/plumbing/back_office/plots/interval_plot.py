"""Intervals above one another, with a line where nothing changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from serai.plumbing.back_office.plots.scale import Scale, ticks

_WIDTH, _ROW, _FOOT = 720, 40, 24
_FROM, _TO = 170, 530  # the number line stands between the names and the words
_CHARACTER, _WIDEST = (
    6.4,
    300,
)  # what a character of a name takes, and where the line begins at the latest


@dataclass(frozen=True, slots=True)
class DrawnInterval:
    """
    One row of the picture.

    Attributes:
        name: what is measured, shown to the left.
        low: lower end, -inf when nothing is known.
        middle: best guess, NaN when there is none.
        high: upper end, inf when nothing is known.
        words: the same in words, shown to the right and read aloud.
        tone: good, bad or plain.
    """

    name: str
    low: float
    middle: float
    high: float
    words: str
    tone: str = "plain"


def in_per_cent(share: float) -> str:
    """Return a share as signed per cent, as short as it is exact."""
    return f"{100 * share:+.4g}%".replace("-", "−") if share else "0%"


def interval_plot(
    rows: Sequence[DrawnInterval],
    *,
    key: str,
    title: str,
    written: Callable[[float], str] = in_per_cent,
) -> SafeString:
    """
    Return an SVG of intervals (a forest plot): a bar for each row, a dot at its best guess, a line at zero.

    An end that is not known becomes an arrow at the edge.

    Args:
        rows: from top to bottom; without any the picture is empty text.
        key: makes the ids of the picture its own on a page.
        title: what is shown, read aloud first.
        written: how a number of the scale is written.

    Raises:
        ValueError: a tone is not known.
    """
    if not rows:
        return SafeString()
    if unknown := {row.tone for row in rows} - {"good", "bad", "plain"}:
        raise ValueError(f"No tone {', '.join(sorted(unknown))}.")
    numbers = [n for row in rows for n in (row.low, row.middle, row.high) if isfinite(n)]
    marks = ticks(min(0.0, *numbers, 0.0), max(0.0, *numbers, 0.0))
    named = max(len(row.name) for row in rows) * _CHARACTER + 12
    scale = Scale(marks[0], marks[-1], min(max(_FROM, named), _WIDEST), _TO)
    bottom = _ROW * len(rows)
    return format_html(
        '<svg class="bo-plot" direction="ltr" viewBox="0 0 {0} {1}" role="img"'
        ' aria-labelledby="{2}-title {2}-said"><title id="{2}-title">{3}</title>'
        '<desc id="{2}-said">{4}</desc>{5}{6}{7}</svg>',
        _WIDTH,
        bottom + _FOOT,
        key,
        title,
        " ".join(f"{row.name}: {row.words}." for row in rows),
        _number_line(marks, scale, bottom, written),
        format_html(
            '<line class="bo-plot-zero" x1="{0}" y1="0" x2="{0}" y2="{1}"/>',
            _place(scale.at(0)),
            bottom,
        ),
        format_html_join(
            "", "{}", ((_row(row, number, scale),) for number, row in enumerate(rows))
        ),
    )


def _number_line(
    marks: list[float], scale: Scale, bottom: int, written: Callable[[float], str]
) -> SafeString:
    return format_html_join(
        "",
        '<line class="bo-plot-ground" x1="{0}" y1="0" x2="{0}" y2="{1}"/>'
        '<text class="bo-plot-text" x="{0}" y="{2}" text-anchor="middle">{3}</text>',
        ((_place(scale.at(mark)), bottom, bottom + 16, written(mark)) for mark in marks),
    )


def _row(row: DrawnInterval, number: int, scale: Scale) -> SafeString:
    y = _ROW * number + _ROW / 2
    low, high = scale.at(row.low), scale.at(row.high)
    return format_html(
        '<g class="bo-plot-{}"><text class="bo-plot-name" x="0" y="{}">{}</text>'
        '<line class="bo-plot-interval" x1="{}" y1="{}" x2="{}" y2="{}"/>{}{}{}'
        '<text class="bo-plot-words" x="{}" y="{}">{}</text></g>',
        row.tone,
        _place(y + 4),
        row.name,
        *(_place(low), _place(y), _place(high), _place(y)),
        _end(low, y, known=isfinite(row.low), outward=-1),
        _end(high, y, known=isfinite(row.high), outward=1),
        _dot(scale.at(row.middle), y) if isfinite(row.middle) else "",
        _TO + 20,
        _place(y + 4),
        row.words,
    )


def _end(x: float, y: float, *, known: bool, outward: int) -> SafeString:
    reach = 0 if known else -8 * outward
    return format_html(
        '<path class="bo-plot-interval" d="M{} {}L{} {}L{} {}"/>',
        *(_place(x + reach), _place(y - 6), _place(x), _place(y), _place(x + reach), _place(y + 6)),
    )


def _dot(x: float, y: float) -> SafeString:
    return format_html('<circle class="bo-plot-dot" cx="{}" cy="{}" r="5"/>', _place(x), _place(y))


def _place(number: float) -> str:
    return f"{number:.1f}"
