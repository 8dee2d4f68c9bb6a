"""A request that comes again, with the same key, has one effect and one answer."""

import dataclasses
from typing import Any

import pytest
from api.call import Call, send
from api.calls import every_call
from api.owned_calls import owned_by
from api.stock_calls import at
from api.tables import all_tables, changed
from api.tills import an_opening
from api.walk import operations
from api.world import World
from factories.pictures import a_photo

from serai.config.openapi.every_operation import KEYLESS

KEYED = sorted(name for name, operation in operations().items() if operation.takes_a_key)

OTHER_BODY = {
    "change_card": {"instrument_id": "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"},
    "propose_instalments": {"terms_id": "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"},
    "exempt_customer": {
        "jurisdictions": ["US"],
        "certificate": "y",
        "valid_from": "2027-01-01",
    },
    "replay_webhooks": {"what": "everything", "since": "2026-01-01T00:00:00Z"},
    "match_bank_line": {"payment_id": "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1"},
    "open_sites": {"days": ["2031-12-25"]},
    "merge_till_operations": an_opening(7_000),
    "place_draft": {"method": "cash_on_delivery", "expected_total_minor": 650},
    "prepare_one_click": {"address_id": None},
    "receive_return": {
        "location_id": "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1",
        "lines": [{"position": 1, "refused": 1}],
    },
    "keep_picture": a_photo(31, 30),
    "add_picture": a_photo(31, 30),
    "receive_or_adjust": {"reason": "adjustment", "movements": [{**at("DC1"), "quantity": 5}]},
}
"""Another right body where the general way (another text, another number) makes a wrong one."""

ONE_BODY = {
    "choose_payment": "there is one way to pay so far",
    "return_from_payment": "nothing of the body is believed: whoever comes back is told the same",
    "return_from_bank": "there is no body: whoever comes back is told the same",
    "return_to_change": "there is no body: whoever comes back is told the same",
}
"""Operations that know no second body, each with the reason."""


def again(name: str, world: World) -> Call:
    """Return another call of the same kind: what a client sends that uses a key a second time."""
    call = every_call(world)[name]()
    body = OTHER_BODY.get(name) or _altered(call.body)
    return dataclasses.replace(call, body=body)


def _altered(body: Any) -> Any:
    """Return a body that differs in one text or number."""
    if isinstance(body, dict):
        for key, value in body.items():
            if isinstance(value, str | int | dict | list):
                return {**body, key: _altered(value)}
        return {**body, "more": 1}
    if isinstance(body, list):
        return [_altered(body[0]), *body[1:]]
    if isinstance(body, bool):
        return not body
    return body + 1 if isinstance(body, int) else f"{body}x"


# --- one after another ------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("name", KEYED)
def test_the_same_request_again_has_one_effect_and_one_answer(world: World, name: str):
    operation, call = operations()[name], every_call(world)[name]()
    first = send(operation, call, idempotency_key="once")
    assert first.status_code in operation.success, first.content
    after = all_tables()

    second = send(operation, call, idempotency_key="once")

    assert second.status_code == first.status_code
    assert _lasting(second) == _lasting(first)
    assert changed(after).keys() <= (
        {"plumbing_shopper_token", *LOGGED_IN} if name == "register" else set()
    )


LOGGED_IN = {"plumbing_event", "procrastinate_jobs", "procrastinate_events", "customers_customer"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(KEYED) - set(ONE_BODY)))
def test_the_same_key_with_another_body_is_refused(world: World, name: str):
    operation = operations()[name]
    first = send(operation, every_call(world)[name](), idempotency_key="once")
    assert first.status_code in operation.success, first.content
    after = all_tables()

    second = send(operation, again(name, world), idempotency_key="once")

    assert (second.status_code, second.json()["code"]) == (422, "idempotency.key_reused")
    assert changed(after) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", KEYED)
def test_without_a_key_nothing_happens(world: World, name: str):
    operation, call, before = operations()[name], every_call(world)[name](), all_tables()

    response = send(operation, call, idempotency_key="")

    assert (response.status_code, response.json()["code"]) == (400, "idempotency.key_missing")
    assert changed(before) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(KEYLESS))
def test_what_takes_no_key_asks_for_none(world: World, name: str):
    operation, call = operations()[name], every_call(world)[name]()

    assert send(operation, call, idempotency_key="").status_code in operation.success


@pytest.mark.django_db
def test_a_key_counts_for_its_operation_and_its_caller_only(world: World):
    calls = every_call(world)
    of_ann, of_bob = (
        owned_by(world.ann, world)["add_line"](),
        owned_by(world.bob, world)["add_line"](),
    )

    answers = [
        send(operations()[name], call, idempotency_key="the same")
        for name, call in (
            ("create_cart", calls["create_cart"]()),
            ("add_line", of_ann),
            ("add_line", of_bob),
            ("add_address", calls["add_address"]()),
        )
    ]

    assert [answer.status_code for answer in answers] == [201, 200, 200, 201]


@pytest.mark.django_db
def test_a_refusal_keeps_no_key(world: World):
    operation, call = operations()["add_line"], owned_by(world.ann, world)["add_line"]()
    refused = send(operation, call, idempotency_key="k", body={"sku": "NOBODY", "quantity": 1})

    mended = send(operation, call, idempotency_key="k")

    assert (refused.status_code, mended.status_code) == (422, 200)


@pytest.mark.django_db
def test_the_answer_is_told_again_in_whatever_language_is_asked_for(world: World):
    operation, call = operations()["create_cart"], every_call(world)["create_cart"]()
    first = send(operation, call, idempotency_key="k")
    there = Call(body=call.body, headers={"Accept-Language": "he"})

    assert send(operation, there, idempotency_key="k").json()["id"] == first.json()["id"]


def _lasting(response: Any) -> Any:
    """Return an answer without what is new each time (a log-in's token) or only told when read (looks)."""
    said = response.json()
    if isinstance(said, list):
        return said
    if "customer" in said:
        del said["token"]
    for line in said.get("lines", []):
        line["picture"] = line["package_size"] = line["availability"] = None
    return said
