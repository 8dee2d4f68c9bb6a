"""The request that places an order, as the order remembers it."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class PlacingKey:
    """
    Two digests of 32 bytes: of the request's idempotency key in its scope, and of its body.

    The same request finds the order that it made. The body holds a card, which a plain digest would not
    hide (few numbers are possible): both digests are keyed with a secret.
    """

    key: bytes
    fingerprint: bytes

    @classmethod
    def of(cls, *, scope: str, key: str, body_digest: bytes, secret: bytes) -> Self:
        """Return the digests of one request."""
        name = f"{scope}\n{key}".encode()
        return cls(
            hmac.digest(secret, b"placing key\n" + name, hashlib.sha256),
            hmac.digest(secret, b"placing body\n" + body_digest, hashlib.sha256),
        )
