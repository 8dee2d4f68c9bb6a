"""What a slot is worth: the holdout beside the rest, and a policy in shadow beside what is shown."""

from datetime import timedelta

import numpy as np
import pytest
from decisions.conftest import ITEMS, NOW, SLOT, decided
from django.test import Client
from factories.decisions import a_policy, a_running_experiment

from serai.decisions.domain.slot import declared_slots
from serai.decisions.public import (
    Mode,
    OutcomeKind,
    SlotNotFound,
    SwitchSlot,
    record_outcome,
    switch_slot,
    write_exposures,
)
from serai.decisions.queries.running import forget_plans
from serai.decisions.queries.slot_readings import NoSuchPlace, slot_reading, slot_readings
from serai.plumbing.auth import ensure_api_key

LATER = NOW + timedelta(days=2)
HOUR = timedelta(hours=1)
HIGHEST = np.arange(len(ITEMS), dtype=float)


@pytest.fixture
def switch(web):
    def set_to(mode: Mode, *, holdout: float = 0.05, policy: str | None = None, now=NOW):
        switch_slot(SwitchSlot(SLOT, "web", mode, policy, holdout=holdout), now=now)
        forget_plans()

    return set_to


def read():
    return slot_reading(SLOT, "web", now=LATER)


def shopped(count: int, clicks, *, now=NOW) -> tuple[int, int]:
    """Show the page to shoppers, of whom `clicks` says which click; return how many are held out, and not."""
    held = 0
    for who in range(count):
        decision = decided(str(who), scores=HIGHEST, now=now)
        held += decision.explain.holdout
        if clicks(who, decision):
            record_outcome(decision.items[0].token, OutcomeKind.CLICK, now=now)
    write_exposures()
    return held, count - held


def test_off_there_is_nothing_to_compare_and_it_says_so(web):
    found = read()

    assert (found.setting.mode, found.since, found.metrics, found.shadow) == ("off", None, [], None)
    assert str(found.sentence).startswith("Off: everybody gets what the shop always showed")


def test_on_the_holdout_is_compared_with_everybody_else(switch):
    switch(Mode.ON, holdout=0.3, policy=a_policy())
    groups = shopped(2_000, lambda who, decision: who % (5 if decision.explain.holdout else 2) == 0)

    found = read()

    assert (found.held_out, found.shown) == groups
    assert (found.since, found.crossed, found.sound) == (NOW, 0, True)
    clicked = found.metrics[0]
    assert [each.metric for each in found.metrics] == ["clicked", "added", "ordered", "revenue"]
    assert clicked.held_out_mean == pytest.approx(0.2, abs=0.05)
    assert clicked.mean == pytest.approx(0.5, abs=0.05)
    assert clicked.difference_low < clicked.difference < clicked.difference_high
    assert (clicked.verdict, found.metrics[1].verdict) == ("better", "not yet known")
    assert str(found.metrics[1].sentence) == "nothing came of it yet."
    assert str(found.sentence).startswith("On since 22 November 2026. Shoppers who clicked: ")
    assert str(found.sentence).endswith(": better, for certain.")


def test_subjects_of_experiments_count_with_everybody_outside_the_holdout(web):
    a_running_experiment(share=1.0)
    switch_slot(SwitchSlot(SLOT, "web", holdout=0.5), now=NOW)
    forget_plans()
    held, rest = shopped(400, lambda who, _: False)

    found = read()

    assert (found.held_out, found.shown) == (held, rest)
    assert 150 < held < 250


def test_what_was_before_the_switch_does_not_count(switch):
    switch(Mode.ON, holdout=0.3, policy=a_policy(), now=NOW - timedelta(days=9))
    shopped(50, lambda who, _: True, now=NOW - HOUR)
    switch(Mode.ON, holdout=0.2)

    assert (read().held_out, read().shown) == (0, 0)
    assert str(read().sentence) == "On since 22 November 2026: nothing was decided yet."


