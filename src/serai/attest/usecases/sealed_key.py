"""Private keys at rest: sealed with the shop's secret, so that a copy of the database cannot sign."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from serai.kernel.errors import DomainError, Kind


class KeySealed(DomainError):
    """The key was sealed with another secret than the shop has now."""

    code = "attest.key_sealed"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__(
            "The log's key was sealed with another secret; the shop's secret must be what it was."
        )


def seal(key: Ed25519PrivateKey) -> bytes:
    """Return a private key, sealed."""
    nonce = secrets.token_bytes(12)
    return nonce + _cipher().encrypt(nonce, key.private_bytes_raw(), None)


def unseal(sealed: bytes) -> Ed25519PrivateKey:
    """
    Return a private key that `seal` sealed.

    Raises:
        KeySealed: the shop's secret is another now.
    """
    try:
        raw = _cipher().decrypt(sealed[:12], sealed[12:], None)
    except InvalidTag:
        raise KeySealed from None
    return Ed25519PrivateKey.from_private_bytes(raw)


def _cipher() -> ChaCha20Poly1305:
    derived = HKDF(SHA256(), 32, salt=None, info=b"serai.attest.signing_key")
    return ChaCha20Poly1305(derived.derive(settings.SERAI_SECRET))
