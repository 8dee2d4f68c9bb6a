"""Who gets what: stable, in proportion, and never two experiments of one layer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.decisions.domain.mode import Mode
from serai.decisions.domain.plan import (
    AS_IT_COMES,
    Plan,
    RunningArm,
    RunningExperiment,
    RunningPolicy,
    running_shares,
)
from serai.decisions.domain.slot import slot_of
from serai.decisions.domain.subject import Subject, bucket_of, share_of, subject_number

SUBJECTS = [subject_number(Subject("visitor", str(n)), key=b"key") for n in range(20_000)]
subjects = st.integers(-(2**63), 2**63 - 1)
NEW = RunningPolicy(policy_id=9, code="new", version=1)


def an_experiment(
    code: str, *, first: int = 0, stop: int = 10_000, layer: str = "layer", weights=(1, 1)
) -> RunningExperiment:
    arms = tuple(
        RunningArm(number, str(number), RunningPolicy(policy_id=number, code=code, version=1))
        for number in range(1, len(weights) + 1)
    )
    return RunningExperiment(
        code, layer, first, stop, f"arms {code}", arms, running_shares([*weights])
    )


def a_plan(*experiments: RunningExperiment, mode: Mode = Mode.ON, holdout: float = 0.05) -> Plan:
    return Plan(1, slot_of("home.suggestions"), "web", mode, holdout, "salt", NEW, experiments)


def within(count: int, share: float, of: int = len(SUBJECTS)) -> bool:
    """Return whether a count is within four standard errors of a share."""
    return abs(count - share * of) < 4 * (of * share * (1 - share)) ** 0.5


@given(subjects, st.text(max_size=80))
def test_a_share_is_the_same_for_ever_and_below_one(subject, salt):
    assert share_of(subject, salt) == share_of(subject, salt)
    assert 0 <= share_of(subject, salt) < 1


@given(subjects)
def test_an_assignment_is_the_same_for_as_long_as_nothing_changes(subject):
    first, again = a_plan(an_experiment("one")), a_plan(an_experiment("one"))

    assert first.assignment(subject) == again.assignment(subject)


@pytest.mark.parametrize("holdout", [0.0, 0.05, 0.2, 0.5])
def test_the_holdout_has_its_share_and_is_shown_what_always_was(holdout):
    assignments = [
        a_plan(an_experiment("one"), holdout=holdout).assignment(one) for one in SUBJECTS
    ]
    held = [one for one in assignments if one.holdout]

    assert within(len(held), holdout) if holdout else held == []
    assert all(one.policy is AS_IT_COMES and one.arm is None and not one.experiment for one in held)


@pytest.mark.parametrize("weights", [(1, 1), (1, 3), (1, 1, 2), (90, 10)])
def test_arms_are_given_by_weight(weights):
    plan = a_plan(an_experiment("one", weights=weights), holdout=0.0)
    arms = [plan.assignment(one).arm.arm_id for one in SUBJECTS]

    for arm, weight in enumerate(weights, 1):
        assert within(arms.count(arm), weight / sum(weights))


def test_experiments_of_a_layer_share_no_subject():
    left, right = an_experiment("left", stop=4000), an_experiment("right", first=4000, stop=9000)

    in_left = {one for one in SUBJECTS if left.arm_of(one)}
    in_right = {one for one in SUBJECTS if right.arm_of(one)}

    assert in_left & in_right == set()
    assert within(len(in_left), 0.4)
    assert within(len(in_right), 0.5)


def test_experiments_of_two_layers_are_independent():
    left, right = an_experiment("left", stop=5000), an_experiment("right", stop=5000, layer="other")

    both = [one for one in SUBJECTS if left.arm_of(one) and right.arm_of(one)]
    of_first_arms = [
        one for one in both if left.arm_of(one).arm_id == right.arm_of(one).arm_id == 1
    ]

    assert within(len(both), 0.25)
    assert within(len(of_first_arms), 0.25, of=len(both))


def test_the_holdout_says_nothing_about_arms_and_buckets():
    held = [one for one in SUBJECTS if share_of(one, "salt") < 0.5]

    assert within(sum(bucket_of(one, "layer layer") < 5000 for one in held), 0.5, of=len(held))


def test_in_shadow_everybody_is_shown_what_always_was():
    assignments = {
        a_plan(an_experiment("one"), mode=Mode.SHADOW).assignment(one) for one in SUBJECTS[:500]
    }

    assert [(one.policy, one.shadow, one.arm) for one in assignments] == [(AS_IT_COMES, NEW, None)]


def test_two_kinds_of_subject_of_one_name_are_two():
    visitor, account = (
        subject_number(Subject(kind, "7"), key=b"k") for kind in ("visitor", "account")
    )

    assert visitor != account


def test_a_pseudonym_depends_on_the_key():
    assert subject_number(Subject("visitor", "7"), key=b"k") != subject_number(
        Subject("visitor", "7"), key=b"l"
    )
