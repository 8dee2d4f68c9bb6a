"""The page of what decisions are worth: every slot's holdout beside everybody else, in words and drawn."""

from dataclasses import dataclass
from math import isnan
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop

from serai.config.back_office.chosen_channel import chosen_channel
from serai.decisions.domain.metric import METRICS
from serai.decisions.domain.worth_words import mean_words
from serai.decisions.public import Mode, SlotMetricView, SlotReadingView, slot_readings
from serai.kernel.clock import now
from serai.kernel.told import Told
from serai.plumbing.back_office import chip
from serai.plumbing.back_office.plots.interval_plot import DrawnInterval, interval_plot
from serai.plumbing.back_office.worded import told, worded

PERMISSION = "decisions.view_slotsetting"
_TONES = {Mode.OFF: "plain", Mode.SHADOW: "waiting", Mode.ON: "good"}
_DRAWN = {"better": "good", "worse": "bad"}
_UNSOUND = gettext_noop(
    "The holdout has not its share of the subjects: find out why before believing anything here."
)


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One metric of a slot in the table."""

    name: str
    held_out: str
    rest: str
    said: str


@dataclass(frozen=True, slots=True)
class SlotPanel:
    """One slot on the page."""

    code: str
    name: str
    standing: SafeString
    decides: str
    link: str
    sentence: str
    counted: str
    warning: str
    rows: list[MetricRow]
    plot: SafeString


@dataclass(frozen=True, slots=True)
class WorthPage:
    """What the page shows of one channel."""

    channel: str
    channels: list[str]
    plot: SafeString
    on: list[SlotPanel]
    shadow: list[SlotPanel]
    off: list[SlotPanel]


def show_worth(request: HttpRequest, context: dict[str, Any]) -> TemplateResponse:
    """Answer the page's address; who may see slots may see this."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    page = _page(*chosen_channel(request.GET.get("channel", "")))
    return TemplateResponse(
        request,
        "back_office/worth.html",
        {**context, "title": worded("What decisions are worth"), "page": page},
    )


def _page(channel: str, codes: list[str]) -> WorthPage:
    found = [each for each in slot_readings(now=now()) if each.setting.channel_code == channel]
    measured = [each for each in found if each.metrics and each.shown]
    return WorthPage(
        channel=channel,
        channels=codes,
        plot=interval_plot(
            [_drawn(each.setting.name, each.metrics[0]) for each in measured],
            key="worth",
            title=worded("What is on beside its holdout, by what it should bring about"),
        ),
        on=[_panel(each) for each in found if each.setting.mode == Mode.ON],
        shadow=[_panel(each) for each in found if each.setting.mode == Mode.SHADOW],
        off=[_panel(each) for each in found if each.setting.mode == Mode.OFF],
    )


def _panel(each: SlotReadingView) -> SlotPanel:
    setting = each.setting
    drawn = [_drawn(one.name, one) for one in each.metrics if not isnan(one.lift)]
    return SlotPanel(
        code=setting.slot,
        name=told(setting.name),
        standing=chip(setting.mode, _TONES[Mode(setting.mode)]),
        decides=(
            f"{setting.policy} v{setting.policy_version}"
            if setting.policy
            else worded("the order as it came")
        ),
        link=f"{reverse('admin:decisions_slotsetting_changelist')}?{urlencode({'q': setting.slot})}",
        sentence=told(each.sentence),
        counted=_counted(each),
        warning="" if each.sound else worded(_UNSOUND),
        rows=[_row(one) for one in each.metrics] if each.shown else [],
        plot=interval_plot(drawn, key=setting.slot.replace(".", "-"), title=told(setting.name))
        if each.shown
        else SafeString(),
    )


def _counted(each: SlotReadingView) -> str:
    if not each.shown:
        return ""
    said = worded(
        "{held_out:,} {subjects} held out, {shown:,} not",
        held_out=each.held_out,
        subjects=told(each.subjects),
        shown=each.shown,
    )
    if not each.crossed:
        return said
    return worded("{said}; {crossed:,} left out, they were both", said=said, crossed=each.crossed)


def _row(one: SlotMetricView) -> MetricRow:
    metric = METRICS[one.metric]
    return MetricRow(
        told(one.name),
        mean_words(metric, one.held_out_mean),
        mean_words(metric, one.mean),
        told(one.sentence),
    )


def _drawn(name: Told, one: SlotMetricView) -> DrawnInterval:
    tone = _DRAWN.get(one.verdict, "plain")
    return DrawnInterval(told(name), one.low, one.lift, one.high, worded(one.verdict), tone)
