"""The request that asks for a label, as the parcel remembers it."""

import hashlib
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class RequestKey:
    """Two digests: of the request's idempotency key in its scope, and of its body."""

    name: str
    key: bytes
    fingerprint: bytes

    @classmethod
    def of(cls, *, scope: str, key: str, fingerprint: bytes) -> Self:
        """Return the digests of one request."""
        return cls(key, hashlib.sha256(f"{scope}\n{key}".encode()).digest(), fingerprint)
