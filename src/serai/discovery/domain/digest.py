"""Short digests: equal texts have equal ones, others almost never."""

from hashlib import blake2b


def digest_of(text: str) -> int:
    """Return 64 bits of the BLAKE2b digest of `text`."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
