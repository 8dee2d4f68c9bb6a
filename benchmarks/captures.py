"""Captures settled one by one, each with its step, its event and its entry in the ledger, beside bare SQL."""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import psycopg

from benchmarks._inside import inside
from serai.config.measurement import Measurement

SECONDS, PAYMENTS, WARM = 3.0, 12_000, 200
TABLES = """
DROP SCHEMA IF EXISTS bench_floor CASCADE;
CREATE SCHEMA bench_floor;
CREATE TABLE bench_floor.payment (id uuid PRIMARY KEY, state text NOT NULL, captured bigint NOT NULL);
CREATE TABLE bench_floor.step (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payment_id uuid NOT NULL, state text NOT NULL);
CREATE INDEX ON bench_floor.step (payment_id);
CREATE TABLE bench_floor.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload jsonb NOT NULL);
CREATE TABLE bench_floor.posting (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account int NOT NULL, amount bigint NOT NULL);
CREATE INDEX ON bench_floor.posting (account, id);
CREATE TABLE bench_floor.account (id int PRIMARY KEY, balance bigint NOT NULL);
INSERT INTO bench_floor.account SELECT i, 0 FROM generate_series(0, 31) AS i;
"""
START = f"""
INSERT INTO payments_payment (id, cart_id, order_id, channel_code, purpose, method, state, amount_minor,
  currency, processor, started_at, holds_order, label, captured_minor, refunding_minor, refunded_minor,
  processor_reference, failure_code, action_url, token, return_url)
SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'web', 'order', 'card', 'processing',
  1999, 'USD', 'local', now(), true, '', 0, 0, 0, '', '', '', '', ''
FROM generate_series(1, {PAYMENTS})
RETURNING id
"""
EMPTY = """
SET serai.empty_the_ledger = 'yes';
TRUNCATE payments_payment, payments_paymentstep, payments_refund, ledger_account, ledger_entry,
  ledger_posting, ledger_hold, ledger_lot, ledger_lot_use CASCADE;
RESET serai.empty_the_ledger;
"""


def measure() -> Iterator[Measurement]:
    """Yield captures a second."""
    yield from inside("benchmarks.captures", empty="captures")


def measure_inside() -> Iterator[Measurement]:
    """Settle payments that were started, on a database of its own that is emptied before and after."""
    from serai.config.env import env

    url = env().postgres_url
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLES)
        connection.execute(EMPTY)
        ids = [row[0] for row in connection.execute(START).fetchall()]
        connection.execute("ANALYZE payments_payment")
    try:
        yield Measurement(
            name="captures settled, one at once",
            value=_settled(ids),
            unit="captures/s",
            reference=_bare(url),
            bar=0.12,
            note="state, step, event, ledger entry of two postings, every check on; floor: the same rows"
            " with psycopg alone, in one transaction each",
        )
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(EMPTY)
            connection.execute("DROP SCHEMA bench_floor CASCADE")


def _settled(ids: list[UUID]) -> float:
    from serai.config.supervisor.run import PLAN_ONCE
    from serai.kernel.clock import now
    from serai.kernel.money import Money
    from serai.payments.public import ChargeResult, ChargeStatus, Source, settle_from_processor
    from serai.plumbing.db import execute

    execute("SET " + PLAN_ONCE.removeprefix("-c "))  # as the api has it
    price = Money(1999, "USD")

    def settle(number: int) -> None:
        result = ChargeResult(
            str(ids[number]), ChargeStatus.CAPTURED, price, reference=f"ch_{number}"
        )
        assert settle_from_processor(result, source=Source.CALL, now=now()).changed

    for number in range(WARM):  # accounts are open, statements are prepared
        settle(number)
    return _for_a_while(lambda number: settle(WARM + number))


def _bare(url: str) -> float:
    with psycopg.connect(url, autocommit=True, prepare_threshold=2) as connection:
        ids = [uuid4() for _ in range(PAYMENTS)]
        with (
            connection.cursor() as cursor,
            cursor.copy("COPY bench_floor.payment FROM STDIN") as rows,
        ):
            for one in ids:
                rows.write_row((one, "processing", 0))
        return _for_a_while(lambda number: _bare_capture(connection, ids[number], number))


def _bare_capture(connection: psycopg.Connection[Any], payment_id: UUID, number: int) -> None:
    lane = number % 16
    with connection.transaction():
        connection.execute(
            "UPDATE bench_floor.payment SET state = 'captured', captured = 1999 WHERE id = %s",
            [payment_id],
        )
        connection.execute(
            "INSERT INTO bench_floor.step (payment_id, state) VALUES (%s, 'captured')", [payment_id]
        )
        connection.execute(
            "INSERT INTO bench_floor.event (payload) VALUES (jsonb_build_object('id', %s::text))",
            [str(payment_id)],
        )
        connection.execute(
            "INSERT INTO bench_floor.posting (account, amount) VALUES (%s, 1999), (%s, -1999)",
            [lane, 16 + lane],
        )
        connection.execute(
            "UPDATE bench_floor.account SET balance = balance + 1999 WHERE id IN (%s, %s)",
            [lane, 16 + lane],
        )


def _for_a_while(act: Callable[[int], object]) -> float:
    started, done = perf_counter(), 0
    while perf_counter() - started < SECONDS and done < PAYMENTS - WARM:
        act(done)
        done += 1
    return done / (perf_counter() - started)
