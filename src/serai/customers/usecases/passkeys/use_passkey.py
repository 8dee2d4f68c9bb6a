"""Check a passkey's signature and note that it was used."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog

from serai.customers.domain.passkeys.challenge import Challenge
from serai.customers.domain.passkeys.credential import (
    KeptCredential,
    PasskeyRefused,
    credential_id_in,
    proven,
    user_handle_in,
)
from serai.customers.models import Customer, Passkey
from serai.customers.usecases.passkeys.challenges import use_up
from serai.customers.usecases.passkeys.our_party import our_party
from serai.plumbing.db import execute, unit_of_work

log = structlog.get_logger("serai.customers")

_USED = """
UPDATE customers_passkey
SET sign_count = %(count)s, backed_up = %(backed_up)s, last_used_at = %(now)s
WHERE id = %(id)s AND (sign_count < %(count)s OR sign_count = 0 AND %(count)s = 0)
"""


@unit_of_work()
def use_passkey(credential: Mapping[str, Any], challenge: Challenge, *, now: datetime) -> Customer:
    """
    Return whose passkey signed the challenge; three statements.

    The challenge is used up and the counter moves forward in one transaction with what follows.

    Raises:
        PasskeyRefused: unknown, wrong, or a copy: its counter did not go forward.
        ChallengeRefused: the challenge was used before.
    """
    credential_id = credential_id_in(credential)
    passkey = Passkey.objects.select_related("customer").filter(credential_id=credential_id).first()
    if passkey is None:
        raise PasskeyRefused
    handle = user_handle_in(credential)
    if handle is not None and handle != passkey.customer_id.bytes:
        raise PasskeyRefused
    kept = KeptCredential(bytes(passkey.public_key), passkey.sign_count)
    use = proven(credential, challenge=challenge.value, party=our_party(), kept=kept)
    use_up(challenge)
    moved = execute(
        _USED,
        {"count": use.sign_count, "backed_up": use.backed_up, "now": now, "id": passkey.pk},
    )
    if not moved:
        log.warning("a passkey's counter went back", passkey_id=str(passkey.pk))
        raise PasskeyRefused
    return passkey.customer
