"""The key that signs now."""

from collections.abc import Callable
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from serai.attest.domain.head import verification_key
from serai.attest.models import SigningKey
from serai.attest.usecases.sealed_key import seal


def key_in_use(origin: str, *, now: datetime) -> SigningKey:
    """Return the key that signs now; the first one is made when it is first needed."""
    key = SigningKey.objects.filter(retired_at=None).first()
    return key or new_key(origin, endorse=lambda vkey: b"", now=now)


def new_key(origin: str, *, endorse: Callable[[str], bytes], now: datetime) -> SigningKey:
    """
    Make a key and let it sign from now on.

    Args:
        origin: the log's name, which is the key's, too.
        endorse: gives the signature with which the key before vouches for it.
        now: the present instant.
    """
    private = Ed25519PrivateKey.generate()
    vkey = verification_key(origin, private.public_key().public_bytes_raw())
    return SigningKey.objects.create(
        vkey=vkey, endorsement=endorse(vkey), sealed=seal(private), created_at=now
    )
