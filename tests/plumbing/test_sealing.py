"""What is sealed opens for whom it was sealed, and for nobody else."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from serai.plumbing.sealing import SealBroken, Sealing

LETTERS = Sealing(b"letters")


@pytest.mark.parametrize("sealing", [LETTERS, Sealing(b"letters", ChaCha20Poly1305)])
def test_what_is_sealed_opens_with_the_same_secret(sealing):
    kept = sealing.seal(b"hello", secret=b"s", of=b"ann")

    assert b"hello" not in kept
    assert len(kept) == 12 + 5 + 16
    assert sealing.unseal(kept, secret=b"s", of=b"ann") == b"hello"


def test_the_same_content_is_never_kept_the_same_twice():
    assert LETTERS.seal(b"hello", secret=b"s") != LETTERS.seal(b"hello", secret=b"s")


@pytest.mark.parametrize(
    ("sealing", "secret", "of", "flip"),
    [
        (LETTERS, b"another", b"ann", False),
        (LETTERS, b"s", b"bob", False),
        (Sealing(b"keys"), b"s", b"ann", False),
        (Sealing(b"letters", ChaCha20Poly1305), b"s", b"ann", False),
        (LETTERS, b"s", b"ann", True),
    ],
    ids=["secret", "owner", "purpose", "cipher", "changed"],
)
def test_another_secret_owner_or_purpose_opens_nothing(sealing, secret, of, flip):
    kept = bytearray(LETTERS.seal(b"hello", secret=b"s", of=b"ann"))
    kept[-1] ^= flip

    with pytest.raises(SealBroken):
        sealing.unseal(bytes(kept), secret=secret, of=of)
