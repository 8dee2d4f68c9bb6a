"""Add a passkey to somebody's sign-in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from serai.config.second_factor.attempts import name_of
from serai.config.second_factor.factors_of import known_staff_credentials
from serai.config.second_factor.recovery_codes import issue_recovery_codes
from serai.config.second_factor.staff_passkeys import back_office_party, handle_of
from serai.customers.domain.passkeys.challenge import Ceremony
from serai.customers.domain.passkeys.credential import PasskeyRefused, registered
from serai.customers.domain.passkeys.options import creation_options
from serai.customers.domain.plain_text import plain_text
from serai.customers.usecases.passkeys.challenges import (
    answered_challenge,
    fresh_challenge,
    use_up,
)
from serai.plumbing.db import unit_of_work
from serai.plumbing.models import StaffPasskey, StaffRecoveryCode


def begin_staff_passkey(staff_id: int, username: str, *, now: datetime) -> dict[str, Any]:
    """Return what a page hands to `navigator.credentials.create`; one statement, nothing is written."""
    return creation_options(
        back_office_party(),
        fresh_challenge(Ceremony.REGISTER, about=name_of(staff_id), now=now),
        customer_id=handle_of(staff_id),
        email=username,
        name=username,
        known=known_staff_credentials(staff_id),
    )


@unit_of_work()
def add_staff_passkey(
    staff_id: int, credential: Mapping[str, Any], label: str, *, now: datetime
) -> list[str]:
    """
    Keep a passkey that was made for a challenge of `begin_staff_passkey`.

    Returns:
        Ten recovery codes, when there were none; else nothing.

    Raises:
        TextRefused: the name is missing, too long or unreadable.
        ChallengeRefused: it took too long, or was sent twice.
        PasskeyRefused: it was made elsewhere, without verifying its holder, or is kept already.
    """
    fit = plain_text(label, field="name", longest=80, required=True)
    challenge = answered_challenge(credential, Ceremony.REGISTER, about=name_of(staff_id), now=now)
    made = registered(credential, challenge=challenge.value, party=back_office_party())
    use_up(challenge)
    passkey = StaffPasskey(
        staff_id=staff_id,
        label=fit,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        transports=list(made.transports),
        created_at=now,
    )
    try:
        passkey.save(force_insert=True)
    except IntegrityError:
        raise PasskeyRefused from None
    if StaffRecoveryCode.objects.filter(staff_id=staff_id).exists():
        return []
    return issue_recovery_codes(staff_id)
