"""Proofs of inclusion and of consistency."""

from dataclasses import dataclass

from serai.attest.domain.proofs import consistency_ranges, inclusion_ranges
from serai.attest.domain.tiles import Range
from serai.attest.queries.tiles import hashes_of
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows


class OutsideOfLog(DomainError):
    """The log has no such leaf, or never had this size."""

    code = "attest.outside_of_log"
    kind = Kind.REJECTED

    def __init__(self, asked: int, size: int) -> None:
        self.asked, self.size = asked, size
        super().__init__(
            f"{asked} is outside of the log, whose last signed head has {size} leaves."
        )


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """The leaf's hash and its siblings up to the root, all hexadecimal."""

    position: int
    size: int
    leaf: str
    proof: list[str]


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """What shows that the log of `second` leaves begins with that of `first`, hexadecimal."""

    first: int
    second: int
    proof: list[str]


def inclusion_proof(position: int, *, size: int | None = None) -> InclusionProof:
    """
    Return what proves a leaf in the log of so many leaves; two statements, whatever the size.

    Args:
        position: the leaf's, from 0.
        size: of the log; `None` for the last head.

    Raises:
        OutsideOfLog: there is no such leaf, or no signed head is so large.
    """
    signed = _signed_size()
    size = signed if size is None else size
    if size > signed:
        raise OutsideOfLog(size, signed)
    if not 0 <= position < size:
        raise OutsideOfLog(position, size)
    leaf, *proof = hashes_of([(position, position + 1), *inclusion_ranges(position, size)])
    return InclusionProof(position, size, leaf.hex(), [each.hex() for each in proof])


def consistency_proof(first: int, second: int) -> ConsistencyProof:
    """
    Return what proves that one log begins with another; two statements, whatever the sizes.

    Raises:
        OutsideOfLog: no signed head is so large, or `first` is not within `second`.
    """
    signed = _signed_size()
    if second > signed:
        raise OutsideOfLog(second, signed)
    if not 0 < first <= second:
        raise OutsideOfLog(first, second)
    ranges: list[Range] = consistency_ranges(first, second)
    return ConsistencyProof(first, second, [each.hex() for each in hashes_of(ranges)])


def _signed_size() -> int:
    """Return how many leaves the last head has: what is not signed yet is not shown."""
    [(size,)] = rows("SELECT coalesce(max(size), 0) FROM attest_head")
    return int(size)
