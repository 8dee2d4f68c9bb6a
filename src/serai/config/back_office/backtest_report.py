"""A page of its own about how forecasts would have done: a table and plots, no script."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from serai.inventory.usecases.demand.backtest_demand import DemandTrial
from serai.plumbing.back_office.plots.line_plot import DrawnLine, line_plot

_STYLE = """body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:52rem;padding:0 1rem;color:#1f2937}
table{border-collapse:collapse;width:100%}th,td{padding:.3rem .6rem;border-bottom:1px solid #cbd5e1;text-align:end}
th:first-child{text-align:start}figure{margin:2rem 0}.bo-plot{width:100%;height:auto}.bo-plot-ground{stroke:#cbd5e1}
.bo-plot-text{fill:#64748b;font-size:11px}.bo-plot-words{fill:#475569;font-size:12px}
.bo-plot-line{fill:none;stroke:currentColor;stroke-width:2}.bo-plot-line-0{color:#7c3aed}
.bo-plot-line-1{color:#b45309;stroke-dasharray:6 4}.bo-plot-line-2{color:#0f766e;stroke-dasharray:2 4}
.bo-plot-line-3{color:#64748b;stroke-dasharray:10 3 2 3}"""
_HEADS = ("weeks from", "articles", "sold", "error", "mean of 8 weeks", "bias", "in bands")
_MOST_DRAWN = 3
_TOGETHER = "Units of all articles, sold and expected, week by week"
_WITHIN = "Share of weeks within their bands, by tenths of articles, the smallest first"


def backtest_report(trials: Sequence[DemandTrial]) -> str:
    """Return the page as HTML; one row a time that was gone back to."""
    return format_html(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>{0}</title><style>{1}</style><h1>{0}</h1>'
        "<p>{2}</p><table><thead><tr>{3}</tr></thead><tbody>{4}</tbody></table>"
        "<figure>{5}<figcaption>{7}</figcaption></figure><figure>{6}<figcaption>{8}</figcaption></figure></html>\n",
        "How forecasts would have done",
        SafeString(_STYLE),
        "Each row: learned again without these weeks and all that came later, then held against what was"
        " sold. Error is the sum of absolute errors over what was sold; eight weeks of ten are meant to lie"
        " in their bands.",
        format_html_join("", '<th scope="col">{}</th>', ((head,) for head in _HEADS)),
        format_html_join("", "{}", ((_row(each),) for each in trials)),
        _together(trials),
        _within(trials),
        _TOGETHER,
        _WITHIN,
    )


def _row(each: DemandTrial) -> SafeString:
    told = each.verdict
    cells = (
        f"{told.series:,}", f"{told.sold:,.0f}", f"{told.wape:.1%}", f"{told.usual_wape:.1%}",
        f"{told.bias:+.1%}", f"{told.within:.0%}",
    )  # fmt: skip
    return format_html(
        '<tr><th scope="row">{}</th>{}</tr>',
        each.first_on.isoformat(),
        format_html_join("", "<td>{}</td>", ((cell,) for cell in cells)),
    )


def _together(trials: Sequence[DemandTrial]) -> SafeString:
    weeks = [
        f"{each.first_on + timedelta(weeks=at):%-d %b}"
        for each in trials
        for at in range(len(each.sold))
    ]
    return line_plot(
        [
            DrawnLine("sold", [units for each in trials for units in each.sold]),
            DrawnLine("expected", [units for each in trials for units in each.expected]),
        ],
        weeks,
        key="together",
        title=_TOGETHER,
        written="{:,.0f}".format,
    )


def _within(trials: Sequence[DemandTrial]) -> SafeString:
    drawn = [each for each in trials if len(each.within) == len(trials[-1].within)][-_MOST_DRAWN:]
    tenths = [f"{tenth}." for tenth in range(1, len(trials[-1].within) + 1)]
    lines = [DrawnLine(each.first_on.isoformat(), each.within) for each in drawn]
    return line_plot(
        [*lines, DrawnLine("meant to be", [0.8] * len(tenths))],
        tenths,
        key="within",
        title=_WITHIN,
        written="{:.0%}".format,
    )
