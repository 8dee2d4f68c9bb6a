"""Every operation answers as its description says."""

import jsonschema_rs
import pytest
from api.call import send
from api.calls import every_call
from api.walk import operations, strict

pytestmark = pytest.mark.django_db


def test_every_operation_has_a_right_call(world):
    assert set(every_call(world)) == set(operations())


@pytest.mark.parametrize("name", sorted(operations()))
def test_a_right_call_is_answered_as_declared(world, name: str):
    operation = operations()[name]

    response = send(operation, every_call(world)[name]())

    assert response.status_code in operation.success, response.content
    varies = "Serai-Key, Authorization, Accept-Language, Origin, Serai-Visitor"
    kept = ("public, no-cache", varies)
    told = (response["Cache-Control"], response.get("Vary", ""))
    assert told == kept if "ETag" in response else told[0] == "private, no-store"
    content = operation.said["responses"][str(response.status_code)].get("content")
    if content is None:
        assert response.content == b""
    else:
        [(media_type, declared)] = content.items()
        assert response["Content-Type"] == media_type
        schema = {**declared["schema"], "components": strict()}
        jsonschema_rs.validator_for(schema, validate_formats=True).validate(response.json())
