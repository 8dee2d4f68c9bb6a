"""Numbers over time as lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from serai.plumbing.back_office.plots.scale import Scale, ticks

_WIDTH, _HEIGHT, _TOP, _FOOT = 720, 200, 10, 24
_FROM, _TO = 60, 590  # figures to the left, the lines' names to the right
_MOST = 4


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """
    One line of the picture.

    Attributes:
        name: shown at the line's end.
        values: one per place of the picture; None where nothing was measured, which leaves a gap.
    """

    name: str
    values: Sequence[float | None]


def line_plot(
    lines: Sequence[DrawnLine],
    labels: Sequence[str],
    *,
    key: str,
    title: str,
    written: Callable[[float], str] = "{:,g}".format,
) -> SafeString:
    """
    Return an SVG of up to four lines over the same places; each has a dash of its own.

    The scale begins at zero, or below the smallest value if that is negative.

    Args:
        lines: what is shown; without a single value the picture is empty text.
        labels: one per place, in order; some are written below.
        key: makes the ids of the picture its own on a page.
        title: what is shown, read aloud first.
        written: how a number is written.

    Raises:
        ValueError: there are more than four lines, or a line has not one value per label.
    """
    if len(lines) > _MOST:
        raise ValueError(f"More than {_MOST} lines cannot be told apart.")
    if any(len(line.values) != len(labels) for line in lines):
        raise ValueError("Every line has one value per label.")
    numbers = [number for line in lines for number in line.values if number is not None]
    if not numbers:
        return SafeString()
    marks = ticks(min(0.0, *numbers, 0.0), max(0.0, *numbers, 0.0), about=4)
    down = Scale(marks[0], marks[-1], _HEIGHT, _TOP)
    across = Scale(0, max(len(labels) - 1, 1), _FROM, _TO)
    return format_html(
        '<svg class="bo-plot" direction="ltr" viewBox="0 0 {0} {1}" role="img"'
        ' aria-labelledby="{2}-title {2}-said"><title id="{2}-title">{3}</title>'
        '<desc id="{2}-said">{4}</desc>{5}{6}{7}{8}</svg>',
        _WIDTH,
        _HEIGHT + _FOOT,
        key,
        title,
        " ".join(_said(line, labels, written) for line in lines),
        _figures(marks, down, written),
        _labels(labels, across),
        format_html_join(
            "", "{}", ((_line(line, place, across, down),) for place, line in enumerate(lines))
        ),
        _names(lines, down),
    )


def _said(line: DrawnLine, labels: Sequence[str], written: Callable[[float], str]) -> str:
    known = [
        (value, label)
        for value, label in zip(line.values, labels, strict=True)
        if value is not None
    ]
    if not known:
        return f"{line.name}: –."
    least, most = min(known, key=lambda one: one[0]), max(known, key=lambda one: one[0])
    told = (known[0], known[-1], least, most)
    return (
        f"{line.name}: "
        + ", ".join(f"{label} {written(value)}" for value, label in dict.fromkeys(told))
        + "."
    )


def _figures(marks: list[float], down: Scale, written: Callable[[float], str]) -> SafeString:
    return format_html_join(
        "",
        '<line class="bo-plot-ground" x1="{0}" y1="{2}" x2="{1}" y2="{2}"/>'
        '<text class="bo-plot-text" x="{3}" y="{4}" text-anchor="end">{5}</text>',
        (
            (_FROM, _TO, _place(down.at(mark)), _FROM - 8, _place(down.at(mark) + 4), written(mark))
            for mark in marks
        ),
    )


def _labels(labels: Sequence[str], across: Scale) -> SafeString:
    every = max(-(-len(labels) // 8), 1)
    return format_html_join(
        "",
        '<text class="bo-plot-text" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (_place(across.at(place)), _HEIGHT + 16, labels[place])
            for place in range(0, len(labels), every)
        ),
    )


def _line(line: DrawnLine, place: int, across: Scale, down: Scale) -> SafeString:
    path, joined = [], False
    for number, value in enumerate(line.values):
        if value is not None:
            # A point between two gaps would be invisible as a line of no length: it gets a short one.
            at = f"{_place(across.at(number))} {_place(down.at(value))}"
            path.append(f"{'L' if joined else 'M'}{at}h.1")
        joined = value is not None
    return format_html('<path class="bo-plot-line bo-plot-line-{}" d="{}"/>', place, "".join(path))


def _names(lines: Sequence[DrawnLine], down: Scale) -> SafeString:
    """Write each name beside its line's end, and not over another name."""
    ends = {
        line.name: down.at([value for value in line.values if value is not None][-1])
        for line in lines
        if any(value is not None for value in line.values)
    }
    free, placed = 0.0, []
    for name, end in sorted(ends.items(), key=lambda one: one[1]):
        free = max(end + 4, free)
        placed.append((_TO + 8, _place(free), name))
        free += 14
    return format_html_join("", '<text class="bo-plot-words" x="{}" y="{}">{}</text>', placed)


def _place(number: float) -> str:
    return f"{number:.1f}"
