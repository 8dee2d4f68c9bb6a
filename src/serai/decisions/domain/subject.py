"""For whom something is chosen: a keyed hash, from which nobody finds the person without the key."""

from dataclasses import dataclass
from hashlib import blake2b

BUCKETS = 10_000
_SCALE = 2.0**-64


@dataclass(frozen=True, slots=True)
class Subject:
    """
    A shopper with an account, a visitor, a device: whoever is treated alike for as long as possible.

    `kind` keeps a visitor's number apart from an account's; `identity` is any stable text.
    """

    kind: str
    identity: str


def subject_number(subject: Subject, *, key: bytes) -> int:
    """
    Return the pseudonym of a subject: a signed 64-bit number.

    Args:
        subject: who.
        key: at most 64 secret bytes; without it the number cannot be led back to the subject.
    """
    text = f"{subject.kind}\n{subject.identity}".encode()
    return int.from_bytes(blake2b(text, digest_size=8, key=key).digest(), "big", signed=True)


def share_of(subject: int, salt: str) -> float:
    """
    Return a number in [0, 1) that is the same for a subject and a salt for ever.

    Over many subjects it is uniform, and independent for two salts.

    Example:
        >>> share_of(7, "holdout") == share_of(7, "holdout"), 0 <= share_of(7, "layer") < 1
        (True, True)
    """
    drawn = blake2b(
        subject.to_bytes(8, "big", signed=True), digest_size=8, key=salt.encode()[:64]
    ).digest()
    return min(int.from_bytes(drawn, "big") * _SCALE, 1 - 2**-53)


def bucket_of(subject: int, salt: str) -> int:
    """Return which of 10,000 buckets of a layer a subject is in."""
    return int(share_of(subject, salt) * BUCKETS)
