"""Staff switch slots, publish policies and run experiments; readers only look."""

import pytest
from decisions.conftest import NOW, SLOT, decided
from factories.catalog import a_channel
from factories.decisions import a_draft, a_policy, a_running_experiment, switched
from factories.staff import StaffProgram

from serai.decisions.public import Mode, OutcomeKind, record_outcome, write_exposures

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> StaffProgram:
    a_channel()
    return StaffProgram("decisions:read", "decisions:write")


def test_a_slot_is_switched_and_shown(program: StaffProgram):
    a_policy("clicks", "thompson")

    put = program.put(
        f"/decision-slots/{SLOT}/web", {"mode": "on", "policy": "clicks", "holdout": 0.1}
    )
    shown = program.get("/decision-slots").json()["items"]

    assert put.status_code == 200
    [slot] = [one for one in shown if one["slot"] == SLOT]
    assert (slot["mode"], slot["policy"], slot["policy_version"]) == ("on", "clicks", 1)
    assert (slot["holdout"], slot["version"]) == (0.1, 1)


def test_who_read_an_older_version_is_told(program: StaffProgram):
    program.put(f"/decision-slots/{SLOT}/web", {"mode": "on"})

    again = program.put(f"/decision-slots/{SLOT}/web", {"mode": "off", "version": 0})

    assert again.status_code == 409
    assert again.json()["code"] == "decisions.slot_setting_changed"


def test_an_experiment_from_draft_to_end(program: StaffProgram):
    switched(Mode.ON)
    program.post("/policies", {"code": "mine", "kind": "score", "parameters": {}})
    body = {
        "code": "one",
        "name": "One",
        "slot": SLOT,
        "channel_code": "web",
        "arms": [{"code": "control"}, {"code": "new", "policy": "mine"}],
        "metric": "clicked",
    }

    made = program.post("/experiments", body)
    path = f"/experiments/{made.json()['id']}"
    started, stopped = (
        program.post(f"{path}/start", {}),
        program.post(f"{path}/stop", {"reason": "known"}),
    )

    assert (made.status_code, started.status_code, stopped.status_code) == (201, 200, 200)
    assert program.get(path).json()["state"] == "stopped"
    assert [one["code"] for one in program.get("/experiments").json()["items"]] == ["one"]
    assert program.post(f"{path}/start", {}).json()["code"] == "state.illegal_transition"


def test_a_list_of_experiments_goes_on_behind_a_cursor(program: StaffProgram):
    made = [a_draft().code for _ in range(3)]

    first = program.get("/experiments?limit=2").json()
    second = program.get(f"/experiments?limit=2&cursor={first['next_cursor']}").json()

    assert [one["code"] for one in first["items"] + second["items"]] == made[::-1]
    assert second["next_cursor"] is None


def test_lists_cost_the_same_however_many_there_are(
    program: StaffProgram, django_assert_num_queries
):
    for _ in range(3):
        a_draft()
    program.get("/experiments")

    with django_assert_num_queries(3):
        program.get("/experiments")


def test_a_reading_says_what_is_known_in_words(program: StaffProgram):
    experiment = a_running_experiment(share=1.0)
    for who in range(400):
        decision = decided(str(who))
        if decision.explain.arm == "new" and who % 3 == 0:
            record_outcome(decision.items[0].token, OutcomeKind.CLICK, now=NOW)
    write_exposures()

    read = program.get(f"/experiments/{experiment.id}/reading").json()

    assert read["subjects"] == 400
    assert sum(read["arm_subjects"].values()) == 400
    assert read["sample_ratio_ok"]
    [arm] = read["metric"]["arms"]
    assert arm["arm"] == "new"
    assert arm["sentence"].startswith("new: ")
    assert [one["metric"] for one in read["guardrails"]] == ["ordered", "revenue"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("put", f"/decision-slots/{SLOT}/web", {"mode": "on"}),
        ("post", "/policies", {"code": "x", "kind": "fixed"}),
        ("post", "/experiments", {}),
    ],
)
def test_who_may_only_read_changes_nothing(method: str, path: str, body: dict):
    a_channel()
    reader = StaffProgram("decisions:read")

    assert reader.get("/decision-slots").status_code == 200
    assert getattr(reader, method)(path, body).status_code == 403
