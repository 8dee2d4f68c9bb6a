"""Tiles and hashes, read where the tree needs them."""

from collections.abc import Iterable

from serai.attest.domain.tiles import Range, Spot, hash_of, spots_of
from serai.plumbing.db import rows


def tiles_at(spots: Iterable[Spot]) -> dict[Spot, bytes]:
    """Return the tiles at the spots, as far as they are there; one statement."""
    wanted = sorted(spots)
    found = rows(
        "SELECT t.level, t.index, t.hashes FROM unnest(%s::int[], %s::bigint[]) AS w (level, index)"
        " JOIN attest_tile AS t ON t.level = w.level AND t.index = w.index",
        [[level for level, _ in wanted], [index for _, index in wanted]],
    )
    return {(level, index): hashes for level, index, hashes in found}


def hashes_of(ranges: list[Range]) -> list[bytes]:
    """Return the hashes of ranges of leaves that are in the log; one statement."""
    tiles = tiles_at(spots_of(ranges))
    return [hash_of(each, tiles) for each in ranges]
