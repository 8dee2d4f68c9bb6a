"""Orders per hour as a small picture."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_WIDTH, _HEIGHT, _LABELS = 720, 180, 22
_STEP = _WIDTH / 24


def hours_plot(today: list[int], yesterday: list[int], hour: int) -> SafeString:
    """
    Return an SVG of 24 bars for today over a line of yesterday.

    Args:
        today: orders in each of the 24 hours.
        yesterday: the same, a day before.
        hour: the present hour, which is marked.
    """
    top = max(*today, *yesterday, 1)
    summary = _("{today} orders today, {yesterday} in the whole of yesterday.").format(
        today=f"{sum(today):,}", yesterday=f"{sum(yesterday):,}"
    )
    return format_html(
        '<svg class="bo-plot" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        _WIDTH,
        _HEIGHT + _LABELS,
        summary,
        _scale(max(*today, *yesterday)),
        _bars(today, top, hour),
        format_html('<path class="bo-plot-before" d="{}"/>', _steps(yesterday, top)),
        _labels(),
    )


def _bars(counts: list[int], top: int, hour: int) -> SafeString:
    return format_html_join(
        "",
        '<rect class="bo-plot-bar{}" x="{}" y="{}" width="{}" height="{}" rx="2">'
        "<title>{}:00 · {}</title></rect>",
        (
            (
                " bo-plot-now" if index == hour else "",
                f"{index * _STEP + 3:.1f}",
                f"{_HEIGHT - _tall(count, top):.1f}",
                f"{_STEP - 6:.1f}",
                f"{_tall(count, top):.1f}",
                index,
                f"{count:,}",
            )
            for index, count in enumerate(counts)
        ),
    )


def _steps(counts: list[int], top: int) -> str:
    points = [f"M0 {_HEIGHT - _tall(counts[0], top):.1f}"]
    for index, count in enumerate(counts):
        height = _HEIGHT - _tall(count, top)
        points.append(f"V{height:.1f}H{(index + 1) * _STEP:.1f}")
    return "".join(points)


def _scale(most: int) -> SafeString:
    return format_html(
        '<line class="bo-plot-ground" x1="0" y1="{0}" x2="{1}" y2="{0}"/>'
        '<text class="bo-plot-text" x="{1}" y="12" text-anchor="end">{2}</text>',
        _HEIGHT,
        _WIDTH,
        _("most in an hour: {count}").format(count=f"{most:,}"),
    )


def _labels() -> SafeString:
    return format_html_join(
        "",
        '<text class="bo-plot-text" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((f"{(index + 0.5) * _STEP:.1f}", _HEIGHT + 16, index) for index in range(0, 24, 3)),
    )


def _tall(count: int, top: int) -> float:
    return count / top * (_HEIGHT - 20)
