"""Names that rows keep: subscriptions, jobs, refusals, events."""

import importlib
import pkgutil
import re

import pytest

import serai
from serai.kernel.errors import domain_errors
from serai.kernel.events import event_types
from serai.plumbing.events import subscriptions
from serai.plumbing.jobs import jobs

# Programs that start when imported, and the loader that needs the demo's data.
NOT_IMPORTED = (".migrations", "__main__", ".wsgi", ".live", ".complete_journey")
for _module in pkgutil.walk_packages(serai.__path__, "serai."):
    if not any(part in _module.name for part in NOT_IMPORTED):
        importlib.import_module(_module.name)

OURS = {
    name: subscription
    for name, subscription in subscriptions().items()
    if subscription.handler.__module__.startswith("serai.")
}
EVENTS = [name for name, event in event_types().items() if event.__module__.startswith("serai.")]
STABLE = re.compile(r"[a-z_]+\.[a-z0-9_]+")


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_subscription_is_named_context_verb_and_lives_in_handlers(name: str):
    context = OURS[name].handler.__module__.split(".")

    assert STABLE.fullmatch(name)
    assert name.partition(".")[0] == context[1]
    assert context[2] == "handlers"


@pytest.mark.parametrize("name", sorted(jobs()))
def test_a_job_is_named_context_verb(name: str):
    assert STABLE.fullmatch(name)
    assert name.partition(".")[0] == jobs()[name].function.__module__.split(".")[1]


@pytest.mark.parametrize("error", domain_errors(), ids=lambda error: error.__name__)
def test_a_refusal_has_a_code_a_kind_and_a_sentence_about_itself(error: type):
    assert STABLE.fullmatch(error.code)
    assert error.kind
    assert error.__doc__


def test_no_two_refusals_share_a_code():
    codes = [error.code for error in _all_errors() if "code" in vars(error)]

    assert sorted({code for code in codes if codes.count(code) > 1}) == []


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_an_event_is_a_documented_fact(name: str):
    event = event_types()[name]

    assert ".events." in f"{event.__module__}."
    assert event.__doc__
    assert re.search(r"[Vv]ersion:? \d", event.__doc__), f"{name} does not say its version"


def _all_errors() -> list[type]:
    from serai.kernel.errors import DomainError

    found, waiting = [], list(DomainError.__subclasses__())
    while waiting:
        found.append(waiting.pop())
        waiting += found[-1].__subclasses__()
    return [error for error in found if error.__module__.startswith("serai.")]
