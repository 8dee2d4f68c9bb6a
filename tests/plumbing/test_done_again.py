"""A transaction that PostgreSQL ended in a deadlock is done again, and nobody is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import OperationalError, connection, transaction
from factories.inventory import counts
from factories.ordering import CHALLENGE, approve, ready_to_order, states
from ordering.changes.makers import a_bought_order, books_agree
from payments.makers import charges_of

from serai.plumbing.db import done_again, execute, rows, unit_of_work
from serai.plumbing.db.done_again import AT_MOST, done_anew
from serai.plumbing.idempotency import IdempotencyKey, answer_once

pytest_plugins = ["ordering.conftest"]
pytestmark = pytest.mark.django_db(transaction=True)


def times(why: str = "deadlock") -> float:
    return done_anew.labels(why)._value.get()


@contextmanager
def a_deadlock_at(table: str, event: str, *, times: int = 1) -> Iterator[None]:
    """Let PostgreSQL end the first transactions that write a table, as it ends one of two in a deadlock."""
    execute("CREATE SEQUENCE deadlocks")
    execute(
        "CREATE FUNCTION be_a_victim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF nextval('deadlocks') <= {times} THEN RAISE deadlock_detected; END IF;"
        " RETURN NULL; END $$"
    )
    execute(
        f"CREATE TRIGGER victim AFTER {event} ON {table} FOR EACH STATEMENT"
        " EXECUTE FUNCTION be_a_victim()"
    )
    try:
        yield
    finally:
        execute(f"DROP TRIGGER victim ON {table}")
        execute("DROP FUNCTION be_a_victim")
        execute("DROP SEQUENCE deadlocks")


@pytest.fixture
def two_rows() -> Iterator[None]:
    execute("CREATE TABLE two_rows (id int PRIMARY KEY, times int NOT NULL DEFAULT 0)")
    execute("INSERT INTO two_rows VALUES (1), (2)")
    yield
    execute("DROP TABLE two_rows")


def test_of_two_in_a_deadlock_both_come_through(two_rows):
    both_hold_one, tries = Barrier(2), []
    before = times()

    def lock_both(first: int, second: int) -> None:
        def once() -> None:
            tries.append(first)
            with unit_of_work():
                execute("UPDATE two_rows SET times = times + 1 WHERE id = %s", [first])
                if tries.count(first) == 1:
                    both_hold_one.wait(60)
                execute("UPDATE two_rows SET times = times + 1 WHERE id = %s", [second])

        try:
            done_again(once)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(lock_both, 1, 2), pool.submit(lock_both, 2, 1)]:
            each.result(60)

    assert rows("SELECT times FROM two_rows") == [(2,), (2,)]
    assert len(tries) == 3
    assert times() - before == 1


def test_who_is_the_victim_every_time_is_told(two_rows):
    with (
        a_deadlock_at("two_rows", "UPDATE", times=AT_MOST),
        pytest.raises(OperationalError, match="deadlock"),
    ):
        done_again(lambda: execute("UPDATE two_rows SET times = 1"))


def test_inside_another_transaction_nothing_is_done_again(two_rows):
    tries = []

    def once() -> int:
        tries.append(1)
        return execute("UPDATE two_rows SET times = 1")

    with (
        a_deadlock_at("two_rows", "UPDATE"),
        pytest.raises(OperationalError, match="deadlock"),
        transaction.atomic(),
    ):
        done_again(once)

    assert len(tries) == 1


def test_another_failure_of_the_database_is_told_at_once():
    tries = []

    def once() -> None:
        tries.append(1)
        execute("DO $$ BEGIN RAISE query_canceled; END $$")

    with pytest.raises(OperationalError):
        done_again(once)

    assert len(tries) == 1


def test_a_kept_answer_is_kept_by_the_try_that_came_through(two_rows):
    key = IdempotencyKey.of(scope="test", key="once", body=b"")

    def act() -> dict[str, int]:
        execute("UPDATE two_rows SET times = times + 1 WHERE id = 1")
        [(found,)] = rows("SELECT times FROM two_rows WHERE id = 1")
        return {"times": found}

    with a_deadlock_at("two_rows", "UPDATE"):
        answers = [answer_once(key, act) for _ in range(2)]

    assert answers == [{"times": 1}, {"times": 1}]


@pytest.mark.parametrize(
    ("table", "event"),
    [("ordering_order", "INSERT"), ("inventory_reservation", "INSERT")],
    ids=["while it is written", "when it reserves"],
)
def test_whoever_orders_hears_nothing_of_a_deadlock_in_the_first_transaction(shop, table, event):
    checkout = ready_to_order(MILK=2)

    with a_deadlock_at(table, event):
        response = checkout.place()

    assert response.status_code == 201
    assert (states(), len(charges_of(shop))) == (["paid"], 1)
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (98, 0)}
    books_agree()


def test_whoever_has_paid_hears_nothing_of_a_deadlock_and_pays_once(shop):
    checkout = ready_to_order(MILK=2)

    with a_deadlock_at("ordering_order", "UPDATE"):
        response = checkout.place()

    assert (response.status_code, response.json()["state"]) == (201, "paid")
    assert (states(), len(charges_of(shop))) == (["paid"], 1)
    books_agree()


def test_whoever_comes_back_from_the_bank_hears_nothing_of_a_deadlock(shop):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()
    approve(shop, order["action"]["url"])

    with a_deadlock_at("ordering_order", "UPDATE"):
        response = checkout.shopper.post(f"/orders/{order['id']}/payment-return", {})

    assert (response.status_code, response.json()["state"]) == (200, "paid")
    assert (states(), len(charges_of(shop))) == (["paid"], 1)


def test_whoever_cancels_hears_nothing_of_a_deadlock(shop):
    shopper, order_id, _ = a_bought_order(MILK=2)

    with a_deadlock_at("inventory_movement", "INSERT"):
        response = shopper.post(f"/orders/{order_id}/cancellation", {"reason": "mistake"})

    assert (response.status_code, response.json()["state"]) == (200, "cancelled")
    assert rows("SELECT count(*) FROM payments_refund") == [(1,)]
    books_agree()
