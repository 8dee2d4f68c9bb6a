"""What a run of offers would do, and what it has shown, for people."""

from collections.abc import Iterable
from math import isfinite

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop

from serai.kernel.money import Money
from serai.marketing.queries.planned_run import BelievedShare, OfferPreview, RunPreview
from serai.marketing.queries.run_readings import ReadingView, RunReadings
from serai.plumbing.back_office import chip
from serai.plumbing.back_office.plots.interval_plot import DrawnInterval, interval_plot
from serai.plumbing.back_office.worded import worded

SHARES = {
    "wins_back": gettext_noop("Wins back"),
    "lifts": gettext_noop("Lifts spend"),
    "used_by": gettext_noop("Used anyway"),
}
_SURE = 1.96


def as_preview(found: RunPreview, mode: str) -> SafeString:
    """Return who would get what, what it would bring and cost, and what is believed of each offer."""
    if not found.chosen:
        return format_html(
            "<h2 class='font-semibold'>{}</h2><p>{}</p>",
            worded("Nobody would get an offer"),
            worded(
                "{members:,} members may be written to, and of {known:,} something is expected. ",
                members=found.members,
                known=found.known,
            )
            + (
                worded(
                    "The offers bring less than they cost with each of them, or the budget "
                    "is too small for one."
                )
                if found.known
                else worded(
                    "Predictions are made each night of customers who allow profiling and "
                    "have bought."
                )
            ),
        )
    said = worded(
        "{members:,} members may be written to; of {known:,} something is "
        "expected. {chosen:,} would get an offer, {kept_back:,} of them kept "
        "back by lot.",
        members=found.members,
        known=found.known,
        chosen=found.chosen,
        kept_back=found.kept_back,
    )
    return format_html(
        "<h2 class='font-semibold'>{}</h2><p>{}</p><p>{}</p><p>{}</p>{}{}",
        worded("What the run would do"),
        said,
        worded(
            "Expected: {gain} margin beyond what comes anyway, uses that cost "
            "{cost}. No plan within the budget brings more than {at_most}.",
            gain=_money(found.gain),
            cost=_money(found.cost),
            at_most=_money(found.at_most),
        ),
        worded(
            "All of them are watched for {watched_days} days, then the offers' effect is read.",
            watched_days=found.watched_days,
        ),
        _table(
            (
                worded("offer"),
                worded("people"),
                worded("margin expected"),
                worded("cost expected"),
                worded("known from"),
            ),
            (
                (
                    each.offer,
                    f"{each.people:,}",
                    _money(each.gain),
                    _money(each.cost),
                    _known_from(each),
                )
                for each in found.offers
            ),
        ),
        format_html_join("", "{}", ((_believed(each),) for each in found.offers)),
    ) + _mode(mode)


def as_readings(found: RunReadings) -> SafeString:
    """Return what a run has shown of each offer: counts, money, and the shares with their intervals."""
    if not found.readings:
        return format_html(
            "<p>{}</p>",
            worded(
                "Nothing yet: runs are read each night, and watched for {watched_days} "
                "days. Runs in shadow send nothing and show nothing.",
                watched_days=found.watched_days,
            ),
        )
    return format_html_join("", "{}", ((_reading(each),) for each in found.readings))


def _reading(found: ReadingView) -> SafeString:
    standing = chip("whole", "good") if found.whole else chip("so far", "waiting")
    table = _table(
        ("", worded("people"), worded("bought"), worded("spent each"), worded("coupons used")),
        (
            (
                worded("sent to"),
                f"{found.sent:,}",
                _share(found.sent_bought, found.sent),
                _money(found.spent_each),
                _share(found.used, found.sent),
            ),
            (
                worded("kept back"),
                f"{found.kept:,}",
                _share(found.kept_bought, found.kept),
                _money(found.kept_spent_each),
                "—",
            ),
        ),
    )
    return format_html(
        "<h3 class='font-semibold'>{} {}</h3><p>{}</p>{}<p>{}</p>{}",
        found.offer,
        standing,
        worded(
            "Until {seen_until:%Y-%m-%d}. Uses gave {given}.",
            seen_until=found.seen_until,
            given=_money(found.given),
        ),
        table,
        _brought(found),
        _shares(found),
    )


def _brought(found: ReadingView) -> str:
    if found.brought is None or found.brought_low is None or found.brought_high is None:
        return worded(
            "Too few to compare: each group needs 20, and 5 of those kept back to "
            "buy and 5 not to. Keep more back by lot next time."
        )
    word = (
        worded("It pays") if found.brought_low.minor > 0
        else worded("It costs more than it brings") if found.brought_high.minor < 0
        else worded("Whether it pays is not sure yet")
    )  # fmt: skip
    return worded(
        "{word}: {brought} margin beyond what came anyway, less what uses gave; "
        "between {brought_low} and {brought_high} with 95 %.",
        word=word,
        brought=_money(found.brought),
        brought_low=_money(found.brought_low),
        brought_high=_money(found.brought_high),
    )


def _shares(found: ReadingView) -> SafeString:
    rows = [
        row
        for each in found.shares
        for row in (
            DrawnInterval(
                worded(SHARES[each.name]),
                each.low,
                each.shown,
                each.high,
                worded(
                    "{shown:z.0%} ({low:z.0%} to {high:z.0%}), plan {planned:.0%}",
                    shown=each.shown,
                    low=each.low,
                    high=each.high,
                    planned=each.planned,
                ),
                _tone(each.low, each.high),
            ),
        )
    ]
    return interval_plot(
        rows,
        key=f"shown-{found.promotion_id}",
        title=worded("What {offer} does, with 95 %", offer=found.offer),
        written="{:z.0%}".format,
    )


def _believed(found: OfferPreview) -> SafeString:
    return interval_plot(
        [_drawn(each) for each in found.shares],
        key=f"believed-{found.offer}",
        title=worded("What is believed of {offer}, with 95 %", offer=found.offer),
        written="{:z.0%}".format,
    )


def _drawn(share: BelievedShare) -> DrawnInterval:
    middle, reach = float(share.believed), _SURE * float(share.doubt)
    return DrawnInterval(
        worded(SHARES[share.name]),
        middle - reach,
        middle,
        middle + reach,
        worded("{middle:.1%} believed, {said:.1%} said", middle=middle, said=share.said),
    )


def _known_from(found: OfferPreview) -> str:
    if not found.runs:
        return worded("what you said")
    runs = worded("one run") if found.runs == 1 else worded("{runs} runs", runs=found.runs)
    return worded(
        "{runs} with {people_in_runs:,} people", runs=runs, people_in_runs=found.people_in_runs
    )


def _mode(mode: str) -> SafeString:
    said = {
        "off": worded(
            "Offers are off in this channel: nothing can be sent before the slot is "
            "in shadow or on."
        ),
        "shadow": worded(
            "Offers are in shadow in this channel: who would get what is noted, and "
            "nobody is written to."
        ),
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
