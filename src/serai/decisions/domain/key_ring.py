"""The keys that sign tokens: a new one every quarter of a year, the one before still good."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

_QUARTER = 90 * 24 * 3600


@dataclass(frozen=True, slots=True)
class KeyRing:
    """
    Keys derived from one secret: by their number for tokens, and one for the pseudonyms of subjects.

    The number of a key is that of its quarter, modulo 256; a token names it.
    """

    secret: bytes

    def number_at(self, instant: datetime) -> int:
        """Return the number of the key that signs at an instant."""
        return int(instant.timestamp() // _QUARTER) % 256

    def key(self, number: int) -> bytes:
        """Return a signing key: 32 bytes."""
        return self._derived(f"decision token {number}")

    def subject_key(self) -> bytes:
        """Return the key of pseudonyms, which never changes: a subject stays the same subject."""
        return self._derived("decision subject")

    def _derived(self, label: str) -> bytes:
        return hmac.digest(self.secret, b"serai " + label.encode(), sha256)
