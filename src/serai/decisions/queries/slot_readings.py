"""What every slot is worth: its holdout beside everybody else, or its policy in shadow beside what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import isfinite

import numpy as np

from serai.decisions.domain.metric import Metric, metrics_of_slot
from serai.decisions.domain.mode import Mode
from serai.decisions.domain.slot import Slot, declared_slots, slot_of
from serai.decisions.domain.worth_words import (
    change_words,
    nobody_held_out_words,
    off_words,
    on_words,
    shadow_words,
    verdict_of,
)
from serai.decisions.models import SlotSetting
from serai.decisions.ports import ChannelCodes
from serai.decisions.queries.slot_moments import (
    OnMoments,
    ShadowMoments,
    on_moments,
    shadow_moments,
)
from serai.decisions.queries.slot_settings import SlotSettingView
from serai.kernel.errors import DomainError, Kind
from serai.kernel.told import Told
from serai.plumbing.wiring import bound
from serai_science.experiment.critical import any_time_critical
from serai_science.experiment.ratio import ratio_of_moments
from serai_science.experiment.reading import ArmReading, Plan, Reading, read_estimate

_PLANNED, _WORTH, _LEVEL = 10_000, 0.05, 0.95
"""As of an experiment of which nobody says otherwise: where intervals are tightest, and what would matter."""


class NoSuchPlace(DomainError):
    """The slot is declared, but there is no such channel."""

    code = "decisions.no_such_place"
    kind = Kind.NOT_FOUND

    def __init__(self, slot: str, channel_code: str) -> None:
        self.slot, self.channel_code = slot, channel_code
        super().__init__(f"There is no channel {channel_code!r} in which {slot} could stand.")


@dataclass(frozen=True)
class SlotMetricView:
    """
    One metric of everybody outside the holdout beside the holdout; the first of a slot is its reward.

    Means and differences are in the metric's unit (shares, numbers, minor units of money), `lift` and its ends are
    relative. The ends hold however often one looks; they are infinite as long as nothing is known.
    """

    metric: str
    name: Told
    held_out_mean: float
    mean: float
    difference: float
    difference_low: float
    difference_high: float
    lift: float
    low: float
    high: float
    verdict: str
    sentence: Told

    @classmethod
    def of(cls, metric: Metric, slot: Slot, held: float, reading: ArmReading) -> "SlotMetricView":
        """Return the view of what was read."""
        return cls(
            metric=metric.code,
            name=metric.named(slot.subjects),
            held_out_mean=held,
            mean=reading.mean,
            difference=reading.difference,
            difference_low=reading.difference_low,
            difference_high=reading.difference_high,
            lift=reading.lift,
            low=reading.lift_low,
            high=reading.lift_high,
            verdict=verdict_of(reading).value,
            sentence=change_words(metric, reading),
        )


@dataclass(frozen=True)
class ShadowView:
    """
    A policy in shadow beside what was shown.

    Attributes:
        decisions: how many were noted.
        agreed: in how many both put the same first.
        taken: how often the slot's reward came; of that, `shown_first` stood first, `policy_first` would have.
        low: lower end of the difference of the two as shares; infinite where nothing is known.
        high: upper end.
    """

    decisions: int
    agreed: int
    taken: int
    shown_first: int
    policy_first: int
    low: float
    high: float


@dataclass(frozen=True)
class SlotReadingView:
    """
    What is known of a slot in a channel since it was switched last.

    Attributes:
        setting: how it stands.
        tells: the kinds of outcomes that come back from it.
        subjects: who or what is decided about.
        since: when it was switched last; `None`: never.
        read_at: when this was read.
        held_out: subjects of the holdout that were shown something since.
        shown: subjects outside it.
        crossed: subjects that were once in and once out; they are left out.
        sound: whether the holdout has its share of the subjects; if not, believe nothing of the rest.
        metrics: the reward first; empty unless the slot is on with a holdout.
        shadow: what is known of a policy in shadow; `None` in other modes.
        sentence: all of it in words.
    """

    setting: SlotSettingView
    tells: list[str]
    subjects: Told
    since: datetime | None
    read_at: datetime
    held_out: int = 0
    shown: int = 0
    crossed: int = 0
    sound: bool = True
    metrics: list[SlotMetricView] = field(default_factory=list)
    shadow: ShadowView | None = None
    sentence: Told = field(default_factory=off_words)


def slot_readings(*, now: datetime) -> list[SlotReadingView]:
    """Return what is known of every declared slot in every channel, by code; five statements at most."""
    codes = bound(ChannelCodes).codes()
    slots = [slot for _, slot in sorted(declared_slots().items())]
    places = [(slot, code) for slot in slots for code in codes]
    return _read(places, list(SlotSetting.objects.select_related("policy")), now)


def slot_reading(slot: str, channel_code: str, *, now: datetime) -> SlotReadingView:
    """
    Return what is known of one slot in a channel.

    Raises:
        SlotNotFound: no such slot is declared.
        NoSuchPlace: no such channel.
    """
    declared = slot_of(slot)
    if channel_code not in bound(ChannelCodes).codes():
        raise NoSuchPlace(slot, channel_code)
    found = SlotSetting.objects.select_related("policy").filter(
        slot=slot, channel_code=channel_code
    )
    [view] = _read([(declared, channel_code)], list(found), now)
    return view


def _read(
    places: Sequence[tuple[Slot, str]], settings: Sequence[SlotSetting], now: datetime
) -> list[SlotReadingView]:
    by_place = {(row.slot, row.channel_code): row for row in settings}
    found = [(slot, channel, by_place.get((slot.code, channel))) for slot, channel in places]
    on, shadow = (
        [(row.pk, slot) for slot, _, row in found if row and row.mode == mode]
        for mode in (Mode.ON, Mode.SHADOW)
    )
    reader = _Reader(on_moments(on), shadow_moments(shadow), now)
    return [reader.read(slot, channel, row) for slot, channel, row in found]


class _Reader:
    """Puts sums and settings together."""

    def __init__(
        self, on: dict[int, OnMoments], shadow: dict[int, ShadowMoments], now: datetime
    ) -> None:
        self._on_moments, self._shadow_moments, self._now = on, shadow, now

    def read(self, slot: Slot, channel: str, row: SlotSetting | None) -> SlotReadingView:
        """Return what is known of a slot in a channel."""
        setting = SlotSettingView.of(slot, channel, row)
        view = SlotReadingView(
            setting=setting,
            tells=[kind.value for kind in slot.tells],
            subjects=Told("subjects", slot.subjects),
            since=setting.updated_at if setting.version else None,
            read_at=self._now,
        )
        if row is None or row.mode == Mode.OFF:
            return view
        if row.mode == Mode.SHADOW:
            return self._in_shadow(view, row)
        return self._on(view, slot, row)

    def _in_shadow(self, view: SlotReadingView, row: SlotSetting) -> SlotReadingView:
        shadow = _shadow_view(self._shadow_moments[row.pk])
        takes = shadow.taken, shadow.shown_first, shadow.policy_first
        ends = (shadow.low, shadow.high) if isfinite(shadow.low) else None
        sentence = shadow_words(row.updated_at, shadow.decisions, shadow.agreed, takes, ends)
        return replace(view, shadow=shadow, sentence=sentence)

    def _on(self, view: SlotReadingView, slot: Slot, row: SlotSetting) -> SlotReadingView:
        moments = self._on_moments[row.pk]
        held_out, shown = moments.subjects
        view = replace(view, held_out=held_out, shown=shown, crossed=moments.crossed)
        if not row.holdout:
            return replace(view, sentence=nobody_held_out_words(row.updated_at))
        readings = [
            (metric, self._reading(row, moments, metric)) for metric in metrics_of_slot(slot)
        ]
        reward, first = readings[0]
        return replace(
            view,
            sound=first.sample_ratio.ok,
            metrics=[
                SlotMetricView.of(metric, slot, reading.control_mean, reading.arms[0])
                for metric, reading in readings
            ],
            sentence=on_words(slot, row.updated_at, reward, first.arms[0], first.control_mean),
        )

    def _reading(self, row: SlotSetting, moments: OnMoments, metric: Metric) -> Reading:
        days = max((self._now - row.updated_at) / timedelta(days=1), 1.0)
        share = (row.holdout, 1 - row.holdout)
        plan = Plan(share=share, subjects=_PLANNED, worth=_WORTH, level=_LEVEL)
        return read_estimate(
            moments.estimates[metric.code], plan, per_day=sum(moments.subjects) / days
        )


def _shadow_view(moments: ShadowMoments) -> ShadowView:
    low, high = -np.inf, np.inf
    if moments.several and moments.taken:
        middle, error = ratio_of_moments(
            moments.subjects, moments.beside - moments.first, moments.taken, moments.squares
        )
        reach = float(any_time_critical(moments.subjects / _PLANNED, level=_LEVEL)) * error
        low, high = middle - reach, middle + reach
    return ShadowView(
        decisions=moments.decisions,
        agreed=moments.agreed,
        taken=moments.taken,
        shown_first=moments.first,
        policy_first=moments.beside,
        low=low,
        high=high,
    )
