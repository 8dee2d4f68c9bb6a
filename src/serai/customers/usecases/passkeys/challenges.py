"""Challenges: made without a trace, used once."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from serai.customers.domain.passkeys.challenge import (
    NONCE_BYTES,
    Ceremony,
    Challenge,
    ChallengeRefused,
    checked_challenge,
    new_challenge,
)
from serai.customers.domain.passkeys.credential import challenge_in
from serai.plumbing.db import execute, unit_of_work


def fresh_challenge(ceremony: Ceremony, *, about: str, now: datetime) -> bytes:
    """Return a challenge that works once, for this, within five minutes."""
    return new_challenge(
        settings.SERAI_SECRET,
        ceremony,
        about=about,
        now=now,
        nonce=secrets.token_bytes(NONCE_BYTES),
    )


def answered_challenge(
    credential: Mapping[str, Any], ceremony: Ceremony, *, about: str, now: datetime
) -> Challenge:
    """
    Return the challenge that an answer signed, when it was made for this.

    Raises:
        PasskeyRefused: the answer cannot be read.
        ChallengeRefused: the challenge is not ours, has ended, or was made for something else.
    """
    value = challenge_in(credential)
    return checked_challenge(settings.SERAI_SECRET, ceremony, value, about=about, now=now)


@unit_of_work()
def use_up(challenge: Challenge) -> None:
    """
    Remember that a challenge was answered rightly; of two simultaneous answers one wins.

    Raises:
        ChallengeRefused: it was used before.
    """
    digest = hashlib.sha256(challenge.value).digest()
    first = execute(
        "INSERT INTO customers_used_challenge (digest, ends_at) VALUES (%s, %s)"
        " ON CONFLICT DO NOTHING",
        [digest, challenge.ends_at],
    )
    if not first:
        raise ChallengeRefused


def forget_used_challenges(*, now: datetime) -> int:
    """Delete what has ended and so is refused anyhow; return how many. One statement."""
    return execute("DELETE FROM customers_used_challenge WHERE ends_at < %s", [now])
