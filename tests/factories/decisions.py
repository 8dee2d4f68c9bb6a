"""Slots, policies and experiments for tests."""

from datetime import UTC, datetime
from uuid import uuid4

from serai.decisions.public import (
    CreateExperiment,
    Mode,
    NewArm,
    SwitchSlot,
    create_experiment,
    publish_policy,
    start_experiment,
    switch_slot,
)
from serai.decisions.queries.experiments import ExperimentView

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SLOT = "home.suggestions"


def switched(mode: Mode = Mode.ON, policy: str | None = None, *, slot: str = SLOT) -> None:
    """Switch a slot of the channel "web", with nobody held out."""
    switch_slot(SwitchSlot(slot, "web", mode, policy, holdout=0.0), now=NOW)


def a_policy(code: str = "popular-first", kind: str = "score", **parameters: object) -> str:
    """Return the code of a policy that is there."""
    return publish_policy(code, kind, parameters, now=NOW).code


def a_draft(**changes: object) -> ExperimentView:
    """Return an experiment of two arms that nobody has started."""
    command = {
        "code": f"e-{uuid4().hex[:12]}",
        "name": "Popular products first",
        "slot": SLOT,
        "channel_code": "web",
        "arms": [NewArm("control"), NewArm("new", policy=a_policy())],
        "metric": "clicked",
        "share": 0.1,
        **changes,
    }
    return create_experiment(CreateExperiment(**command), now=NOW)  # type: ignore[arg-type]


def a_running_experiment(**changes: object) -> ExperimentView:
    """Return an experiment that runs; its slot is on."""
    switched()
    return start_experiment(a_draft(**changes).id, now=NOW)
