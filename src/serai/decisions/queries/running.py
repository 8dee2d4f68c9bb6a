"""What is in force, in the memory of this process: read once, and again when its version has changed."""

from collections import defaultdict
from collections.abc import Mapping
from threading import Event, Lock
from time import monotonic
from typing import Any

import structlog

from serai.decisions.domain.experiment_state import ExperimentState
from serai.decisions.domain.learnt import Learnt
from serai.decisions.domain.mode import Mode
from serai.decisions.domain.plan import (
    AS_IT_COMES,
    Plan,
    RunningArm,
    RunningExperiment,
    RunningPolicy,
    running_shares,
)
from serai.decisions.domain.policies.known import KINDS
from serai.decisions.domain.slot import declared_slots
from serai.decisions.models import Experiment, LearntState, Policy, SlotSetting, StateVersion

log = structlog.get_logger("serai.decisions")
_OLDEST = 0.5
Plans = Mapping[tuple[str, str], Plan]
kept_fresh = Event()
"""Set while a thread of this process follows the tables; until then every reader looks twice a second."""


class _Running:
    """The plans of this process, replaced as one."""

    def __init__(self) -> None:
        self.plans: Plans = {}
        self.version = -1
        self.checked = -_OLDEST
        self.lock = Lock()


_running = _Running()


def plan_now(slot: str, channel_code: str) -> Plan | None:
    """Return what is in force for a slot in a channel; `None`: it was never switched there."""
    if not kept_fresh.is_set() and monotonic() - _running.checked >= _OLDEST:
        refresh_plans()
    return _running.plans.get((slot, channel_code))


def is_deciding(slot: str, channel_code: str) -> bool:
    """Return whether a slot is in shadow or on in a channel: whether it has to be asked at all."""
    return mode_now(slot, channel_code) is not Mode.OFF


def mode_now(slot: str, channel_code: str) -> Mode:
    """Return whether a slot is off, in shadow or on in a channel."""
    plan = plan_now(slot, channel_code)
    return Mode.OFF if plan is None else plan.mode


def refresh_plans() -> bool:
    """Read what is in force when it has changed; one statement when it has not. Return whether it had."""
    with _running.lock:
        version = StateVersion.objects.values_list("version", flat=True).first() or 0
        changed = version != _running.version
        if changed:
            _running.plans = _plans()
            _running.version = version
        _running.checked = monotonic()
        return changed


def forget_plans() -> None:
    """Let this process read everything anew."""
    with _running.lock:
        _running.version, _running.checked = -1, -_OLDEST


def _plans() -> Plans:
    """Return every plan, in four statements."""
    settings = SlotSetting.objects.select_related("policy").exclude(mode=Mode.OFF)
    running = Experiment.objects.filter(state=ExperimentState.RUNNING).select_related("layer")
    experiments = defaultdict(list)
    for experiment in running.prefetch_related("arms__policy").order_by("started_at", "id"):
        experiments[experiment.slot, experiment.channel_code].append(experiment)
    learnt = {(state.setting_id, state.policy_id): state for state in LearntState.objects.all()}
    plans = {}
    for setting in settings:
        place = setting.slot, setting.channel_code
        slot = declared_slots().get(setting.slot)
        if slot is None:
            log.warning("slot in the tables that no code declares", slot=setting.slot)
            continue
        makes = _Makes(setting.pk, learnt)
        plans[place] = Plan(
            setting_id=setting.pk,
            slot=slot,
            channel_code=setting.channel_code,
            mode=Mode(setting.mode),
            holdout=setting.holdout,
            salt=setting.salt,
            policy=makes.policy(setting.policy),
            experiments=tuple(makes.experiment(one) for one in experiments[place]),
        )
    return plans


class _Makes:
    """Makes running things of rows, for one setting."""

    def __init__(self, setting_id: int, learnt: dict[tuple[int, int], LearntState]) -> None:
        self._setting_id, self._learnt = setting_id, learnt

    def policy(self, row: Policy | None) -> RunningPolicy:
        kind = KINDS.get(row.kind) if row else None
        if row is None or kind is None:
            return AS_IT_COMES
        state = self._learnt.get((self._setting_id, row.pk)) if kind.learns else None
        learnt = Learnt.unpacked(bytes(state.state)) if state else Learnt()
        parameters: dict[str, Any] = kind.checked(row.parameters)
        return RunningPolicy(
            policy_id=row.pk,
            code=row.code,
            version=row.version,
            kind=row.kind,
            learnt_version=state.version if state else 0,
            ranker=kind.build(parameters, learnt),
        )

    def experiment(self, row: Experiment) -> RunningExperiment:
        arms = sorted(row.arms.all(), key=lambda arm: arm.place)
        return RunningExperiment(
            code=row.code,
            layer=row.layer.code,
            first=row.first_bucket or 0,
            stop=(row.first_bucket or 0) + row.buckets,
            salt=row.salt,
            arms=tuple(RunningArm(arm.pk, arm.code, self.policy(arm.policy)) for arm in arms),
            until=running_shares([arm.weight for arm in arms]),
        )
