"""What is known of an experiment now."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.decisions.domain.guard_of import guard_of
from serai.decisions.domain.metric import METRICS, Metric
from serai.decisions.domain.reading_words import reading_sentence
from serai.decisions.domain.slot import slot_of
from serai.decisions.models import Experiment, SlotSetting
from serai.decisions.queries.experiment_subjects import (
    ExposedSubjects,
    exposed_subjects,
    outcomes_of,
)
from serai.decisions.queries.experiments import ExperimentNotFound
from serai.kernel.told import Told
from serai_science.experiment.reading import ArmReading, Plan, Reading, read_experiment

_RECENTLY = timedelta(days=7)
_LEVEL = 0.95


@dataclass(frozen=True)
class ArmReadingView:
    """
    One arm beside the first: relative changes with the ends of their interval.

    The interval may be looked at whenever one likes; the ends are infinite as long as nothing is known.
    """

    arm: str
    subjects: int
    mean: float
    lift: float
    low: float
    high: float
    p_value: float
    verdict: str
    subjects_left: int | None
    days_left: int | None
    sentence: Told

    @classmethod
    def of(cls, arm: str, reading: ArmReading) -> Self:
        """Return the view of what was read."""
        return cls(
            arm=arm,
            subjects=reading.subjects,
            mean=reading.mean,
            lift=reading.lift,
            low=reading.lift_low,
            high=reading.lift_high,
            p_value=reading.p_value,
            verdict=reading.verdict.value,
            subjects_left=reading.subjects_left,
            days_left=reading.days_left,
            sentence=reading_sentence(arm, reading),
        )


@dataclass(frozen=True)
class MetricReadingView:
    """One metric over all arms; `guard` is kept, broken or open for a guardrail, empty otherwise."""

    metric: str
    name: Told
    control_mean: float
    explained: float
    arms: list[ArmReadingView]
    guard: str


@dataclass(frozen=True)
class SegmentReadingView:
    """The metric among the subjects of one segment only; a hint, not a finding."""

    segment: str
    arms: list[ArmReadingView]


@dataclass(frozen=True)
class ExperimentReadingView:
    """
    What is known of an experiment.

    Attributes:
        experiment_id: which.
        read_at: when.
        subjects: how many were shown an arm.
        crossed: how many were shown two and are left out.
        progress: subjects as a share of those planned.
        control: the first arm's code.
        arm_subjects: subjects of every arm, the first included.
        sample_ratio_ok: whether the arms got their shares; if not, believe nothing of the rest.
        sample_ratio_p: how probable shares as uneven are by chance, whenever one looks.
        metric: what the experiment is about.
        guardrails: what it should not make worse.
        segments: the metric among parts of the subjects.
    """

    experiment_id: UUID
    read_at: datetime
    subjects: int
    crossed: int
    progress: float
    control: str
    arm_subjects: dict[str, int]
    sample_ratio_ok: bool
    sample_ratio_p: float
    metric: MetricReadingView
    guardrails: list[MetricReadingView]
    segments: list[SegmentReadingView]


def experiment_reading(experiment_id: UUID, *, now: datetime) -> ExperimentReadingView:
    """
    Return what is known of an experiment at this moment.

    Statements: four, and one for each guardrail. Every subject counts from the first exposure on, with what
    came of it within the slot's time of attribution; what the same subject did before the first exposure
    makes the reading more precise (CUPED).

    Raises:
        ExperimentNotFound: there is none.
    """
    row = Experiment.objects.prefetch_related("arms").filter(pk=experiment_id).first()
    if row is None:
        raise ExperimentNotFound(experiment_id)
    return _Reader(row).read(now)


class _Reader:
    """Reads the metrics of one experiment over one set of subjects."""

    def __init__(self, row: Experiment) -> None:
        self.row = row
        self.arms = sorted(row.arms.all(), key=lambda arm: arm.place)
        self.arm_ids = [arm.pk for arm in self.arms]
        setting = SlotSetting.objects.get(slot=row.slot, channel_code=row.channel_code)
        self.setting_id = setting.pk
        self.subjects: ExposedSubjects = exposed_subjects(self.arm_ids)
        self.plan = Plan(
            share=tuple(float(arm.weight) for arm in self.arms),
            subjects=row.planned_subjects,
            worth=row.smallest_effect,
        )

    def read(self, now: datetime) -> ExperimentReadingView:
        exposed = self.subjects.exposed
        since = (now - _RECENTLY).timestamp()
        begun = self.row.started_at.timestamp() if self.row.started_at else now.timestamp()
        days = max((now.timestamp() - max(since, begun)) / 86_400, 1.0)
        per_day = float((exposed.at >= since).sum()) / days
        metric = METRICS[self.row.metric]
        values = self._values(metric)
        read = self._reading(*values, per_day=per_day)
        return ExperimentReadingView(
            experiment_id=self.row.pk,
            read_at=now,
            subjects=read.subjects,
            crossed=exposed.crossed,
            progress=read.progress,
            control=self.arms[0].code,
            arm_subjects={
                arm.code: int((exposed.arm == place).sum()) for place, arm in enumerate(self.arms)
            },
            sample_ratio_ok=read.sample_ratio.ok,
            sample_ratio_p=read.sample_ratio.any_time_p_value,
            metric=self._view(metric, read, guard=False),
            guardrails=[
                self._view(guard, self._reading(*self._values(guard), per_day=per_day), guard=True)
                for guard in (METRICS[code] for code in self.row.guardrails)
            ],
            segments=self._segments(*values),
        )

    def _values(self, metric: Metric) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
        """Return the metric of every subject, and what is known of them from before."""
        outcomes = outcomes_of(self.arm_ids, metric, setting_id=self.setting_id)
        window = slot_of(self.row.slot).attribution.total_seconds()
        value = self.subjects.values(outcomes, metric, window=window)
        if not self.row.pre_days:
            return value, None
        before = self.subjects.values_before(outcomes, metric, window=self.row.pre_days * 86_400.0)
        return value, before if before.any() else None

    def _reading(
        self,
        value: NDArray[np.float64],
        before: NDArray[np.float64] | None,
        *,
        per_day: float | None = None,
        among: NDArray[np.bool_] | None = None,
        level: float = _LEVEL,
    ) -> Reading:
        arm = self.subjects.exposed.arm
        if among is not None:
            value, arm = value[among], arm[among]
            before = None if before is None else before[among]
        plan = replace(self.plan, level=level)
        return read_experiment(value, arm, plan, covariates=before, per_day=per_day)

    def _segments(
        self, value: NDArray[np.float64], before: NDArray[np.float64] | None
    ) -> list[SegmentReadingView]:
        words = sorted(set(self.subjects.segment.tolist()) - {""})
        if len(words) < 2:
            return []
        level = 1 - (1 - _LEVEL) / len(
            words
        )  # whoever looks at many segments finds something in one
        return [
            SegmentReadingView(
                word, self._arms(self._reading(value, before, among=among, level=level))
            )
            for word in words
            for among in [self.subjects.segment == word]
        ]

    def _view(self, metric: Metric, read: Reading, *, guard: bool) -> MetricReadingView:
        return MetricReadingView(
            metric=metric.code,
            name=metric.named(),
            control_mean=read.control_mean,
            explained=read.explained,
            arms=self._arms(read),
            guard=guard_of(read).value if guard else "",
        )

    def _arms(self, read: Reading) -> list[ArmReadingView]:
        return [
            ArmReadingView.of(arm.code, reading)
            for arm, reading in zip(self.arms[1:], read.arms, strict=True)
        ]
