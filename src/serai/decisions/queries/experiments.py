"""Experiments as they are shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db.models import QuerySet

from serai.decisions.domain.subject import BUCKETS
from serai.decisions.models import Experiment
from serai.kernel.errors import DomainError, Kind
from serai.kernel.pages import Page, decode_cursor, encode_cursor


class ExperimentNotFound(DomainError):
    """There is no such experiment."""

    code = "decisions.experiment_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, experiment_id: UUID) -> None:
        self.experiment_id = experiment_id
        super().__init__(f"There is no experiment {experiment_id}.")


@dataclass(frozen=True)
class ArmView:
    """One arm; no policy is the order as it came."""

    code: str
    weight: int
    policy: str
    policy_version: int


@dataclass(frozen=True)
class ExperimentView:
    """An experiment. The first arm is what the others are compared with."""

    id: UUID
    code: str
    name: str
    slot: str
    channel_code: str
    layer: str
    share: float
    state: str
    metric: str
    guardrails: list[str]
    smallest_effect: float
    planned_subjects: int
    pre_days: int
    arms: list[ArmView]
    created_at: datetime
    started_at: datetime | None
    stopped_at: datetime | None
    stopped_because: str

    @classmethod
    def of(cls, row: Experiment) -> Self:
        """Return the view of a row."""
        return cls(
            id=row.pk,
            code=row.code,
            name=row.name,
            slot=row.slot,
            channel_code=row.channel_code,
            layer=row.layer.code,
            share=row.buckets / BUCKETS,
            state=row.state,
            metric=row.metric,
            guardrails=row.guardrails,
            smallest_effect=row.smallest_effect,
            planned_subjects=row.planned_subjects,
            pre_days=row.pre_days,
            arms=[
                ArmView(
                    arm.code,
                    arm.weight,
                    arm.policy.code if arm.policy else "",
                    arm.policy.version if arm.policy else 0,
                )
                for arm in sorted(row.arms.all(), key=lambda arm: arm.place)
            ],
            created_at=row.created_at,
            started_at=row.started_at,
            stopped_at=row.stopped_at,
            stopped_because=row.stopped_because,
        )


def experiment(experiment_id: UUID) -> ExperimentView:
    """
    Return one experiment; three statements.

    Raises:
        ExperimentNotFound: there is none.
    """
    row = _rows().filter(pk=experiment_id).first()
    if row is None:
        raise ExperimentNotFound(experiment_id)
    return ExperimentView.of(row)


def experiment_page(*, cursor: str | None = None, limit: int = 50) -> Page[ExperimentView]:
    """
    Return experiments, newest first; three statements.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    found = _rows().order_by("-id")
    if cursor:
        (after,) = decode_cursor(cursor, UUID)
        found = found.filter(pk__lt=after)
    rows = list(found[: limit + 1])
    following = encode_cursor(rows[limit - 1].pk) if len(rows) > limit else None
    return Page([ExperimentView.of(row) for row in rows[:limit]], following)


def _rows() -> "QuerySet[Experiment]":
    return Experiment.objects.select_related("layer").prefetch_related("arms__policy")