def test_with_nobody_held_out_nothing_is_claimed(switch):
    switch(Mode.ON, holdout=0.0, policy=a_policy())
    shopped(50, lambda who, _: True)

    found = read()

    assert (found.shown, found.metrics) == (50, [])
    assert "with nobody held out, what it is worth cannot be known" in str(found.sentence)


def test_a_holdout_without_its_share_is_not_to_be_trusted(switch):
    from serai.decisions.domain.exposure_buffer import buffer

    switch(Mode.ON, holdout=0.5, policy=a_policy())
    for who in range(600):
        if decided(str(who), scores=HIGHEST).explain.holdout and who % 2:
            buffer._waiting.pop()
    write_exposures()

    found = read()

    assert not found.sound
    assert found.metrics[0].verdict == "unsound"
    assert str(found.sentence).endswith("not to be trusted: the holdout did not get its share.")


def test_in_shadow_it_is_counted_what_the_policy_would_have_put_first(switch):
    switch(Mode.SHADOW, policy=a_policy())
    for who in range(300):
        decision = decided(str(who), scores=HIGHEST, limit=10)
        last = decision.items[-1 if who % 3 else 0]
        record_outcome(last.token, OutcomeKind.CLICK, now=NOW)
    write_exposures()

    shadow = read().shadow

    assert (shadow.decisions, shadow.agreed, shadow.taken) == (300, 0, 300)
    assert (shadow.shown_first, shadow.policy_first) == (100, 200)
    assert 0 < shadow.low < 1 / 3 < shadow.high
    assert "Of 300 that were taken, 33 % stood first and 67 % would have stood first" in str(
        read().sentence
    )


def test_in_shadow_one_thing_at_a_time_says_only_how_far_both_agree(switch):
    switch(Mode.SHADOW, policy=a_policy())
    for who in range(40):
        decided(
            str(who), ITEMS[:2], scores=np.array([1.0, 0.0] if who % 4 else [0.0, 1.0]), limit=1
        )
    write_exposures()

    found = read()

    assert (found.shadow.decisions, found.shadow.agreed) == (40, 30)
    assert (
        str(found.sentence)
        == "In shadow since 22 November 2026: the policy agrees in 75 % of 40 decisions."
    )


def test_every_slot_is_read_in_as_many_statements_as_two(switch, django_assert_num_queries):
    switch(Mode.ON, holdout=0.3, policy=a_policy())
    switch_slot(SwitchSlot("home.usuals", "web", Mode.SHADOW), now=NOW)
    shopped(100, lambda who, _: who % 2)

    with django_assert_num_queries(5):
        found = slot_readings(now=LATER)

    assert [each.setting.slot for each in found] == sorted(declared_slots())


def test_there_must_be_such_a_slot_and_such_a_channel(web):
    with pytest.raises(SlotNotFound):
        slot_reading("no.slot", "web", now=NOW)
    with pytest.raises(NoSuchPlace):
        slot_reading(SLOT, "moon", now=NOW)


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "Suggestions on the home page", "Off: everybody gets what the shop always showed"),
        (
            "ru",
            "Подсказки на главной странице",
            "Выключено: все получают то, что магазин показывал",
        ),
        ("he", "הצעות בדף הבית", "כבוי: כולם מקבלים את מה שהחנות תמיד הציגה"),
    ],
)
def test_the_staff_api_tells_a_slot_in_the_language_of_the_request(
    web, language: str, name: str, said: str
):
    ensure_api_key("sk_words", "tests", ["decisions:read"], "web")

    answer = Client().get(
        f"/api/staff/decision-slots/{SLOT}/web/reading",
        headers={"Serai-Key": "sk_words", "Accept-Language": language},
    )

    read = answer.json()
    assert (read["setting"]["slot"], read["setting"]["name"]) == (SLOT, name)
    assert read["sentence"].startswith(said)
