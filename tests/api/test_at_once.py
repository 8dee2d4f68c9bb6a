"""The same request, at once from many sides: one effect, one answer."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from api.call import Call, send
from api.calls import every_call
from api.owned_calls import owned_by
from api.privacy_calls import let_ask
from api.tables import all_tables, changed
from api.walk import Operation, operations
from api.world import Party, World, a_world
from django.db import connection, transaction
from django.test import Client
from factories.ordering import SHOP_KEY

from serai.plumbing.db import execute

KEYED = sorted(name for name, operation in operations().items() if operation.takes_a_key)
AT_ONCE = 4
GUESSES = {"ask_for_erasure"}
"""Passwords are counted before they are looked at: of many at once some are told to come again."""
IN_MOTION = ("placing", "accepted", "paid", "making", "labelled")

SEQUENCE = [
    *(name for name in KEYED if name not in ("refund_payment", "refund_order", "cancel_order",
                                             "cancel_order_for_staff", "claim_cart", "place_order",
                                             "withdraw_product", "restore_product", "order_in_one_click",
                                             "propose_channel_prices", "place_draft", "set_article_terms")),
    "order_in_one_click", "propose_channel_prices", "place_draft",
    "claim_cart", "refund_payment", "refund_order", "cancel_order_for_staff", "cancel_order",
    "place_order", "withdraw_product", "restore_product", "set_article_terms",
]  # fmt: skip
"""What ends something comes after what needs it."""


@pytest.fixture
def no_jobs_left(transactional_db: None) -> Iterator[None]:
    """Forget the jobs at the end: Django does not flush them."""
    yield
    execute("DELETE FROM procrastinate_jobs")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_jobs_left")
def test_the_same_request_at_once_has_one_effect(processor, shop_files, settings):
    settings.SERAI_SHOP_REQUESTS_PER_MINUTE = 1_000_000
    world = a_world(processor)
    assert sorted(SEQUENCE) == KEYED
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for name in SEQUENCE:
            operation, call = operations()[name], _call_at_once(name, world)
            expected = _effect_of_one(operation, call)
            before = all_tables()

            responses = _at_once(pool, operation, call)
            if name in GUESSES:
                responses = [each for each in responses if each.status_code != 429]
                assert responses

            told = (name, {response.status_code for response in responses})
            assert told[1] <= operation.success, (told, responses[0].content, responses[-1].content)
            answers = {json.dumps(_identity(response), sort_keys=True) for response in responses}
            assert len(answers) == 1, (name, answers)
            assert (name, _counted(name, changed(before))) == (name, expected)


def _call_at_once(name: str, world: World) -> Call:
    if name == "cancel_order":  # Ann's was cancelled by staff
        return owned_by(world.bob, world)[name]()
    if name == "fulfil_order":  # Ann's is to be cancelled
        return Call({"order_id": world.guest.paid[1]["id"]})
    if name == "withdraw_erasure_for":  # Ann has taken hers back
        let_ask(world.ann.account_id)
    if name == "order_in_one_click":
        _look_again(world.ann)
    if name == "place_order":
        _look_again(world.bob)
        return owned_by(world.bob, world)[name]()
    return every_call(world)[name]()


def _look_again(party: Party) -> None:
    """Read a cart anew: the calls before have changed what it costs."""
    headers = {
        "Serai-Key": SHOP_KEY,
        "Authorization": f"Bearer {party.cart.shopper.token}",
    }
    address = f"/api/shop/carts/{party.cart.cart['id']}"
    party.cart.cart = Client().get(address, headers=headers).json()


def _effect_of_one(operation: Operation, call: Call) -> dict[str, int]:
    """Return which tables a single call changes, and undo it."""
    with transaction.atomic():
        before = all_tables()
        response = send(operation, call, idempotency_key="alone")
        assert response.status_code in operation.success, (operation.name, response.content)
        effect = changed(before)
        transaction.set_rollback(True)
    return _counted(operation.name, effect)


def _at_once(pool: ThreadPoolExecutor, operation: Operation, call: Call) -> list[Any]:
    barrier = Barrier(AT_ONCE)

    def run(_: int) -> Any:
        connection.ensure_connection()
        barrier.wait(60)
        try:
            return send(operation, call, idempotency_key="at once")
        finally:
            connection.close()

    return list(pool.map(run, range(AT_ONCE)))


def _identity(response: Any) -> Any:
    """Return what must be the same in every answer: all of it, or the id of what is still in motion."""
    told = response.json()
    if isinstance(told, list):
        return told
    said = {name: value for name, value in told.items() if name != "token"}
    if "instrument" in said:  # the cart is shown as it stands, and each of the racing writes counts
        said["cart"] = {**said["cart"], "version": None}
    in_motion = "id" in said and said.get("state") in IN_MOTION
    return said["id"] if in_motion else said


def _counted(name: str, effect: dict[str, int]) -> dict[str, int]:
    """Return an effect without what a repeated registration does each time: log in."""
    log_ins = {"plumbing_shopper_token", "plumbing_event", "procrastinate_jobs"}
    apart = {"procrastinate_events", *(log_ins if name == "register" else ())}
    return {table: gain for table, gain in effect.items() if table not in apart}
