"""
The tree's hashes in tiles, as large as the log needs them.

A tile holds up to 256 hashes of one level; the root of a full tile is one hash of the level above. A tile
never changes but for growing, so whatever the log was once can be computed for ever. Levels count by
eights: the hashes of level 0 are leaves, those of level 1 are roots of 256 leaves.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from serai.attest.domain.verifier import node_hash

HASH = 32
LEVELS = 8
WIDTH = 2**LEVELS
EMPTY_ROOT = sha256(b"").digest()

Spot = tuple[int, int]
"""Where a tile stands: its level, and its index from the left."""
Tiles = Mapping[Spot, bytes]
Range = tuple[int, int]
"""Leaves from the first until before the second."""


def edge_spots(size: int) -> list[Spot]:
    """Return where the unfinished tiles of a log of `size` leaves stand, the lowest first."""
    spots, level = [], 0
    while size:
        if size % WIDTH:
            spots.append((level, size // WIDTH))
        size, level = size // WIDTH, level + 1
    return spots


def grow(size: int, edge: Tiles, hashes: Iterable[bytes]) -> dict[Spot, bytes]:
    """
    Return the tiles that change when leaves are appended, new ones among them.

    One hash is computed for each leaf, and nothing is read but the edge.

    Args:
        size: how many leaves the log has.
        edge: the unfinished tiles, at `edge_spots(size)`.
        hashes: of the leaves that come.
    """
    changed: dict[Spot, bytes] = {}
    coming, level = b"".join(hashes), 0
    while coming:
        index, kept = divmod(size, WIDTH)
        row = (edge[level, index] if kept else b"") + coming
        above = []
        for start in range(0, len(row), WIDTH * HASH):
            tile = row[start : start + WIDTH * HASH]
            changed[level, index] = tile
            if len(tile) == WIDTH * HASH:
                above.append(_root(tile))
            index += 1
        coming, size, level = b"".join(above), size // WIDTH, level + 1
    return changed


def spots_of(ranges: Iterable[Range]) -> set[Spot]:
    """Return where the tiles stand that `hash_of` needs for these ranges."""
    return {_place(height, index)[0] for each in ranges for height, index in _perfect(*each)}


def hash_of(leaves: Range, tiles: Tiles) -> bytes:
    """
    Return the hash of a range of leaves that is a subtree (RFC 6962, 2.1).

    Args:
        leaves: all leaves of the log, or a range of a proof.
        tiles: at least those at `spots_of([leaves])`.
    """
    nodes = [_node(height, index, tiles) for height, index in _perfect(*leaves)]
    if not nodes:
        return EMPTY_ROOT
    found = nodes.pop()
    while nodes:
        found = node_hash(nodes.pop(), found)
    return found


def leaf_in(tiles: Tiles, position: int) -> bytes:
    """Return the hash of a leaf."""
    return _node(0, position, tiles)


def _perfect(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (height, index) of the perfect subtrees that a range is made of, the largest first."""
    while start < end:
        height = (end - start).bit_length() - 1
        if start:
            height = min(height, (start & -start).bit_length() - 1)
        yield height, start >> height
        start += 1 << height


def _place(height: int, index: int) -> tuple[Spot, int, int]:
    """Return the tile that holds what is below a node, and from where until where there, in bytes."""
    level, inside = divmod(height, LEVELS)
    first = index << inside
    offset = first % WIDTH
    return (level, first // WIDTH), offset * HASH, (offset + (1 << inside)) * HASH


def _node(height: int, index: int, tiles: Tiles) -> bytes:
    spot, start, end = _place(height, index)
    return _root(tiles[spot][start:end])


def _root(row: bytes) -> bytes:
    """Return the root over a row of 2, 4, 8 … hashes."""
    nodes = [row[start : start + HASH] for start in range(0, len(row), HASH)]
    while len(nodes) > 1:
        nodes = [
            sha256(b"\x01" + nodes[left] + nodes[left + 1]).digest()
            for left in range(0, len(nodes), 2)
        ]
    return nodes[0]
