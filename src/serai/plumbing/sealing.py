"""
What is kept sealed: whoever reads the table, or a copy of it, without the installation's secret reads nothing.

Each purpose has a key of its own, derived from that secret; what was sealed for one opens for no other.
"""

import os
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
Cipher = type[AESGCM] | type[ChaCha20Poly1305]


class SealBroken(Exception):
    """It was sealed with another secret, for another owner or purpose, or somebody changed it."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """
    How things of one purpose are sealed.

    Attributes:
        purpose: what for; part of the key, so it never changes.
        cipher: what seals; of what is kept already it never changes.
    """

    purpose: bytes
    cipher: Cipher = AESGCM

    def seal(self, content: bytes, *, secret: bytes, of: bytes = b"") -> bytes:
        """
        Return content as it is kept: the nonce, then content and tag.

        Args:
            content: what is kept.
            secret: the installation's own.
            of: whose it is; it opens for nobody else.
        """
        nonce = os.urandom(_NONCE)
        return nonce + _key(self, secret).encrypt(nonce, content, of)

    def unseal(self, sealed: bytes, *, secret: bytes, of: bytes = b"") -> bytes:
        """
        Return what was sealed.

        Raises:
            SealBroken: the secret or the owner is another, or somebody changed it.
        """
        try:
            return _key(self, secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], of)
        except InvalidTag:
            raise SealBroken from None


@lru_cache(maxsize=16)
def _key(sealing: Sealing, secret: bytes) -> AESGCM | ChaCha20Poly1305:
    return sealing.cipher(HKDF(SHA256(), 32, None, sealing.purpose).derive(secret))
