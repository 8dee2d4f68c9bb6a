"""The tree: known answers, and properties of every proof of every size."""

from hashlib import sha256

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from serai.attest.domain.proofs import consistency_ranges, inclusion_ranges
from serai.attest.domain.tiles import (
    EMPTY_ROOT,
    Tiles,
    edge_spots,
    grow,
    hash_of,
    leaf_in,
    spots_of,
)
from serai.attest.domain.verifier import (
    NotProven,
    check_consistency,
    leaf_hash,
    node_hash,
    root_of_inclusion,
)

# The vectors of Certificate Transparency's own tests: eight leaves, the roots of the first one, two, … eight.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    bytes.fromhex(text)
    for text in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
INCLUSION = [
    (0, 1, []),
    (0, 2, ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"]),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
]
CONSISTENCY = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]

unhurried = settings(deadline=None)
MANY = [leaf_hash(number.to_bytes(4, "big")) for number in range(140_000)]
sizes = st.one_of(st.integers(1, 600), st.sampled_from([65_535, 65_536, 65_537, 70_000, 140_000]))


def grown(hashes: list[bytes], *steps: int) -> Tiles:
    """Return the tiles of a log that grew in steps of so many leaves, and then by the rest."""
    tiles: dict = {}
    done = 0
    for step in (*steps, len(hashes)):
        edge = {spot: tiles[spot] for spot in edge_spots(done)}
        tiles |= grow(done, edge, hashes[done : done + step])
        done = min(done + step, len(hashes))
    return tiles


BIG = grown(MANY, 1000)


def plain_root(hashes: list[bytes]) -> bytes:
    """Return the root as RFC 6962 defines it, without any cleverness."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256().digest()
    left = 1
    while left * 2 < len(hashes):
        left *= 2
    return node_hash(plain_root(hashes[:left]), plain_root(hashes[left:]))


def root(size: int, tiles: Tiles = BIG) -> bytes:
    return hash_of((0, size), tiles)


def inclusion(position: int, size: int, tiles: Tiles = BIG) -> list[bytes]:
    return [hash_of(each, tiles) for each in inclusion_ranges(position, size)]


def consistency(first: int, second: int, tiles: Tiles = BIG) -> list[bytes]:
    return [hash_of(each, tiles) for each in consistency_ranges(first, second)]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int):
    hashes = [leaf_hash(leaf) for leaf in LEAVES[:size]]

    assert root(size, grown(hashes)) == ROOTS[size] == plain_root(hashes)


@pytest.mark.parametrize(("position", "size", "published"), INCLUSION)
def test_proofs_of_inclusion_are_the_published_ones(position: int, size: int, published: list[str]):
    hashes = [leaf_hash(leaf) for leaf in LEAVES]

    proof = inclusion(position, size, grown(hashes))

    assert [each.hex() for each in proof] == published
    assert root_of_inclusion(hashes[position], position, size, proof) == ROOTS[size]


@pytest.mark.parametrize(("first", "second", "published"), CONSISTENCY)
def test_proofs_of_consistency_are_the_published_ones(
    first: int, second: int, published: list[str]
):
    proof = consistency(first, second, grown([leaf_hash(leaf) for leaf in LEAVES]))

    assert [each.hex() for each in proof] == published
    check_consistency(first, second, [ROOTS[first], ROOTS[second]], proof)


def test_an_empty_log_has_the_hash_of_nothing():
    assert root(0) == EMPTY_ROOT == ROOTS[0]


@unhurried
@given(st.integers(1, 700), st.lists(st.integers(0, 300), max_size=6))
def test_it_does_not_matter_in_which_steps_a_log_grew(size: int, steps: list[int]):
    assert grown(MANY[:size], *steps) == grown(MANY[:size])


@unhurried
@given(st.integers(0, 700))
def test_a_root_is_what_the_standard_says(size: int):
    assert root(size) == plain_root(MANY[:size])


@unhurried
@given(sizes, st.data())
def test_every_leaf_is_proven(size: int, data: st.DataObject):
    position = data.draw(st.integers(0, size - 1))

    proof = inclusion(position, size)

    assert leaf_in(BIG, position) == MANY[position]
    assert root_of_inclusion(MANY[position], position, size, proof) == root(size)
    assert len(proof) <= (size - 1).bit_length()


@unhurried
@given(sizes, st.data())
def test_every_beginning_is_proven(second: int, data: st.DataObject):
    first = data.draw(st.integers(1, second))

    proof = consistency(first, second)

    check_consistency(first, second, [root(first), root(second)], proof)
    assert len(proof) <= second.bit_length() + 1


@unhurried
@given(sizes, st.data())
def test_a_proof_reads_few_tiles(size: int, data: st.DataObject):
    position = data.draw(st.integers(0, size - 1))

    spots = spots_of(inclusion_ranges(position, size))

    assert len(spots) <= 2 * len({level for level, _ in spots}) <= 6


@unhurried
@given(sizes, st.data())
def test_no_proof_of_inclusion_survives_a_flipped_bit(size: int, data: st.DataObject):
    position = data.draw(st.integers(0, size - 1))
    proof = inclusion(position, size)
    whole = b"".join([MANY[position], *proof])
    bit = data.draw(st.integers(0, len(whole) * 8 - 1))
    wrong = bytearray(whole)
    wrong[bit // 8] ^= 1 << bit % 8
    leaf, *path = [bytes(wrong[start : start + 32]) for start in range(0, len(wrong), 32)]

    assert root_of_inclusion(leaf, position, size, path) != root(size)


@unhurried
@given(sizes, st.data())
def test_no_proof_of_consistency_survives_a_flipped_bit(second: int, data: st.DataObject):
    first = data.draw(st.integers(1, second))
    whole = bytearray(b"".join([root(first), root(second), *consistency(first, second)]))
    bit = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[bit // 8] ^= 1 << bit % 8
    old, new, *proof = [bytes(whole[start : start + 32]) for start in range(0, len(whole), 32)]

    with pytest.raises(NotProven):
        check_consistency(first, second, [old, new], proof)


@unhurried
@given(sizes, st.data())
def test_a_proof_holds_for_no_other_leaf_and_no_other_length(size: int, data: st.DataObject):
    position = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(-2, size + 2))
    assume(other != position)
    proof = inclusion(position, size)

    assert not _proves(MANY[position], other, size, proof)
    assert not _proves(MANY[position], position, size, [*proof, MANY[0]])
    assert not (proof and _proves(MANY[position], position, size, proof[:-1]))
    assert not (proof and _proves(MANY[position], position, size, proof[1:]))


@unhurried
@given(sizes, st.data())
def test_a_log_that_shrank_or_was_cut_is_not_consistent(second: int, data: st.DataObject):
    first = data.draw(st.integers(1, second))
    proof = consistency(first, second)
    roots = [root(first), root(second)]

    for wrong in ([*proof, MANY[0]], proof[:-1] if proof else [MANY[0]]):
        with pytest.raises(NotProven):
            check_consistency(first, second, roots, wrong)
    if first < second:
        with pytest.raises(NotProven):
            check_consistency(second, first, roots[::-1], proof)


def test_nothing_goes_on_from_an_empty_log():
    with pytest.raises(NotProven):
        check_consistency(0, 1, [EMPTY_ROOT, MANY[0]], [])


def _proves(leaf: bytes, position: int, size: int, proof: list[bytes]) -> bool:
    try:
        return root_of_inclusion(leaf, position, size, proof) == root(size)
    except NotProven:
        return False
