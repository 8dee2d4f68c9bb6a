"""Let learning policies learn from what was shown and what came of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from serai.decisions.domain.experiment_state import ExperimentState
from serai.decisions.domain.learnt import Learnt, Linear
from serai.decisions.domain.mode import Mode
from serai.decisions.domain.policies.known import KINDS
from serai.decisions.domain.policies.linucb import LINUCB, feature_vector, fresh_linear
from serai.decisions.domain.slot import OutcomeKind, declared_slots
from serai.decisions.models import Arm, LearntState, Policy, SlotSetting
from serai.decisions.usecases.change_state import change_state
from serai.plumbing.db import rows, unit_of_work
from serai_science.bandits.linear_arms import LinearArms

_LEARNING = [kind.name for kind in KINDS.values() if kind.learns]
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_MOST_AT_ONCE = timedelta(days=1)
SETTLED = timedelta(seconds=5)

_HORIZON = """
SELECT least(statement_timestamp() - %s, min(xact_start)) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""
_FIRST = """
SELECT least(
  (SELECT min(written_at) FROM decisions_exposure WHERE setting_id = %(setting)s AND written_at >= %(start)s),
  (SELECT min(written_at) FROM decisions_outcome WHERE setting_id = %(setting)s AND written_at >= %(start)s))"""
_SHOWN = """
SELECT item, count(*) FROM decisions_exposure
WHERE setting_id = %s AND written_at >= %s AND written_at < %s GROUP BY item"""
_REWARDED = """
SELECT item, count(*) FROM decisions_outcome
WHERE setting_id = %s AND kind = %s AND written_at >= %s AND written_at < %s GROUP BY item"""
_SHOWN_IN_CONTEXT = """
SELECT shown.item, head.features FROM decisions_exposure AS shown
JOIN decisions_exposure AS head ON head.decision_id = shown.decision_id AND head.position = 0
WHERE shown.setting_id = %s AND shown.written_at >= %s AND shown.written_at < %s
  AND head.features IS NOT NULL"""
_REWARDED_IN_CONTEXT = """
SELECT told.item, head.features FROM decisions_outcome AS told
JOIN decisions_exposure AS head ON head.decision_id = told.decision_id AND head.position = 0
WHERE told.setting_id = %s AND told.kind = %s AND told.written_at >= %s AND told.written_at < %s
  AND head.features IS NOT NULL"""


def learn_everywhere(*, now: datetime) -> int:
    """Let every learning policy in use learn; return how many states were replaced."""
    return sum(learn(setting_id, policy_id, now=now) for setting_id, policy_id in list(_in_use()))


@unit_of_work()
def learn(setting_id: int, policy_id: int, *, now: datetime, settled: timedelta = SETTLED) -> bool:
    """
    Add what was written since the last time to what a policy knows; return whether there was anything.

    The new state replaces the old one in one transaction together with how far it reaches, and only who
    holds the row learns, so nothing is counted twice. It reaches to the beginning of the oldest open
    transaction, so nothing that is still being written is passed over. Exposures count as they were
    written, outcomes as they come: a late one is no loss.

    Args:
        setting_id: the slot in its channel.
        policy_id: the version of a learning policy.
        now: the present instant.
        settled: how long ago something must have been written at least.
    """
    setting = SlotSetting.objects.get(pk=setting_id)
    policy = Policy.objects.get(pk=policy_id)
    fresh = LearntState(
        setting=setting, policy=policy, version=0, learnt_until=_BEGINNING,
        state=Learnt().packed(), learnt_at=now,
    )  # fmt: skip
    LearntState.objects.bulk_create([fresh], ignore_conflicts=True)
    state = LearntState.objects.select_for_update().get(setting=setting, policy=policy)
    [(horizon,)] = rows(_HORIZON, [settled])
    since = {"setting": setting_id, "start": state.learnt_until}
    [(first,)] = rows(_FIRST, since)
    if first is None or first >= horizon:
        return False
    stop = min(horizon, first + _MOST_AT_ONCE)
    window = _Window(setting_id, declared_slots()[setting.slot].reward, first, stop)
    learnt = _with_more(Learnt.unpacked(bytes(state.state)), policy, window)
    state.version += 1
    state.state, state.learnt_until, state.learnt_at = learnt.packed(), stop, now
    state.save(update_fields=["version", "state", "learnt_until", "learnt_at"])
    change_state()
    return True


@dataclass(frozen=True, slots=True)
class _Window:
    """What was written in a slot from an instant on until just before another."""

    setting_id: int
    reward: OutcomeKind
    start: datetime
    stop: datetime

    def shown(self, query: str) -> list[tuple[Any, ...]]:
        return rows(query, [self.setting_id, self.start, self.stop])

    def rewarded(self, query: str) -> list[tuple[Any, ...]]:
        return rows(query, [self.setting_id, self.reward.value, self.start, self.stop])


def _with_more(learnt: Learnt, policy: Policy, window: _Window) -> Learnt:
    counted = learnt.with_counts(dict(window.shown(_SHOWN)), dict(window.rewarded(_REWARDED)))
    if policy.kind != LINUCB.name:
        return counted
    names = tuple(policy.parameters["features"])
    linear = _widened(learnt.linear, len(counted.items), 1 + len(names), policy)
    places = counted.index()
    arms = LinearArms(linear.inverse, linear.moment)
    for reward, found in (
        (0.0, window.shown(_SHOWN_IN_CONTEXT)),
        (1.0, window.rewarded(_REWARDED_IN_CONTEXT)),
    ):
        if not found:
            continue
        features = np.array([feature_vector(names, told) for _, told in found])
        items = np.array([places[item] for item, _ in found])
        if reward:
            moment = arms.moment.copy()
            np.add.at(moment, items, features)
            arms = LinearArms(arms.inverse, moment)
        else:
            arms = arms.learned(features, items, np.zeros(items.size))
    return replace(counted, linear=Linear(arms.inverse, arms.moment))


def _widened(linear: Linear | None, n: int, d: int, policy: Policy) -> Linear:
    """Return the sums with room for `n` items."""
    known = 0 if linear is None else linear.moment.shape[0]
    fresh = fresh_linear(n - known, d, ridge=policy.parameters["ridge"])
    if linear is None:
        return fresh
    return Linear(
        np.concatenate([linear.inverse, fresh.inverse]),
        np.concatenate([linear.moment, fresh.moment]),
    )


def _in_use() -> Iterator[tuple[int, int]]:
    """Yield every setting that decides with each learning policy that it, or a running arm, names."""
    settings = SlotSetting.objects.exclude(mode=Mode.OFF).select_related("policy")
    arms = Arm.objects.filter(experiment__state=ExperimentState.RUNNING).select_related(
        "experiment", "policy"
    )
    by_place = defaultdict(set)
    for arm in arms:
        by_place[arm.experiment.slot, arm.experiment.channel_code].add(arm.policy)
    for setting in settings:
        named = {setting.policy} | by_place[setting.slot, setting.channel_code]
        for policy in named:
            if policy is not None and policy.kind in _LEARNING:
                yield setting.pk, policy.pk
