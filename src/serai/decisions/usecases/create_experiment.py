"""Draft an experiment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from serai.decisions.domain.metric import METRICS
from serai.decisions.domain.slot import slot_of
from serai.decisions.domain.subject import BUCKETS
from serai.decisions.models import Arm, Experiment, Layer
from serai.decisions.ports import ChannelCodes
from serai.decisions.queries.experiments import ExperimentView, experiment
from serai.decisions.queries.policies import policy_row
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work
from serai.plumbing.wiring import bound

_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_MOST_ARMS, _MOST_WEIGHT, _MOST_DAYS = 8, 1000, 90


class BadExperiment(DomainError):
    """The experiment is not possible as it was described."""

    code = "decisions.bad_experiment"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


class ExperimentExists(DomainError):
    """There is an experiment of this code already."""

    code = "decisions.experiment_exists"
    kind = Kind.CONFLICT

    def __init__(self, experiment: str) -> None:
        self.experiment = experiment
        super().__init__(f"There is an experiment {experiment!r} already.")


@dataclass(frozen=True, slots=True)
class NewArm:
    """One arm; the policy "" is the order as it came, without a version the newest is meant."""

    code: str
    weight: int = 1
    policy: str = ""
    policy_version: int | None = None


@dataclass(frozen=True, slots=True)
class CreateExperiment:
    """
    An experiment to draft.

    Attributes:
        code: stable name of small letters, digits, dots and hyphens.
        name: for people.
        slot: where.
        channel_code: in which channel.
        arms: at least two; the first is what the others are compared with.
        metric: what it is read by.
        guardrails: what it should not make worse; left out, those of the slot.
        share: of the layer's subjects, above 0 and at most 1.
        layer: experiments of one layer share no subject; left out, the slot's own.
        smallest_effect: the relative change that would matter, such as 0.05.
        planned_subjects: how many are meant to be seen; intervals are tightest there.
        pre_days: how far back earlier behaviour is used to read more precisely.
    """

    code: str
    name: str
    slot: str
    channel_code: str
    arms: Sequence[NewArm]
    metric: str
    guardrails: Sequence[str] | None = None
    share: float = 1.0
    layer: str = ""
    smallest_effect: float = 0.05
    planned_subjects: int = 10_000
    pre_days: int = 28


@unit_of_work()
def create_experiment(command: CreateExperiment, *, now: datetime) -> ExperimentView:
    """
    Draft an experiment; nobody is in it before it is started.

    Raises:
        SlotNotFound: no such slot.
        PolicyNotFound: an arm names a policy that does not exist.
        BadExperiment: anything else is not possible.
        ExperimentExists: the code is taken.
    """
    slot = slot_of(command.slot)
    guardrails = slot.guardrails if command.guardrails is None else command.guardrails
    _check(command, guardrails)
    layer, _ = Layer.objects.get_or_create(code=command.layer or command.slot)
    row = Experiment(
        id=uuid7(),
        code=command.code,
        name=command.name,
        slot=command.slot,
        channel_code=command.channel_code,
        layer=layer,
        buckets=max(1, round(command.share * BUCKETS)),
        salt=f"arms {uuid7()}",
        metric=command.metric,
        guardrails=[code for code in guardrails if code != command.metric],
        smallest_effect=command.smallest_effect,
        planned_subjects=command.planned_subjects,
        pre_days=command.pre_days,
        created_at=now,
    )
    _insert(row)
    Arm.objects.bulk_create(
        [
            Arm(
                experiment=row,
                place=place,
                code=arm.code,
                weight=arm.weight,
                policy=policy_row(arm.policy, arm.policy_version),
            )
            for place, arm in enumerate(command.arms)
        ]
    )
    return experiment(row.pk)


def _insert(row: Experiment) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ExperimentExists(row.code) from None


def _check(command: CreateExperiment, guardrails: Sequence[str]) -> None:
    faults = {
        "code": bool(_CODE.fullmatch(command.code)) or "small letters, digits, dots and hyphens.",
        "name": 1 <= len(command.name) <= 120 or "1 to 120 characters.",
        "channel_code": command.channel_code in bound(ChannelCodes).codes()
        or f"there is no channel {command.channel_code!r}.",
        "layer": not command.layer or bool(_CODE.fullmatch(command.layer)) or "like a code.",
        "metric": command.metric in METRICS or f"one of {', '.join(METRICS)}.",
        "guardrails": set(guardrails) <= set(METRICS) or f"of {', '.join(METRICS)}.",
        "share": 0 < command.share <= 1 or "above 0 and at most 1.",
        "smallest_effect": 0 < command.smallest_effect <= 10 or "above 0 and at most 10.",
        "planned_subjects": 1 <= command.planned_subjects <= 10**9 or "1 to a thousand million.",
        "pre_days": 0 <= command.pre_days <= _MOST_DAYS or f"0 to {_MOST_DAYS}.",
        "arms": _arms_fit(command.arms)
        or f"2 to {_MOST_ARMS}, each with a code of its own and a weight of 1 to {_MOST_WEIGHT}.",
    }
    for field, fine in faults.items():
        if isinstance(fine, str):
            raise BadExperiment(field, fine)


def _arms_fit(arms: Sequence[NewArm]) -> bool:
    codes = {arm.code for arm in arms}
    return (
        2 <= len(arms) <= _MOST_ARMS
        and len(codes) == len(arms)
        and all(_CODE.fullmatch(code) and len(code) <= 32 for code in codes)
        and all(1 <= arm.weight <= _MOST_WEIGHT for arm in arms)
    )
