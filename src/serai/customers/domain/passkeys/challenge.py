"""
Challenges: what an authenticator signs, so that an old signature is worth nothing.

A challenge carries its own end and a keyed digest of what it was made for. Nothing is written down when
one is asked for; only a used one is remembered, until it would have ended anyhow.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from serai.customers.domain.login_code import keyed_digest
from serai.kernel.errors import DomainError, Kind

VALID_FOR = timedelta(minutes=5)
NONCE_BYTES = 16
_END_BYTES = 8
_DIGEST_BYTES = 32


class Ceremony(StrEnum):
    """What a challenge is good for, and nothing else."""

    REGISTER = "register"
    LOG_IN = "log_in"
    CONFIRM = "confirm"


class ChallengeRefused(DomainError):
    """The challenge that was signed is not ours, has ended, was used, or was made for something else."""

    code = "customers.challenge_refused"
    kind = Kind.UNAUTHENTICATED

    def __init__(self) -> None:
        super().__init__("This took too long or was sent twice. Please try again.")


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge of ours: its bytes, and when it ends."""

    value: bytes
    ends_at: datetime


def new_challenge(
    secret: bytes, ceremony: Ceremony, *, about: str, now: datetime, nonce: bytes
) -> bytes:
    """
    Return a challenge of 56 bytes that works for five minutes.

    Args:
        secret: the platform's.
        ceremony: what it is for.
        about: whom or what exactly it is for; only a use that says the same is taken.
        now: the present instant.
        nonce: 16 bytes that nobody can guess.
    """
    ends_at = int((now + VALID_FOR).timestamp())
    head = nonce + ends_at.to_bytes(_END_BYTES)
    return head + _keyed(secret, ceremony, about, head)


def checked_challenge(
    secret: bytes, ceremony: Ceremony, value: bytes, *, about: str, now: datetime
) -> Challenge:
    """
    Return a challenge that came back, when we made it for exactly this and it has not ended.

    Raises:
        ChallengeRefused: otherwise; why is not told.
    """
    head, digest = value[:-_DIGEST_BYTES], value[-_DIGEST_BYTES:]
    if len(head) != NONCE_BYTES + _END_BYTES:
        raise ChallengeRefused
    if not hmac.compare_digest(digest, _keyed(secret, ceremony, about, head)):
        raise ChallengeRefused
    ends_at = datetime.fromtimestamp(int.from_bytes(head[NONCE_BYTES:]), UTC)
    if ends_at <= now:
        raise ChallengeRefused
    return Challenge(value, ends_at)


def _keyed(secret: bytes, ceremony: Ceremony, about: str, head: bytes) -> bytes:
    return keyed_digest(secret, "customers.passkey", ceremony, about, head.hex())
