"""Deciding beside the bare policy, and exposures written by COPY beside COPY alone."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

import numpy as np
import psycopg

from benchmarks._inside import inside
from serai.config.measurement import Measurement
from serai.kernel.clock import now

CANDIDATES, SHOWN, TURNS, ROUNDS = 36, 24, 1500, 5
MOST_MS = 0.3
DECISIONS = 4000
SLOT, CHANNEL = "benchmark.shelf", "benchmark"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
KINDS = ("fixed", "score", "epsilon_greedy", "thompson")
TABLES = """
DROP SCHEMA IF EXISTS bench_floor CASCADE;
CREATE SCHEMA bench_floor;
CREATE TABLE bench_floor.exposure (LIKE decisions_exposure INCLUDING ALL);
"""


def measure() -> Iterator[Measurement]:
    """Yield what a decision costs over its policy, and exposures a second."""
    yield from inside("benchmarks.decide")


def measure_inside() -> Iterator[Measurement]:
    """Decide in this process with plans made by hand; write into the benchmark's own tables."""
    yield from _costs()
    yield _written()


def _costs() -> Iterator[Measurement]:
    from serai.decisions.domain.exposure_buffer import buffer
    from serai.decisions.domain.learnt import Learnt
    from serai.decisions.domain.mode import Mode
    from serai.decisions.domain.plan import Plan, RunningPolicy
    from serai.decisions.domain.policies.known import kind_of
    from serai.decisions.public import Candidates, Context, Slot, Subject, declare_slot
    from serai.decisions.queries import running
    from serai.decisions.queries.decide import decide

    slot = declare_slot(Slot(SLOT, "A shelf", "made up"))
    items = [uuid4() for _ in range(CANDIDATES)]
    candidates = Candidates(items, np.random.default_rng(1).random(CANDIDATES))
    context = Context(CHANNEL, NOW, np.random.default_rng(2))
    names = [str(item) for item in items]
    learnt = Learnt().with_counts(dict.fromkeys(names, 500.0), dict.fromkeys(names, 20.0))
    running.kept_fresh.set()
    for name in KINDS:
        kind = kind_of(name)
        ranker = kind.build(kind.checked({}), learnt)
        policy = RunningPolicy(policy_id=1, code=name, version=1, kind=name, ranker=ranker)
        plan = Plan(1, slot, CHANNEL, Mode.ON, 0.0, "salt", policy)
        running._running.plans = {(SLOT, CHANNEL): plan}  # noqa: SLF001 - no tables are touched
        subjects = [Subject("visitor", str(number)) for number in range(TURNS)]

        def act(
            number: int, subjects: Sequence[Subject] = subjects, context: Context = context
        ) -> object:
            return decide(SLOT, subjects[number], context, candidates, limit=SHOWN)

        def bare(number: int, ranker: Any = ranker, context: Context = context) -> object:
            return ranker.rank(candidates, context)

        whole, alone = _milliseconds(act), _milliseconds(bare)
        yield Measurement(
            name=f"decide over the bare policy, {name}",
            value=whole - alone,
            unit="ms",
            bar=MOST_MS,
            at_most=True,
            bar_on_value=True,
            note=f"{SHOWN} of {CANDIDATES} candidates with tokens; the policy itself {alone:.3f} ms",
        )
        buffer.take(1_000_000)


def _milliseconds(act: Callable[[int], object]) -> float:
    """Return the median round's time of one call."""
    rounds = []
    for _ in range(ROUNDS):
        started = perf_counter()
        for number in range(TURNS):
            act(number)
        rounds.append((perf_counter() - started) / TURNS * 1000)
    return median(rounds)


def _written() -> Measurement:
    from serai.config.env import env
    from serai.decisions.domain.exposure_buffer import ExposureBatch, ExposureBuffer
    from serai.decisions.domain.token import Shown, ShownItem
    from serai.decisions.usecases.write_exposures import COLUMNS, write_exposures
    from serai.kernel.ids import uuid7
    from serai.plumbing.db import execute

    def batch(number: int) -> ExposureBatch:
        shown = Shown(uuid7(), 0, 0, 0, number, holdout=False, shadow=False)
        items = tuple(ShownItem(uuid4(), place, 0.1) for place in range(SHOWN))
        return ExposureBatch(shown, items, "visitor", now())

    waiting = ExposureBuffer()
    for number in range(DECISIONS):
        waiting.add(batch(number))
    started = perf_counter()
    written = write_exposures(waiting)
    ours = written / (perf_counter() - started)
    statement = (
        f"COPY bench_floor.exposure ({', '.join(COLUMNS)}) FROM STDIN"  # our own column names
    )
    with psycopg.connect(env().postgres_url, autocommit=True) as connection:
        connection.execute(TABLES)
        lines = connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM decisions_exposure WHERE setting_id = 0"
        ).fetchall()
        started = perf_counter()
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for line in lines:
                copy.write_row(line)
        floor = len(lines) / (perf_counter() - started)
        connection.execute("DROP SCHEMA bench_floor CASCADE")
    execute("DELETE FROM decisions_exposure WHERE setting_id = 0")
    return Measurement(
        name="exposures written from the buffer",
        value=ours,
        unit="exposures/s",
        reference=floor,
        bar=0.5,
        note=f"{written:,} exposures of {DECISIONS:,} decisions; floor: psycopg's COPY of the same rows",
    )
