"""The whole API against its own description: made-up requests, right and wrong, through the real WSGI path."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from api.call import Call
from api.calls import every_call
from api.walk import Operation, document, operations
from api.world import STAFF_KEY, World
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from factories.ordering import SHOP_KEY
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from serai.discovery.api.lane import ReadLane
from serai.plumbing.caches import forget_all

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    missing_required_header,
    unsupported_method,
]
DETERMINED = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def can_be_wrong(operation: Operation) -> bool:
    """Return whether a request can break the description: not where any text will do."""
    parameters = operation.said["parameters"]
    return bool(operation.body_schema) or any(
        one["in"] != "path" or "format" in one["schema"] for one in parameters
    )


@pytest.fixture(scope="module")
def api() -> Any:
    """Return the API as the api process serves it, the read lane in front of Django."""
    schema = schemathesis.openapi.from_dict(document())
    schema.app = ReadLane(get_wsgi_application())
    return schema


CASES = [
    (name, mode)
    for name, operation in sorted(operations().items())
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or can_be_wrong(operation)
]


@pytest.mark.parametrize(("name", "mode"), CASES, ids=lambda value: getattr(value, "value", value))
def test_an_answer_is_one_that_was_declared(
    world: World, api: Any, name: str, mode: GenerationMode
):
    operation, call = operations()[name], every_call(world)[name]()
    strategy = _requests(api[operation.path][operation.verb.upper()], operation, call, mode)

    @DETERMINED
    @given(case=strategy)
    def conforms(case: Any) -> None:
        with undone():
            case.call_and_validate(checks=CHECKS)

    conforms()


def _requests(made: Any, operation: Operation, call: Call, mode: GenerationMode) -> Any:
    """Return made-up requests of somebody who may call; half of them about something that is there."""
    headers = {"Serai-Key": STAFF_KEY if operation.area == "staff" else SHOP_KEY, **call.headers}
    if call.token:
        headers["Authorization"] = f"Bearer {call.token}"
    there = {name: str(value) for name, value in call.values.items()}
    return st.one_of(
        made.as_strategy(generation_mode=mode, headers=headers, path_parameters=there),
        made.as_strategy(generation_mode=mode, headers=headers),
    )


@contextmanager
def undone() -> Iterator[None]:
    """Undo what one request did, so that the next finds the same shop."""
    savepoint = transaction.savepoint()
    for signal in (request_started, request_finished):  # as Django's own test client does
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        transaction.savepoint_rollback(savepoint)
        forget_all()
