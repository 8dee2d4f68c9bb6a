"""What a run of offers would do, and what it has shown, for people."""

from collections.abc import Iterable
from math import isfinite

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from serai.kernel.money import Money
from serai.marketing.queries.planned_run import BelievedShare, OfferPreview, RunPreview
from serai.marketing.queries.run_readings import ReadingView, RunReadings
from serai.plumbing.back_office import chip
from serai.plumbing.back_office.plots.interval_plot import DrawnInterval, interval_plot

SHARES = {
    "wins_back": "Wins back",
    "lifts": "Lifts spend",
    "used_by": "Used anyway",
}
_SURE = 1.96


def as_preview(found: RunPreview, mode: str) -> SafeString:
    """Return who would get what, what it would bring and cost, and what is believed of each offer."""
    if not found.chosen:
        return format_html(
            "<h2 class='font-semibold'>{}</h2><p>{}</p>",
            "Nobody would get an offer",
            f"{found.members:,} members may be written to, and of {found.known:,} something is expected. "
            + (
                "The offers bring less than they cost with each of them, or the budget is too small for one."
                if found.known
                else "Predictions are made each night of customers who allow profiling and have bought."
            ),
        )
    said = (
        f"{found.members:,} members may be written to; of {found.known:,} something is expected."
        f" {found.chosen:,} would get an offer, {found.kept_back:,} of them kept back by lot."
    )
    return format_html(
        "<h2 class='font-semibold'>{}</h2><p>{}</p><p>{}</p><p>{}</p>{}{}",
        "What the run would do",
        said,
        f"Expected: {_money(found.gain)} margin beyond what comes anyway, uses that cost {_money(found.cost)}."
        f" No plan within the budget brings more than {_money(found.at_most)}.",
        f"All of them are watched for {found.watched_days} days, then the offers' effect is read.",
        _table(
            ("offer", "people", "margin expected", "cost expected", "known from"),
            ((each.offer, f"{each.people:,}", _money(each.gain), _money(each.cost), _known_from(each))
             for each in found.offers),
        ),
        format_html_join("", "{}", ((_believed(each),) for each in found.offers)),
    ) + _mode(mode)  # fmt: skip


def as_readings(found: RunReadings) -> SafeString:
    """Return what a run has shown of each offer: counts, money, and the shares with their intervals."""
    if not found.readings:
        return format_html(
            "<p>{}</p>",
            f"Nothing yet: runs are read each night, and watched for {found.watched_days} days. Runs in shadow send"
            " nothing and show nothing.",
        )
    return format_html_join("", "{}", ((_reading(each),) for each in found.readings))


def _reading(found: ReadingView) -> SafeString:
    standing = chip("whole", "good") if found.whole else chip("so far", "waiting")
    table = _table(
        ("", "people", "bought", "spent each", "coupons used"),
        (
            ("sent to", f"{found.sent:,}", _share(found.sent_bought, found.sent), _money(found.spent_each),
             _share(found.used, found.sent)),
            ("kept back", f"{found.kept:,}", _share(found.kept_bought, found.kept), _money(found.kept_spent_each),
             "—"),
        ),
    )  # fmt: skip
    return format_html(
        "<h3 class='font-semibold'>{} {}</h3><p>{}</p>{}<p>{}</p>{}",
        found.offer,
        standing,
        f"Until {found.seen_until:%d %B %Y}. Uses gave {_money(found.given)}.",
        table,
        _brought(found),
        _shares(found),
    )


def _brought(found: ReadingView) -> str:
    if found.brought is None or found.brought_low is None or found.brought_high is None:
        return (
            "Too few to compare: each group needs 20, and 5 of those kept back to buy and 5 not to. Keep more back by"
            " lot next time."
        )
    word = (
        "It pays" if found.brought_low.minor > 0
        else "It costs more than it brings" if found.brought_high.minor < 0
        else "Whether it pays is not sure yet"
    )  # fmt: skip
    return (
        f"{word}: {_money(found.brought)} margin beyond what came anyway, less what uses gave; between"
        f" {_money(found.brought_low)} and {_money(found.brought_high)} with 95 %."
    )


def _shares(found: ReadingView) -> SafeString:
    rows = [
        row
        for each in found.shares
        for row in (
            DrawnInterval(
                SHARES[each.name],
                each.low,
                each.shown,
                each.high,
                f"{each.shown:z.0%} ({each.low:z.0%} to {each.high:z.0%}), plan {each.planned:.0%}",
                _tone(each.low, each.high),
            ),
        )
    ]
    return interval_plot(
        rows,
        key=f"shown-{found.promotion_id}",
        title=f"What {found.offer} does, with 95 %",
        written="{:z.0%}".format,
    )


def _believed(found: OfferPreview) -> SafeString:
    return interval_plot(
        [_drawn(each) for each in found.shares],
        key=f"believed-{found.offer}",
        title=f"What is believed of {found.offer}, with 95 %",
        written="{:z.0%}".format,
    )


def _drawn(share: BelievedShare) -> DrawnInterval:
    middle, reach = float(share.believed), _SURE * float(share.doubt)
    return DrawnInterval(
        SHARES[share.name],
        middle - reach,
        middle,
        middle + reach,
        f"{middle:.1%} believed, {share.said:.1%} said",
    )


def _known_from(found: OfferPreview) -> str:
    if not found.runs:
        return "what you said"
    runs = "one run" if found.runs == 1 else f"{found.runs} runs"
    return f"{runs} with {found.people_in_runs:,} people"


def _mode(mode: str) -> SafeString:
    said = {
        "off": "Offers are off in this channel: nothing can be sent before the slot is in shadow or on.",
        "shadow": "Offers are in shadow in this channel: who would get what is noted, and nobody is written to.",
    }.get(mode)
    return format_html("<p><strong>{}</strong></p>", said) if said else SafeString()


def _tone(low: float, high: float) -> str:
    if not (isfinite(low) and isfinite(high)):
        return "plain"
    return "good" if low > 0 else "bad" if high < 0 else "plain"


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({part / whole:.1%})" if whole else f"{part:,}"


def _money(money: Money) -> str:
    return f"{money.as_decimal():,f} {money.currency}"


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> SafeString:
    return format_html(
        '<table class="bo-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        format_html_join("", '<th scope="col">{}</th>', ((each,) for each in head)),
        format_html_join(
            "",
            "<tr>{}</tr>",
            ((format_html_join("", "<td>{}</td>", ((cell,) for cell in row)),) for row in rows),
        ),
    )
