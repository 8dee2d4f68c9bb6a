"""The back office shows how slots stand and what is known of experiments, and switches through use cases."""

from collections.abc import Callable

import pytest
from back_office.conftest import _logged_in
from decisions.conftest import NOW, SLOT, decided
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from factories.decisions import a_draft, a_policy, a_running_experiment

from serai.decisions.events import SlotSwitched
from serai.decisions.models import Experiment, SlotSetting
from serai.decisions.public import OutcomeKind, record_outcome, write_exposures
from serai.decisions.usecases.open_slots import open_slots


@pytest.fixture
def owner(web: None) -> Client:
    open_slots(now=NOW)
    return _logged_in(User.objects.create(username="owner", is_staff=True, is_superuser=True))


def page(owner: Client, model: str, key: object) -> str:
    return owner.get(f"/admin/decisions/{model}/{key}/change/").content.decode()


def test_a_slot_is_switched_told_and_noted(owner: Client, published: Callable[[], list]):
    a_policy("popular-first")
    setting = SlotSetting.objects.get(slot=SLOT)

    owner.post(
        f"/admin/decisions/slotsetting/{setting.pk}/switch/",
        {"_form_submitted": "True", "mode": "shadow", "policy": "popular-first", "holdout": "10"},
    )

    setting.refresh_from_db()
    assert (setting.mode, setting.policy.code, setting.holdout) == ("shadow", "popular-first", 0.1)
    assert published()[-1] == SlotSwitched(SLOT, "web", "shadow", "popular-first", 1, 0.1)
    assert LogEntry.objects.get().change_message == "Switched shadow: popular-first"
    shown = page(owner, "slotsetting", setting.pk)
    assert "shadow" in shown
    assert "popular-first v1" in shown


def test_an_experiment_shows_what_is_known_in_words_and_drawn(owner: Client):
    experiment = a_running_experiment(share=1.0)
    for who in range(600):
        decision = decided(str(who))
        if decision.explain.arm == "new" or who % 5 == 0:
            record_outcome(decision.items[0].token, OutcomeKind.CLICK, now=NOW)
    write_exposures()

    shown = page(owner, "experiment", experiment.id)

    assert "new: at least" in shown or "new: between" in shown
    assert "better, for certain." in shown
    assert '<svg class="bo-plot"' in shown
    assert "Subjects who clicked: better." in shown
    assert "600 subjects, 6% of those planned" in shown
    assert 'role="alert"' not in shown


def test_arms_that_did_not_get_their_shares_are_shouted_out(owner: Client):
    experiment = a_running_experiment(share=1.0)
    for who in range(3000):
        decision = decided(str(who))
        if decision.explain.arm == "control" and who % 2:
            from serai.decisions.domain.exposure_buffer import buffer

            buffer._waiting.pop()
    write_exposures()

    shown = page(owner, "experiment", experiment.id)

    assert 'role="alert"' in shown
    assert "did not get their shares" in shown


def test_an_experiment_is_started_and_stopped(owner: Client, switched: Callable[..., None]):
    switched()
    experiment = a_draft()
    assert "it has not started" in page(owner, "experiment", experiment.id)

    owner.get(f"/admin/decisions/experiment/{experiment.id}/start/")
    assert Experiment.objects.get().state == "running"

    owner.post(
        f"/admin/decisions/experiment/{experiment.id}/stop/",
        {"_form_submitted": "True", "reason": "known"},
    )
    row = Experiment.objects.get()
    assert (row.state, row.stopped_because) == ("stopped", "known")
