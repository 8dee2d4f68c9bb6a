"""Private keys at rest: sealed with the shop's secret, so that a copy of the database cannot sign."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.conf import settings

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.sealing import SealBroken, Sealing

_KEYS = Sealing(b"serai.attest.signing_key", ChaCha20Poly1305)


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
    return _KEYS.seal(key.private_bytes_raw(), secret=settings.SERAI_SECRET)


def unseal(sealed: bytes) -> Ed25519PrivateKey:
    """
    Return a private key that `seal` sealed.

    Raises:
        KeySealed: the shop's secret is another now.
    """
    try:
        raw = _KEYS.unseal(sealed, secret=settings.SERAI_SECRET)
    except SealBroken:
        raise KeySealed from None
    return Ed25519PrivateKey.from_private_bytes(raw)
