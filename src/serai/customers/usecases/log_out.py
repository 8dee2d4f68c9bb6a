"""Log one device out."""

from serai.plumbing.auth import revoke_shopper_token


def log_out(token_hash: bytes | None) -> None:
    """Make the token with this digest worthless. Safe to repeat."""
    if token_hash is not None:
        revoke_shopper_token(token_hash)
