"""Prove who one is by a passkey."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog

from serai.config.second_factor.attempts import name_of
from serai.config.second_factor.factor import Factor
from serai.config.second_factor.factors_of import known_staff_credentials
from serai.config.second_factor.staff_passkeys import back_office_party
from serai.customers.domain.passkeys.challenge import Ceremony
from serai.customers.domain.passkeys.credential import (
    KeptCredential,
    PasskeyRefused,
    credential_id_in,
    proven,
)
from serai.customers.domain.passkeys.options import request_options
from serai.customers.usecases.passkeys.challenges import (
    answered_challenge,
    fresh_challenge,
    use_up,
)
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.models import StaffPasskey

log = structlog.get_logger("serai.staff")

_USED = """
UPDATE plumbing_staff_passkey SET sign_count = %(count)s, last_used_at = %(now)s
WHERE id = %(id)s AND (sign_count < %(count)s OR sign_count = 0 AND %(count)s = 0)
"""


def begin_proof_by_passkey(staff_id: int, *, now: datetime) -> dict[str, Any]:
    """Return what a page hands to `navigator.credentials.get`; one statement, nothing is written."""
    challenge = fresh_challenge(Ceremony.CONFIRM, about=name_of(staff_id), now=now)
    allowed = known_staff_credentials(staff_id)
    return request_options(back_office_party(), challenge, allowed=allowed)


@unit_of_work()
def prove_by_passkey(staff_id: int, credential: Mapping[str, Any], *, now: datetime) -> Factor:
    """
    Check a signature of one of somebody's passkeys and note its use; three statements.

    Raises:
        ChallengeRefused: it took too long, was sent twice, or was made for something else.
        PasskeyRefused: unknown, wrong, or a copy: its counter did not go forward.
    """
    challenge = answered_challenge(credential, Ceremony.CONFIRM, about=name_of(staff_id), now=now)
    mine = StaffPasskey.objects.filter(staff_id=staff_id)
    passkey = mine.filter(credential_id=credential_id_in(credential)).first()
    if passkey is None:
        raise PasskeyRefused
    kept = KeptCredential(bytes(passkey.public_key), passkey.sign_count)
    use = proven(credential, challenge=challenge.value, party=back_office_party(), kept=kept)
    use_up(challenge)
    moved = execute(_USED, {"count": use.sign_count, "now": now, "id": passkey.pk})
    if not moved:
        log.warning("a passkey's counter went back", passkey_id=str(passkey.pk))
        raise PasskeyRefused
    return Factor.PASSKEY
