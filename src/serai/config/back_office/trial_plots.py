"""How all forecasts did in the weeks that were held back: cards, plots and rows."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from serai.config.back_office.start_page import Card
from serai.inventory.public import TrialOfAll, trial_of_all
from serai.plumbing.back_office.plots.line_plot import DrawnLine, line_plot

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
            "Error", f"{whole.wape:.1%}", f"of what was sold; the mean of eight weeks {whole.usual_wape:.1%}",
            "#checked", "",
        ),
        Card("Too much, too little", f"{whole.bias:+.1%}", "expected beside sold, in all", "#checked", ""),
        Card("In their bands", f"{whole.within:.0%}", "of weeks; eight of ten are meant to be", "#bands", ""),
        Card("Articles", f"{whole.series:,}", f"{whole.sold:,.0f} units in {len(told.weeks)} weeks", "#parts", ""),
    )  # fmt: skip


def _together(told: TrialOfAll) -> SafeString:
    before = told.before[-_DRAWN:]
    sold = [*(units for _, units in before), *(week.sold for week in told.weeks)]
    gap = [None] * max(len(before) - 1, 0)
    join = [before[-1][1]] if before else []
    days = [*(day for day, _ in before), *(week.starts_on for week in told.weeks)]
    expected = [*gap, *join, *(week.expected for week in told.weeks)]
    return line_plot(
        [DrawnLine("sold", sold), DrawnLine("expected", expected)],
        [f"{day.day} {day:%b}" for day in days],
        key="together",
        title="Units of all articles, sold and expected, week by week",
        written="{:,.0f}".format,
    )


def _within(told: TrialOfAll) -> SafeString:
    tenths = [f"{tenth}." for tenth in range(1, len(told.within) + 1)]
    return line_plot(
        [
            DrawnLine("in their bands", told.within),
            DrawnLine("meant to be", [0.8] * len(told.within)),
        ],
        tenths,
        key="within",
        title="Share of weeks within their bands, by tenths of articles, the smallest first",
        written="{:.0%}".format,
    )
