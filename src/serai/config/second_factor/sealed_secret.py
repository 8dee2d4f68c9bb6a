"""An app's secret at rest: a copy of the database must not show codes."""

from serai.plumbing.sealing import Sealing

_SECRETS = Sealing(b"serai staff authenticators")


def sealed_secret(staff_id: int, secret: bytes, installation: bytes) -> bytes:
    """Return a secret as it is kept; it opens for nobody else's row."""
    return _SECRETS.seal(secret, secret=installation, of=str(staff_id).encode())


def secret_in(staff_id: int, sealed: bytes, installation: bytes) -> bytes:
    """
    Return what was sealed.

    Raises:
        SealBroken: the installation's secret is another, or somebody moved or changed the row.
    """
    return _SECRETS.unseal(sealed, secret=installation, of=str(staff_id).encode())
