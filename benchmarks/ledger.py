"""Entries posted one by one and in bulk, and the trial balance of a million postings, beside bare SQL."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from random import Random
from time import perf_counter
from typing import Any
from uuid import uuid4

import psycopg

from benchmarks._inside import inside
from serai.config.measurement import Measurement

ACCOUNTS, SECONDS, MILLION = 1_000, 3.0, 1_000_000
BEFORE, BULK = 5_000, 10_000
TABLES = """
DROP SCHEMA IF EXISTS bench_floor CASCADE;
CREATE SCHEMA bench_floor;
CREATE TABLE bench_floor.account (id int PRIMARY KEY, balance bigint NOT NULL);
INSERT INTO bench_floor.account SELECT i, 0 FROM generate_series(0, 999) AS i;
CREATE TABLE bench_floor.entry (
  id uuid PRIMARY KEY, kind text NOT NULL, reference text UNIQUE NOT NULL, occurred_at timestamptz NOT NULL);
CREATE TABLE bench_floor.posting (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entry_id uuid NOT NULL, account_id int NOT NULL,
  amount bigint NOT NULL);
CREATE INDEX ON bench_floor.posting (entry_id);
CREATE INDEX ON bench_floor.posting (account_id, id);
"""
ENTRY = "INSERT INTO bench_floor.entry VALUES (%s, 'bench.moved', %s, now())"
POSTINGS = "INSERT INTO bench_floor.posting (entry_id, account_id, amount) VALUES (%s, %s, %s), (%s, %s, %s)"
BALANCE = "UPDATE bench_floor.account SET balance = balance + %s WHERE id = %s"
EMPTY = """
SET serai.empty_the_ledger = 'yes';
TRUNCATE ledger_account, ledger_entry, ledger_posting, ledger_hold, ledger_lot, ledger_lot_use;
RESET serai.empty_the_ledger;
"""
FILL = f"""
WITH begun AS (
  INSERT INTO ledger_entry (id, kind, reference, note, lines, fingerprint, occurred_at, posted_at)
  SELECT gen_random_uuid(), 'bench.moved', 'fill ' || i, '', 2, '', now(), now()
  FROM generate_series(1, {MILLION // 2}) AS i
  RETURNING id
), moved AS MATERIALIZED (
  SELECT id, 1 + floor(random() * {ACCOUNTS - 1})::int AS place, 1 + floor(random() * 9999)::int AS amount
  FROM begun
), known AS MATERIALIZED (SELECT array_agg(id) AS ids FROM ledger_account)
INSERT INTO ledger_posting (entry_id, line, account_id, amount, balance, occurred_at)
SELECT moved.id, side.line, ids[place + side.line - 1], amount * side.sign, 0, now()
FROM moved, known, (VALUES (1, 1), (2, -1)) AS side (line, sign)"""
Connection = psycopg.Connection[Any]


def measure() -> Iterator[Measurement]:
    """Yield entries a second and the seconds of a trial balance."""
    yield from inside("benchmarks.ledger", empty="ledger")


def measure_inside() -> Iterator[Measurement]:
    """Post on a database of its own, whose ledger is emptied before and after."""
    from serai.config.env import env

    url = env().postgres_url
    _run(url, TABLES, EMPTY)
    try:
        for processes in (1, 2):
            posted = _per_second(processes, _post, url)
            floor = _per_second(processes, _insert, url)
            quickest = _per_second(processes, _insert_in_one_go, url)
            yield Measurement(
                name=f"entries of two postings, {processes} at once",
                value=posted,
                unit="entries/s",
                reference=floor,
                bar=0.25,
                note="floor: the same rows and balances with psycopg alone, without any check;"
                f" sent in one go by a pipeline it does {quickest:,.0f}",
            )
        _run(url, EMPTY)
        yield Measurement(
            name="entries of two postings in bulk",
            value=_bulk(),
            unit="entries/s",
            note="post_many, 5,000 entries a statement, every check on",
        )
        _run(url, FILL, "VACUUM ANALYZE ledger_posting")
        yield _trial_balance()
    finally:
        _run(url, EMPTY, "DROP SCHEMA bench_floor CASCADE")


def _run(url: str, *scripts: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for script in scripts:
            connection.execute(script)


def _trial_balance() -> Measurement:
    from serai.ledger.public import trial_balance
    from serai.plumbing.db import execute, rows

    execute("ANALYZE ledger_posting")
    best, floor = 60.0, 60.0
    for _ in range(3):
        started = perf_counter()
        found = trial_balance()
        best = min(best, perf_counter() - started)
        started = perf_counter()
        rows("SELECT account_id, sum(amount) FROM ledger_posting GROUP BY account_id")
        floor = min(floor, perf_counter() - started)
    assert all(debit == credit for debit, credit in found.totals.values())
    return Measurement(
        name="trial balance of a million postings",
        value=best,
        unit="s",
        reference=floor,
        bar=1.0,
        at_most=True,
        bar_on_value=True,
        note="added up from the postings, not from the balances; floor: one GROUP BY",
    )


def _bulk() -> float:
    """Return the entries a second of `post_many`, on accounts that are open and known to the planner."""
    from serai.kernel.clock import now
    from serai.ledger.public import post_many
    from serai.plumbing.db import execute

    chance, run = Random(7), uuid4()
    entries = (_entry(chance, f"{run} {number}") for number in range(BEFORE + BULK))
    post_many(islice(entries, BEFORE), now=now())
    execute("ANALYZE ledger_account, ledger_entry, ledger_posting")
    started = perf_counter()
    assert post_many(entries, now=now()) == BULK
    return BULK / (perf_counter() - started)


def _entry(chance: Random, reference: str) -> Any:
    from serai.ledger.public import AccountKind, Entry, Side, credit, debit

    kind = AccountKind("bench.account", Side.DEBIT, may_be_negative=True)
    one, other = chance.sample(range(ACCOUNTS), 2)
    amount = chance.randint(1, 10_000)
    lines = debit(kind.of(f"{one}", "EUR"), amount), credit(kind.of(f"{other}", "EUR"), amount)
    return Entry("bench.moved", reference, lines)


def _post(url: str, seed: int) -> float:
    """Post for a while; return entries a second."""
    from serai.config.cli.django import load_django

    load_django()
    from serai.config.supervisor.run import PLAN_ONCE
    from serai.kernel.clock import now
    from serai.ledger.public import post
    from serai.plumbing.db import execute

    execute("SET " + PLAN_ONCE.removeprefix("-c "))  # as the api has it
    chance, run = Random(seed), uuid4()
    for number in range(3 * ACCOUNTS):  # accounts are open, statements are prepared
        post(_entry(chance, f"{run} before {number}"), now=now())
    return _for_a_while(lambda number: post(_entry(chance, f"{run} {number}"), now=now()))


def _insert(url: str, seed: int) -> float:
    chance, run = Random(seed), uuid4()
    with psycopg.connect(url, autocommit=True, prepare_threshold=2) as connection:
        return _for_a_while(lambda number: _bare(connection, chance, f"{run} {number}"))


def _insert_in_one_go(url: str, seed: int) -> float:
    chance, run = Random(seed), uuid4()

    def act(number: int) -> None:
        with connection.pipeline():
            _bare(connection, chance, f"{run} {number}")

    with psycopg.connect(url, autocommit=True, prepare_threshold=2) as connection:
        return _for_a_while(act)


def _bare(connection: Connection, chance: Random, reference: str) -> None:
    entry, amount = uuid4(), chance.randint(1, 10_000)
    one, other = sorted(chance.sample(range(ACCOUNTS), 2))
    with connection.transaction():
        connection.execute(ENTRY, [entry, reference])
        connection.execute(POSTINGS, [entry, one, amount, entry, other, -amount])
        connection.execute(BALANCE, [amount, one])
        connection.execute(BALANCE, [-amount, other])


def _for_a_while(act: Callable[[int], object]) -> float:
    started, done = perf_counter(), 0
    while perf_counter() - started < SECONDS:
        act(done)
        done += 1
    return done / (perf_counter() - started)


def _per_second(processes: int, work: Callable[[str, int], float], url: str) -> float:
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return sum(pool.map(work, [url] * processes, range(processes)))
