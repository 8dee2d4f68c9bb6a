"""Readings count whom they should, from when they should."""

from datetime import timedelta

import pytest
from decisions.conftest import NOW, decided
from factories.decisions import a_running_experiment

from serai.decisions.domain.exposure_buffer import buffer
from serai.decisions.public import OutcomeKind, record_outcome, stop_experiment, write_exposures
from serai.decisions.queries.experiment_reading import experiment_reading
from serai.decisions.queries.experiments import ExperimentNotFound
from serai.kernel.ids import uuid7

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def experiment(web):
    return a_running_experiment(share=1.0, pre_days=28)


def read(experiment, **changes):
    return experiment_reading(experiment.id, now=LATER, **changes)


def show(who: str, **changes):
    decision = decided(who, **changes)
    return decision.explain.arm, decision.items


def test_a_subject_counts_once_however_often_it_comes(experiment):
    arms = {}
    for _ in range(3):
        for who in range(30):
            arms[who], _items = show(str(who))
    write_exposures()

    found = read(experiment)

    assert found.subjects == 30
    assert found.arm_subjects == {arm: list(arms.values()).count(arm) for arm in ("control", "new")}
    assert (found.crossed, found.control) == (0, "control")


def test_what_came_of_it_is_in_the_metric(experiment):
    clicked = {"control": 0, "new": 0}
    for who in range(100):
        arm, items = show(str(who))
        if who % 4 == 0:
            for _ in range(2):
                record_outcome(items[0].token, OutcomeKind.CLICK, now=NOW)
            record_outcome(items[1].token, OutcomeKind.CLICK, now=NOW)
            clicked[arm] += 1
    write_exposures()

    found = read(experiment)

    [arm] = found.metric.arms
    assert arm.mean == pytest.approx(clicked["new"] / found.arm_subjects["new"])
    assert found.metric.control_mean == pytest.approx(
        clicked["control"] / found.arm_subjects["control"]
    )


def test_who_is_only_known_by_an_outcome_counts_all_the_same(experiment):
    _, items = show("ann")
    buffer.take(10)

    record_outcome(items[3].token, OutcomeKind.CLICK, now=NOW)

    assert read(experiment).subjects == 1


def test_what_came_before_the_first_exposure_is_no_outcome_but_foretells(experiment):
    stop_experiment(experiment.id, reason="not yet", now=NOW)
    tokens = {str(who): show(str(who))[1][0].token for who in range(200)}
    for who, token in tokens.items():
        if int(who) % 2:
            record_outcome(token, OutcomeKind.CLICK, now=NOW)
    second = a_running_experiment(share=1.0)
    for who in tokens:
        _, items = show(who, now=LATER)
        if int(who) % 2:
            record_outcome(items[0].token, OutcomeKind.CLICK, now=LATER)
    write_exposures()

    found = experiment_reading(second.id, now=LATER)

    assert found.subjects == 200
    assert found.metric.explained > 0.95


def test_guardrails_and_segments_are_read_beside(experiment):
    for who in range(60):
        show(str(who), segment="visitor" if who % 2 else "account")
    write_exposures()

    found = read(experiment)

    assert [one.metric for one in found.guardrails] == ["ordered", "revenue"]
    assert {one.guard for one in found.guardrails} == {"open"}
    assert [one.segment for one in found.segments] == ["account", "visitor"]


def test_nothing_is_known_of_an_experiment_that_nobody_saw(experiment):
    found = read(experiment)

    assert (found.subjects, found.metric.arms[0].verdict) == (0, "not yet known")
    assert str(found.metric.arms[0].sentence) == "new: anything is possible: not yet known."


def test_a_reading_spends_as_many_statements_for_ten_as_for_a_thousand(
    experiment, django_assert_num_queries
):
    for who in range(100):
        show(str(who))
    write_exposures()

    with django_assert_num_queries(7):
        read(experiment)


def test_there_must_be_an_experiment(web):
    with pytest.raises(ExperimentNotFound):
        experiment_reading(uuid7(), now=NOW)
