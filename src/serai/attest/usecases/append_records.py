"""Take records into the log."""

from collections.abc import Sequence
from dataclasses import dataclass

from serai.attest.domain.leaf import Leaf, leaf_of, salt_of
from serai.attest.domain.tiles import edge_spots, grow
from serai.attest.ports import RecordSource, RecordSources
from serai.attest.queries.tiles import tiles_at
from serai.attest.usecases.open_log import open_log
from serai.plumbing.append_only import START, Horizon, Place, WrittenRow, horizon
from serai.plumbing.db import copy_into, execute, rows, unit_of_work
from serai.plumbing.wiring import bound

AT_ONCE = 5000
_LOCK = 0x5E_4A1_A77E57


@dataclass(frozen=True, slots=True)
class _Log:
    size: int
    salt_key: bytes
    moved: bool
    """Whether the database came from another cluster since."""


@dataclass(frozen=True, slots=True)
class _Reading:
    id: int
    place: Place
    anew: Horizon | None


def append_records(*, at_once: int = AT_ONCE) -> int:
    """
    Take the next records of the first source that has any into the log; return how many, 0 when all are in.

    One transaction: leaves, tiles, the log's size and the source's place are all written, or nothing is. Only
    one process appends at a time; to any other there is nothing to do. A record is taken in once, and none is
    skipped: transactions that have not ended yet hold back what began after them.
    """
    open_log()
    with unit_of_work():
        if not rows("SELECT 1 WHERE pg_try_advisory_xact_lock(%s)", [_LOCK]):
            return 0
        log = _locked_log()
        if log.moved:
            _read_everything_anew()
        for source in bound(RecordSources).sources:
            if read := _take(source, log, at_once):
                return read
        return 0


def _take(source: RecordSource, log: _Log, at_once: int) -> int:
    """Take the next records of a source in; return how many were read."""
    reading = _reading(source.name)
    until = reading.anew or Horizon(horizon().below)
    found = source.after(reading.place, until, limit=at_once)
    if found:
        fresh = _not_in_log(reading, found)
        _write(reading, log, [(row.key, _leaf(source.name, log, row)) for row in fresh])
        _move(reading, found[-1].place)
    elif reading.anew:
        _go_on_from_here(reading)
    return len(found)


def _leaf(name: str, log: _Log, row: WrittenRow) -> Leaf:
    return leaf_of(name, row.key, salt_of(log.salt_key, name, row.key), row.fields)


def _not_in_log(reading: _Reading, found: Sequence[WrittenRow]) -> list[WrittenRow]:
    """Return the records that are no leaves yet: a place is read twice after a restore."""
    known = {
        key
        for (key,) in rows(
            "SELECT key FROM attest_leaf WHERE source_id = %s AND key = ANY(%s)",
            [reading.id, [row.key for row in found]],
        )
    }
    return [row for row in found if row.key not in known]


def _write(reading: _Reading, log: _Log, leaves: list[tuple[str, Leaf]]) -> None:
    edge = tiles_at(edge_spots(log.size))
    changed = grow(log.size, edge, [leaf.hash for _, leaf in leaves])
    copy_into(
        "attest_leaf",
        ["position", "source_id", "key", "marks"],
        [
            (position, reading.id, key, leaf.marks)
            for position, (key, leaf) in enumerate(leaves, log.size)
        ],
    )
    kept = {spot: hashes for spot, hashes in changed.items() if spot in edge}
    for (level, index), hashes in kept.items():
        execute(
            "UPDATE attest_tile SET hashes = %s WHERE level = %s AND index = %s",
            [hashes, level, index],
        )
    copy_into(
        "attest_tile",
        ["level", "index", "hashes"],
        [(*spot, hashes) for spot, hashes in changed.items() if spot not in edge],
    )
    execute("UPDATE attest_log SET size = size + %s", [len(leaves)])
    execute(
        "UPDATE attest_source SET leaves = leaves + %s WHERE id = %s", [len(leaves), reading.id]
    )


def _locked_log() -> _Log:
    [found] = rows(
        "SELECT size, salt_key, cluster <> system_identifier"
        " FROM attest_log, pg_control_system() FOR UPDATE OF attest_log"
    )
    return _Log(*found)


def _reading(name: str) -> _Reading:
    execute("INSERT INTO attest_source (name, transaction, key, leaves) VALUES (%s, %s, %s, 0)"
            " ON CONFLICT DO NOTHING", [name, *START])  # fmt: skip
    [(source_id, transaction, key, below, beyond)] = rows(
        "SELECT id, transaction, key, anew_from, anew_beyond FROM attest_source WHERE name = %s",
        [name],
    )
    anew = None if below is None else Horizon(below, beyond)
    return _Reading(source_id, Place(transaction, key), anew)


def _move(reading: _Reading, place: Place) -> None:
    execute(
        "UPDATE attest_source SET transaction = %s, key = %s WHERE id = %s", [*place, reading.id]
    )


def _read_everything_anew() -> None:
    """
    Begin every source again: this cluster counts transactions from another number on.

    What is in the log already is met again and left out. Rows of transactions that this cluster has not had
    came with the dump, and are read now.
    """
    here = horizon()
    execute(
        "UPDATE attest_source SET transaction = %s, key = %s, anew_from = %s, anew_beyond = %s",
        [*START, here.below, here.beyond],
    )
    execute("UPDATE attest_log SET cluster = system_identifier FROM pg_control_system()")


def _go_on_from_here(reading: _Reading) -> None:
    """End the reading anew: go on with the transactions that had not ended when it began."""
    assert reading.anew is not None
    execute(
        "UPDATE attest_source SET transaction = %s, key = '', anew_from = NULL, anew_beyond = NULL"
        " WHERE id = %s",
        [reading.anew.below, reading.id],
    )
