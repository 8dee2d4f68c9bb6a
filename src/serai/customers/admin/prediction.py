"""What models expect of a customer, as staff read it."""

from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop

from serai.customers.domain.predicting.reason import Reason, in_words
from serai.customers.domain.predicting.rfm_group import RFM_GROUPS
from serai.customers.queries.predicting.prediction_view import PredictionView
from serai.kernel.currencies import exponent_of
from serai.plumbing.back_office.plots.interval_plot import DrawnInterval, interval_plot
from serai.plumbing.back_office.worded import worded

_ABOUT = {
    "spend": gettext_noop("What speaks for more or less spend"),
    "churn": gettext_noop("What speaks for leaving or not"),
}


def shown_prediction(found: PredictionView) -> SafeString:
    """Return the expectations with their bands, the chances, the groups and the strongest reasons."""
    return format_html(
        '<p>{}</p>{}{}<ul class="bo-known">{}</ul>{}',
        worded(
            "From {seen_until:%Y-%m-%d} on, {ahead_days} days ahead; eight of ten "
            "fall into the bar.",
            seen_until=found.seen_until,
            ahead_days=found.ahead_days,
        ),
        *(_drawn(found, what) for what in ("days", "spend")),
        format_html_join("", "<li>{}</li>", ((line,) for line in _lines(found))),
        format_html_join(
            "",
            "<p>{}:</p><ul>{}</ul>",
            ((worded(_ABOUT[name]), _reasons(name, why)) for name, why in found.because.items()),
        ),
    )


def _drawn(found: PredictionView, what: str) -> SafeString:
    if what == "days":
        name, unit, scale = worded("Purchase days"), worded("days"), 1.0
        band: tuple[Decimal | int, ...] = (found.days_low, found.days, found.days_high)
    else:
        name, unit, scale = worded("Spend"), found.currency, 10.0 ** exponent_of(found.currency)
        band = (found.spend_low_minor, found.spend_minor, found.spend_high_minor)
    low, middle, high = (float(each) / scale for each in band)
    said = f"{middle:,.1f}" if what == "days" else f"{middle:,.{exponent_of(found.currency)}f}"
    return interval_plot(
        [DrawnInterval(name, low, middle, high, words=f"{said} {unit}")],
        key=f"expected-{what}",
        title=worded(
            "{name} expected in {ahead_days} days", name=name, ahead_days=found.ahead_days
        ),
        written=lambda number: f"{number:,.4g}",
    )


def _lines(found: PredictionView) -> list[str]:
    lines = [
        worded(RFM_GROUPS.get(found.rfm_group, found.rfm_group)),
        worded("Learnt group {learnt_group}", learnt_group=found.learnt_group),
    ]
    if found.churn is not None:
        lines.append(worded("{churn:.0%} chance to buy nothing in that time", churn=found.churn))
    if found.alive is not None:
        lines.append(worded("{alive:.0%} chance to be a customer still", alive=found.alive))
    if found.usual_gap is not None:
        lines.append(
            worded(
                "buys every {gap:f} days as a rule, last on {last_on:%Y-%m-%d}",
                gap=found.usual_gap.normalize(),
                last_on=found.last_on,
            )
        )
    return lines


def _reasons(name: str, because: list[Reason]) -> SafeString:
    ways = {
        "spend": (worded("more"), worded("less")),
        "churn": (worded("leaving"), worded("staying")),
    }[name]
    language = get_language() or "en"
    return format_html_join(
        "",
        "<li>{}: {}</li>",
        ((ways[0] if each.raises else ways[1], in_words(each, language)) for each in because),
    )
