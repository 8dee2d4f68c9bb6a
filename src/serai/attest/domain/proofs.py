"""Which hashes a proof consists of (RFC 6962, 2.1.1 and 2.1.2), as ranges of leaves."""

from serai.attest.domain.tiles import Range


def inclusion_ranges(position: int, size: int) -> list[Range]:
    """Return the siblings on the way from a leaf up to the root of a log of `size` leaves."""
    start, end, found = 0, size, []
    while end - start > 1:
        middle = start + _left(end - start)
        if position < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """Return what shows that a log of `second` leaves begins with the log of its `first` leaves."""
    start, end, found, whole = 0, second, [], True
    while first != end:
        middle = start + _left(end - start)
        if first <= middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start, whole = middle, False
    if not whole:
        found.append((start, end))
    return found[::-1]


def _left(count: int) -> int:
    """Return how many of `count` leaves are in the left subtree: the largest power of two below."""
    return 1 << (count - 1).bit_length() - 1
