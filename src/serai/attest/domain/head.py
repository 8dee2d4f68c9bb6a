"""Heads as signed notes, and the names of keys in them."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Head:
    """What is signed: the log's name, how many leaves it has, their root, and when."""

    origin: str
    size: int
    root: bytes
    signed_at: datetime

    @property
    def text(self) -> str:
        """Return the body of the note: a checkpoint with the time as its one extension line."""
        root = base64.b64encode(self.root).decode()
        instant = self.signed_at.astimezone(UTC).isoformat(timespec="seconds")
        return f"{self.origin}\n{self.size}\n{root}\n{instant.replace('+00:00', 'Z')}\n"

    def signed(self, vkey: str, signature: bytes) -> str:
        """Return the whole note."""
        name, hint, _ = vkey.split("+", 2)
        encoded = base64.b64encode(bytes.fromhex(hint) + signature).decode()
        return f"{self.text}\n— {name} {encoded}\n"


def verification_key(name: str, public: bytes) -> str:
    """Return a public Ed25519 key as one word, as signed notes write it: name, hash and key."""
    typed = b"\x01" + public
    hint = sha256(name.encode() + b"\n" + typed).hexdigest()[:8]
    return f"{name}+{hint}+{base64.b64encode(typed).decode()}"
