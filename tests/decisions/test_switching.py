"""Slots are switched, policies published, experiments started and stopped: each told, none by accident."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from decisions.conftest import NOW, SLOT, decided
from django.db import DatabaseError, IntegrityError, connection, transaction

from serai.decisions.events import (
    ExperimentStarted,
    ExperimentStopped,
    PolicyPublished,
    SlotSwitched,
)
from serai.decisions.models import Experiment, Policy, SlotSetting
from serai.decisions.public import (
    CreateExperiment,
    Mode,
    NewArm,
    SlotNotFound,
    SwitchSlot,
    create_experiment,
    publish_policy,
    start_experiment,
    stop_experiment,
    switch_slot,
)
from serai.decisions.queries.experiments import ExperimentNotFound
from serai.decisions.queries.policies import PolicyNotFound, policies
from serai.decisions.queries.slot_settings import slot_settings
from serai.decisions.usecases.create_experiment import BadExperiment, ExperimentExists
from serai.decisions.usecases.open_slots import open_slots
from serai.decisions.usecases.start_experiment import LayerIsFull, OtherLayer, SlotIsNotOn
from serai.decisions.usecases.switch_slot import BadSlotSetting, SlotSettingChanged
from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition

TWO_ARMS = [NewArm("control"), NewArm("new")]
SOON = NOW + timedelta(minutes=1)


def drafted(code: str = "one", **changes: object):
    command = {
        "code": code,
        "name": code.title(),
        "slot": SLOT,
        "channel_code": "web",
        "arms": TWO_ARMS,
        "metric": "clicked",
        **changes,
    }
    return create_experiment(CreateExperiment(**command), now=NOW)  # type: ignore[arg-type]


def started(code: str = "one", **changes: object):
    return start_experiment(drafted(code, **changes).id, now=NOW)


def test_every_slot_stands_in_every_channel_and_is_off(web):
    views = {view.slot: (view.channel_code, view.mode, view.holdout) for view in slot_settings()}

    assert views[SLOT] == ("web", "off", 0.05)
    assert views["search.ranking"] == ("web", "off", 0.05)


def test_rows_are_opened_once(web):
    open_slots(now=NOW)
    before = list(SlotSetting.objects.order_by("pk").values_list("pk", "salt"))
    open_slots(now=SOON)

    assert list(SlotSetting.objects.order_by("pk").values_list("pk", "salt")) == before
    assert len(before) == len(slot_settings())


def test_a_switch_is_told_and_keeps_who_is_held_out(web, published):
    first = switch_slot(SwitchSlot(SLOT, "web", Mode.SHADOW, holdout=0.1), now=NOW)
    salt = SlotSetting.objects.get().salt
    second = switch_slot(SwitchSlot(SLOT, "web", Mode.ON), now=SOON)
    again = switch_slot(SwitchSlot(SLOT, "web", Mode.ON), now=SOON)

    assert published() == [
        SlotSwitched(SLOT, "web", "shadow", "", 0, 0.1),
        SlotSwitched(SLOT, "web", "on", "", 0, 0.1),
    ]
    assert (first.version, second.version, again.version) == (1, 2, 2)
    assert SlotSetting.objects.get().salt == salt


def test_who_was_slower_is_told(web):
    switch_slot(SwitchSlot(SLOT, "web", Mode.ON, version=0), now=NOW)

    with pytest.raises(SlotSettingChanged) as refusal:
        switch_slot(SwitchSlot(SLOT, "web", Mode.OFF, version=0), now=SOON)

    assert refusal.value.version == 1
    assert SlotSetting.objects.get().mode == "on"


@pytest.mark.parametrize(
    ("command", "refused"),
    [
        (SwitchSlot("home.nothing", "web", Mode.ON), SlotNotFound),
        (SwitchSlot(SLOT, "moon", Mode.ON), BadSlotSetting),
        (SwitchSlot(SLOT, "web", Mode.ON, holdout=0.6), BadSlotSetting),
        (SwitchSlot(SLOT, "web", Mode.ON, policy="none"), PolicyNotFound),
    ],
)
def test_what_is_not_possible_changes_nothing(web, published, command, refused):
    with pytest.raises(refused):
        switch_slot(command, now=NOW)

    assert published() == []


def test_a_policy_grows_by_versions(web, published):
    publish_policy("mine", "thompson", {"rate": 0.1}, now=NOW)
    publish_policy("mine", "thompson", {"rate": 0.1}, now=SOON)
    newest = publish_policy("mine", "thompson", {"rate": 0.2}, note="braver", now=SOON)

    assert [(view.code, view.version, view.parameters) for view in policies()] == [
        ("mine", 2, {"rate": 0.2, "weight": 20.0})
    ]
    assert newest.note == "braver"
    assert published() == [
        PolicyPublished("mine", 1, "thompson"),
        PolicyPublished("mine", 2, "thompson"),
    ]


def test_a_version_is_never_rewritten(web):
    publish_policy("mine", "thompson", {}, now=NOW)

    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        Policy.objects.update(version=7)


def test_an_experiment_lives_once(switched, published):
    switched(Mode.ON)
    made = drafted(guardrails=["ordered", "clicked"], share=0.5)
    assert (made.state, made.guardrails, made.share, made.layer) == (
        "draft",
        ["ordered"],
        0.5,
        SLOT,
    )

    start_experiment(made.id, now=NOW)
    with pytest.raises(IllegalTransition):
        start_experiment(made.id, now=SOON)
    ended = stop_experiment(made.id, reason="known", now=SOON)
    with pytest.raises(IllegalTransition):
        start_experiment(made.id, now=SOON)

    assert (ended.state, ended.stopped_because) == ("stopped", "known")
    assert published()[1:] == [
        ExperimentStarted(made.id, "one", SLOT, "web"),
        ExperimentStopped(made.id, "one", SLOT, "web", "known"),
    ]


def test_a_stopped_experiment_gives_no_arms(switched):
    switched(Mode.ON)
    made = started()
    assert decided().explain.arm

    stop_experiment(made.id, reason="known", now=SOON)

    assert decided().explain.arm == ""


def test_a_slot_that_is_not_on_has_no_experiments(switched):
    switched(Mode.SHADOW)

    with pytest.raises(SlotIsNotOn):
        started()


def test_experiments_of_a_layer_share_it_out(switched):
    switched(Mode.ON)
    for code, share in (("a", 0.4), ("b", 0.3)):
        started(code, share=share)

    with pytest.raises(LayerIsFull) as refusal:
        started("c", share=0.4)
    assert refusal.value.free == pytest.approx(0.3)

    stop_experiment(Experiment.objects.get(code="a").pk, reason="room", now=SOON)
    started("d", share=0.4)
    places = Experiment.objects.filter(state="running").values_list(
        "code", "first_bucket", "buckets"
    )
    assert sorted(places) == [("b", 4000, 3000), ("d", 0, 4000)]


def test_one_slot_has_one_layer_at_a_time(switched):
    switched(Mode.ON)
    started("a", share=0.1)

    with pytest.raises(OtherLayer):
        started("b", share=0.1, layer="elsewhere")


def test_the_database_keeps_a_layers_experiments_apart(switched):
    switched(Mode.ON)
    started("a", share=0.5)
    started("b", share=0.5)

    with pytest.raises(IntegrityError, match="layer_are_apart"), transaction.atomic():
        Experiment.objects.filter(code="b").update(first_bucket=100)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "Über"}, "code"),
        ({"name": ""}, "name"),
        ({"channel_code": "moon"}, "channel_code"),
        ({"metric": "joy"}, "metric"),
        ({"guardrails": ["joy"]}, "guardrails"),
        ({"share": 0}, "share"),
        ({"share": 1.1}, "share"),
        ({"smallest_effect": 0}, "smallest_effect"),
        ({"pre_days": 91}, "pre_days"),
        ({"arms": TWO_ARMS[:1]}, "arms"),
        ({"arms": [NewArm("a"), NewArm("a")]}, "arms"),
        ({"arms": [NewArm("a", 0), NewArm("b")]}, "arms"),
        ({"layer": "no such code!"}, "layer"),
    ],
)
def test_an_experiment_that_is_not_possible_says_why(web, changes, field):
    with pytest.raises(BadExperiment) as refusal:
        drafted(**changes)

    assert refusal.value.field == field
    assert Experiment.objects.count() == 0


def test_a_code_is_taken_once(web):
    drafted()

    with pytest.raises(ExperimentExists):
        drafted()
    assert Experiment.objects.count() == 1


def test_what_is_not_there_cannot_start(web):
    with pytest.raises(ExperimentNotFound):
        start_experiment(uuid7(), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_experiments_started_at_once_none_overlap(switched):
    switched(Mode.ON)
    ids = [drafted(f"e{number}", share=0.3).id for number in range(6)]
    barrier, refused = Barrier(6), []

    def start(experiment_id) -> None:
        barrier.wait()
        try:
            start_experiment(experiment_id, now=NOW)
        except LayerIsFull as full:
            refused.append(full)
        connection.close()

    threads = [Thread(target=start, args=(one,)) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    running = Experiment.objects.filter(state="running").values_list("first_bucket", flat=True)
    assert sorted(running) == [0, 3000, 6000]
    assert len(refused) == 3
