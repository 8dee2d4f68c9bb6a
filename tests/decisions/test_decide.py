"""Deciding: what is shown, what is noted, and that nothing is written."""

import numpy as np
import pytest
from decisions.conftest import ITEMS, NOW, SLOT, context, decided

from serai.decisions.domain.exposure_buffer import buffer
from serai.decisions.models import Exposure
from serai.decisions.public import (
    Candidates,
    CreateExperiment,
    Mode,
    NewArm,
    SlotNotFound,
    Subject,
    create_experiment,
    decide,
    publish_policy,
    start_experiment,
    write_exposures,
)
from serai.decisions.queries.running import kept_fresh, refresh_plans


def shown(decision) -> list:
    return [one.item for one in decision.items]


def test_a_slot_that_nobody_switched_shows_what_came_and_gives_no_tokens(web):
    decision = decided()

    assert shown(decision) == ITEMS[:5]
    assert {one.token for one in decision.items} == {""}
    assert decision.explain.sentence() == "home.suggestions is off in web: the order as it came."
    assert len(buffer) == 0


def test_a_slot_that_is_on_shows_what_its_policy_says(switched):
    switched(Mode.ON, "score")

    decision = decided(scores=np.arange(10.0))

    assert shown(decision) == ITEMS[:4:-1]
    assert [one.propensity for one in decision.items] == [1, 0, 0, 0, 0]
    assert [one.place for one in decision.items] == [9, 8, 7, 6, 5]
    assert decision.explain.sentence() == "home.suggestions is on in web: score v1."


def test_a_slot_in_shadow_shows_what_came_and_notes_what_would_have_been(switched):
    switched(Mode.SHADOW, "score")

    decision = decided(scores=np.arange(10.0))

    assert shown(decision) == ITEMS[:5]
    assert decision.explain.shadow == "score v1"
    write_exposures()
    beside = Exposure.objects.order_by("position").values_list(
        "position", "propensity", "shadow_position", "shadow_propensity"
    )
    assert list(beside) == [(0, 1, 9, 0), (1, 0, 8, 0), (2, 0, 7, 0), (3, 0, 6, 0), (4, 0, 5, 0)]


def test_the_holdout_is_shown_what_came_for_as_long_as_the_slot_is_on(switched):
    switched(Mode.ON, "score", holdout=0.5)

    decisions = [decided(str(who), scores=np.arange(10.0)) for who in range(200)]

    for decision in decisions:
        assert shown(decision) == (ITEMS[:5] if decision.explain.holdout else ITEMS[:4:-1])
    held = sum(decision.explain.holdout for decision in decisions)
    assert abs(held - 100) < 4 * 50**0.5


def test_deciding_asks_nothing_and_writes_nothing(switched, django_assert_num_queries):
    switched(Mode.ON, "thompson")
    refresh_plans()
    kept_fresh.set()
    try:
        with django_assert_num_queries(0):
            for who in range(100):
                decided(str(who))
    finally:
        kept_fresh.clear()

    assert len(buffer) == 100
    assert Exposure.objects.count() == 0


def test_a_process_that_follows_asks_one_question_when_nothing_changed(
    switched, django_assert_num_queries
):
    switched(Mode.ON, "score")
    refresh_plans()

    with django_assert_num_queries(1):
        assert not refresh_plans()


def test_exposures_say_what_the_tokens_say(switched):
    switched(Mode.ON, "epsilon_greedy")
    decision = decided(segment="visitor", features={"evening": 1.0})

    assert write_exposures() == 5

    rows = list(Exposure.objects.order_by("position"))
    assert [(row.item, row.position) for row in rows] == [
        (str(one.item), one.position) for one in decision.items
    ]
    assert [row.propensity for row in rows] == [one.propensity for one in decision.items]
    assert {(row.segment, row.holdout, row.restored, row.shown_at) for row in rows} == {
        ("visitor", False, False, NOW)
    }
    assert [row.features for row in rows] == [{"evening": 1.0}, None, None, None, None]


def test_an_arm_shows_its_policy(switched):
    switched(Mode.ON)
    publish_policy("by-score", "score", {}, now=NOW)
    arms = [NewArm("control"), NewArm("scored", policy="by-score")]
    made = create_experiment(CreateExperiment("one", "One", SLOT, "web", arms, "clicked"), now=NOW)
    start_experiment(made.id, now=NOW)

    decisions = [decided(str(who), scores=np.arange(10.0)) for who in range(100)]

    told = {(decision.explain.arm, tuple(shown(decision))) for decision in decisions}
    assert told == {("control", tuple(ITEMS[:5])), ("scored", tuple(ITEMS[:4:-1]))}
    assert "Arm scored of one: by-score v1." in {one.explain.sentence() for one in decisions}


def test_a_full_buffer_forgets_the_oldest(switched):
    from serai.decisions.domain.exposure_buffer import ExposureBatch, ExposureBuffer
    from serai.decisions.domain.token import Shown
    from serai.kernel.ids import uuid7

    small = ExposureBuffer(most=3)
    made = [ExposureBatch(Shown(uuid7(), 1, 0, 0, 0, False, False), (), "", NOW) for _ in range(5)]
    for batch in made:
        small.add(batch)

    assert small.lost == 2
    taken = small.take(10)
    assert taken == made[2:]
    small.put_back(taken)
    assert (len(small), small.lost, small.take(1)) == (3, 2, made[2:3])


def test_nothing_to_choose_from_is_nothing_to_show(switched):
    switched(Mode.ON, "thompson")

    assert decided(items=[]).items == ()
    assert decided(limit=0).items == ()


def test_a_slot_must_be_declared(web):
    with pytest.raises(SlotNotFound):
        decide("home.nothing", Subject("visitor", "ann"), context(), Candidates(ITEMS), limit=3)
