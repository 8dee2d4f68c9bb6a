"""Right calls of staff about slots, policies and experiments."""

from collections.abc import Callable
from uuid import UUID

from api.call import Call

from serai.decisions.queries.experiments import experiment_page


def decision_calls() -> dict[str, Callable[[], Call]]:
    """Return the calls by operation."""
    experiment = {
        "code": "home-new-first",
        "name": "New products first",
        "slot": "home.suggestions",
        "channel_code": "web",
        "arms": [{"code": "control"}, {"code": "same", "weight": 1}],
        "metric": "clicked",
    }
    return {
        "slot_settings": Call,
        "switch_slot": lambda: Call(
            {"slot": "home.suggestions", "channel_code": "web"}, {"mode": "shadow"}
        ),
        "slot_readings": Call,
        "slot_reading": lambda: Call({"slot": "home.suggestions", "channel_code": "web"}),
        "policies": Call,
        "publish_policy": lambda: Call(
            body={"code": "clicks", "kind": "thompson", "parameters": {"rate": 0.02}}
        ),
        "experiment_page": lambda: Call(query="?limit=5"),
        "create_experiment": lambda: Call(body=experiment),
        "experiment": lambda: Call({"experiment_id": the_experiment("to-start")}),
        "experiment_reading": lambda: Call({"experiment_id": the_experiment("to-stop")}),
        "start_experiment": lambda: Call({"experiment_id": the_experiment("to-start")}, {}),
        "stop_experiment": lambda: Call(
            {"experiment_id": the_experiment("to-stop")}, {"reason": "It is known."}
        ),
    }


def the_experiment(code: str) -> UUID:
    """Return the world's experiment of this code."""
    [found] = [one.id for one in experiment_page().items if one.code == code]
    return found
