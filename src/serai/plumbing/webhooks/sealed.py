"""Secrets of endpoints at rest: whoever reads the table without the installation's secret reads nothing."""

import os
from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


def seal(secret: str, *, of: UUID, installation: bytes) -> bytes:
    """
    Return a secret as the table keeps it.

    Args:
        secret: what is kept.
        of: whose it is; it opens for nobody else.
        installation: the installation's own secret.
    """
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(installation).encrypt(nonce, secret.encode(), of.bytes)


def unseal(sealed: bytes, *, of: UUID, installation: bytes) -> str:
    """
    Return what was sealed.

    Raises:
        cryptography.exceptions.InvalidTag: the installation's secret is another, or somebody changed it.
    """
    opened = _cipher(installation).decrypt(sealed[:_NONCE], sealed[_NONCE:], of.bytes)
    return opened.decode()


@lru_cache(maxsize=4)
def _cipher(installation: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, b"serai webhook secrets").derive(installation))
