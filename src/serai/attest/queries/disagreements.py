"""Does the log still say what the tables say, and does it agree with its own heads and anchors?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from serai.attest.domain.leaf import changed_fields, leaf_of, salt_of
from serai.attest.domain.tiles import HASH, LEVELS, WIDTH, Spot, edge_spots, grow, hash_of
from serai.attest.domain.verifier import NotProven, read_head, trusted_keys
from serai.attest.ports import Anchors, AnchorUnavailable, RecordSource, RecordSources
from serai.attest.queries.heads import key_history
from serai.attest.queries.tiles import hashes_of, tiles_at
from serai.plumbing.append_only import START, Horizon, Place
from serai.plumbing.db import rows
from serai.plumbing.json import as_builtins
from serai.plumbing.wiring import bound

AT_ONCE = 20 * WIDTH
"""How many leaves are read together: whole tiles."""


@dataclass(slots=True)
class _Walk:
    """The log from its beginning: how many leaves were seen, and the tiles that they lead to."""

    size: int
    salt_key: bytes
    seen: int = 0
    tiles: dict[Spot, bytes] = field(default_factory=dict)
    proven: int = 0
    """The size of the last head that agreed."""


def log_disagreements(advance: Callable[[int], None] = lambda count: None) -> Iterator[str]:
    """
    Read every record again and yield a sentence for everything that is not as it was.

    A changed record is named with its table, its key and its fields, and so is one that is gone, or that was
    slipped in behind the log's back. The tree is computed anew from the leaves, and every head, its signature and
    the anchors are compared with it: who changes the log, too, would also have to change what was handed out.

    Args:
        advance: is told how many leaves were looked at since.
    """
    log = rows("SELECT size, salt_key FROM attest_log")
    if not log:
        return
    walk = _Walk(*log[0])
    places = {
        name: Place(transaction, key)
        for name, transaction, key in rows(
            "SELECT name, transaction, key FROM attest_source WHERE anew_from IS NULL"
        )
    }
    keys = [key.vkey for key in key_history()]
    yield from _rotations()
    while walk.seen < walk.size:
        count = min(AT_ONCE, walk.size - walk.seen)
        yield from _block(walk, count, keys)
        advance(count)
    yield from _inner_tiles(walk)
    yield from _cut(walk)
    for source in bound(RecordSources).sources:
        if source.name in places:
            yield from _slipped_in(source, places[source.name])
    for anchor in bound(Anchors).anchors:
        try:
            yield from _anchored(anchor.name, anchor.longest(), anchor.published, walk.size)
        except AnchorUnavailable as unavailable:
            yield str(unavailable)


def _rotations() -> Iterator[str]:
    try:
        trusted_keys([as_builtins(key) for key in key_history()])
    except NotProven as fault:
        yield f"Keys of the log: {fault}"


def _block(walk: _Walk, count: int, keys: list[str]) -> Iterator[str]:
    """Compare so many leaves with their records, and the heads among them with the tree until there."""
    start, end = walk.seen, walk.seen + count
    tiles = tiles_at({(0, index) for index in range(start // WIDTH, -(-end // WIDTH))})
    row = b"".join(tiles.get((0, index), b"") for index in range(start // WIDTH, -(-end // WIDTH)))
    hashes = [row[place : place + HASH] for place in range(0, count * HASH, HASH)]
    if len(row) < count * HASH:
        yield f"Hashes of the log are gone: those of some leaves between {start} and {end - 1}."
        hashes = [each or bytes(HASH) for each in hashes]
    yield from _records(walk, start, hashes)
    edge = {spot: walk.tiles[spot] for spot in edge_spots(start)}
    walk.tiles = {spot: tile for spot, tile in walk.tiles.items() if spot[0]}
    walk.tiles |= grow(start, edge, hashes)
    walk.seen = end
    yield from _heads(walk, start, keys)


def _records(walk: _Walk, start: int, hashes: list[bytes]) -> Iterator[str]:
    leaves = {
        position: (name, key, marks)
        for position, name, key, marks in rows(
            "SELECT l.position, s.name, l.key, l.marks FROM attest_leaf AS l"
            " JOIN attest_source AS s ON s.id = l.source_id WHERE l.position >= %s AND l.position < %s",
            [start, start + len(hashes)],
        )
    }
    sources = {source.name: source for source in bound(RecordSources).sources}
    records = {
        name: source.by_keys([key for which, key, _ in leaves.values() if which == name])
        for name, source in sources.items()
    }
    for position, stored in enumerate(hashes, start):
        if position not in leaves:
            yield f"Leaf {position} of the log: which record it is has been deleted."
            continue
        name, key, marks = leaves[position]
        if name not in sources:
            continue
        what = f"{sources[name].table} {key}"
        record = records[name].get(key)
        if record is None:
            yield f"{what} is gone; it is leaf {position} of the log."
        elif leaf_of(name, key, salt_of(walk.salt_key, name, key), record).hash != stored:
            fields = ", ".join(changed_fields(marks, record)) or "its hash in the log"
            yield f"{what} is not what it was: {fields}; it is leaf {position} of the log."


def _heads(walk: _Walk, start: int, keys: list[str]) -> Iterator[str]:
    found = rows(
        "SELECT h.size, h.root, h.note FROM attest_head AS h"
        " WHERE h.size > %s AND h.size <= %s ORDER BY h.size, h.id",
        [start, walk.seen],
    )
    for size, root, note in found:
        try:
            said = read_head(note, keys)
        except (NotProven, ValueError) as fault:
            yield f"The head of {size} leaves: {fault}"
            continue
        if said != (size, root):
            yield f"The head of {size} leaves is not the one that was signed."
        if said[1] != hash_of((0, size), walk.tiles):
            yield (
                f"The log does not lead to its head of {size} leaves: one of the leaves from"
                f" {walk.proven} to {size - 1} was changed after it had been signed."
            )
        else:
            walk.proven = size


def _inner_tiles(walk: _Walk) -> Iterator[str]:
    stored = {
        (level, index): hashes
        for level, index, hashes in rows(
            "SELECT level, index, hashes FROM attest_tile WHERE level > 0"
        )
    }
    for spot, tile in sorted(walk.tiles.items()):
        if spot[0] and not stored.get(spot, b"").startswith(tile):
            first = spot[1] << LEVELS * (spot[0] + 1)
            yield f"An inner hash of the log is wrong: level {spot[0]}, over leaves from {first} on."


def _cut(walk: _Walk) -> Iterator[str]:
    for size, signed_at in rows(
        "SELECT size, signed_at FROM attest_head WHERE size > %s ORDER BY size DESC LIMIT 1",
        [walk.size],
    ):
        yield f"The log was cut: it has {walk.size} leaves, and had {size} on {signed_at:%Y-%m-%d}."


def _slipped_in(source: RecordSource, last: Place) -> Iterator[str]:
    """Yield the records before the last one read that are not in the log."""
    place, until, suspects = START, Horizon(last.transaction + 1), []
    while found := source.after(place, until, limit=AT_ONCE):
        place = found[-1].place
        known = _known(source.name, [row.key for row in found])
        for row in found:
            if row.key not in known:
                suspects.append(row)
            if row.place == last:
                yield from (_unknown(source, each.key) for each in suspects)
                return
    sure = (row for row in suspects if row.transaction < last.transaction)
    yield from (_unknown(source, row.key) for row in sure)


def _known(name: str, keys: list[str]) -> set[str]:
    found = rows(
        "SELECT l.key FROM attest_leaf AS l JOIN attest_source AS s ON s.id = l.source_id"
        " WHERE s.name = %s AND l.key = ANY(%s)",
        [name, keys],
    )
    return {key for (key,) in found}


def _unknown(source: RecordSource, key: str) -> str:
    return f"{source.table} {key} is not in the log, where later ones are: it was slipped in."


def _anchored(
    name: str, longest: int, published: Callable[[int], bytes | None], size: int
) -> Iterator[str]:
    if longest > size:
        yield f"The log was cut: it has {size} leaves, and the anchor {name} keeps one of {longest}."
    elif longest and hashes_of([(0, longest)]) != [published(longest)]:
        yield f"The log of {longest} leaves is not the one that the anchor {name} keeps."
