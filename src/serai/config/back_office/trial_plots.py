"""How all forecasts did in the weeks that were held back: cards, plots and rows."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from serai.config.back_office.start_page import Card
from serai.inventory.public import TrialOfAll, trial_of_all
from serai.plumbing.back_office.plots.line_plot import DrawnLine, line_plot
from serai.plumbing.back_office.worded import day_of_month, worded

_DRAWN = 12


@dataclass(frozen=True, slots=True)
class TrialPage:
    """What is shown of all articles."""

    told: TrialOfAll
    cards: tuple[Card, ...]
    together: SafeString
    within: SafeString


def trial_page() -> TrialPage | None:
    """Return how all forecasts did; `None` before the first training. One statement."""
    told = trial_of_all()
    if told is None:
        return None
    return TrialPage(told, _cards(told), _together(told), _within(told))


def _cards(told: TrialOfAll) -> tuple[Card, ...]:
    whole = told.whole
    return (
        Card(
            worded("Error"),
            f"{whole.wape:.1%}",
            worded(
                "of what was sold; the mean of eight weeks {usual_wape:.1%}",
                usual_wape=whole.usual_wape,
            ),
            "#checked",
            "",
        ),
        Card(
            worded("Too much, too little"),
            f"{whole.bias:+.1%}",
            worded("expected beside sold, in all"),
            "#checked",
            "",
        ),
        Card(
            worded("In their bands"),
            f"{whole.within:.0%}",
            worded("of weeks; eight of ten are meant to be"),
            "#bands",
            "",
        ),
        Card(
            worded("Articles"),
            f"{whole.series:,}",
            worded("{sold:,.0f} units in {weeks} weeks", sold=whole.sold, weeks=len(told.weeks)),
            "#parts",
            "",
        ),
    )


def _together(told: TrialOfAll) -> SafeString:
    before = told.before[-_DRAWN:]
    sold = [*(units for _, units in before), *(week.sold for week in told.weeks)]
    gap = [None] * max(len(before) - 1, 0)
    join = [before[-1][1]] if before else []
    days = [*(day for day, _ in before), *(week.starts_on for week in told.weeks)]
    expected = [*gap, *join, *(week.expected for week in told.weeks)]
    return line_plot(
        [DrawnLine(worded("sold"), sold), DrawnLine(worded("expected"), expected)],
        [day_of_month(day) for day in days],
        key="together",
        title="Units of all articles, sold and expected, week by week",
        written="{:,.0f}".format,
    )


def _within(told: TrialOfAll) -> SafeString:
    tenths = [f"{tenth}." for tenth in range(1, len(told.within) + 1)]
    return line_plot(
        [
            DrawnLine(worded("in their bands"), told.within),
            DrawnLine(worded("meant to be"), [0.8] * len(told.within)),
        ],
        tenths,
        key="within",
        title="Share of weeks within their bands, by tenths of articles, the smallest first",
        written="{:.0%}".format,
    )
