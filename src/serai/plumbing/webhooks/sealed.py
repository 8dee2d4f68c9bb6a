"""Secrets of endpoints at rest."""

from uuid import UUID

from serai.plumbing.sealing import Sealing

_SECRETS = Sealing(b"serai webhook secrets")


def seal(secret: str, *, of: UUID, installation: bytes) -> bytes:
    """
    Return a secret as the table keeps it.

    Args:
        secret: what is kept.
        of: whose it is; it opens for nobody else.
        installation: the installation's own secret.
    """
    return _SECRETS.seal(secret.encode(), secret=installation, of=of.bytes)


def unseal(sealed: bytes, *, of: UUID, installation: bytes) -> str:
    """
    Return what was sealed.

    Raises:
        SealBroken: the installation's secret is another, or somebody changed it.
    """
    return _SECRETS.unseal(sealed, secret=installation, of=of.bytes).decode()
