"""Passwords as Argon2id hashes."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""19 MiB and two passes: the first choice of the OWASP password storage cheat sheet."""

NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$RRkdKpjMrGmtA3uiooZn+w$BzGIlzMwo1zs3Ng6YUogdwfDDxAgjZZtWPYmq12jd2c"
"""The hash that stands in where there is no account, so that a wrong guess takes as long there."""


def password_hash(password: str) -> str:
    """Return a salted Argon2id hash. Takes some 25 ms of one core, on purpose."""
    return _HASHER.hash(password.encode(errors="surrogatepass"))


def password_matches(password: str, stored: str) -> bool:
    """Return whether `password` made the hash `stored`. An empty hash costs as much and matches nothing."""
    try:
        _HASHER.verify(stored or NOBODYS, password.encode(errors="surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def is_outdated(stored: str) -> bool:
    """Return whether the hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(stored)
